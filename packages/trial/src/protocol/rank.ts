import { z } from 'zod'

/** What a result may be said to show. */
export const rank = z.enum(['primary', 'secondary', 'exploratory'])
export type Rank = z.infer<typeof rank>
