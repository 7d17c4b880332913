/** What counts as the next line of systemic therapy and as progression on it. No source fixes it: local defaults. */
import { z } from 'zod'

export const nextLineSchema = z
  .object({
    /** PFS on next systemic therapy counts from randomization, or among those who have one from its first day. */
    from: z.enum(['randomization', 'next-therapy']).default('randomization'),
    /**
     * What shows progression on it: a response of PD that was reported, a disposition that states it, a further systemic
     * therapy. A response derived from measurements never does: its nadir is of the line before.
     */
    evidence: z
      .array(z.enum(['reported-response', 'claimed', 'further-therapy']))
      .default(['reported-response', 'claimed', 'further-therapy']),
    /** What a death without a next therapy is for the time to it. */
    deathBefore: z.enum(['event', 'censor']).default('event'),
    ours: z.boolean().default(true),
  })
  .strict()

export type NextLine = z.infer<typeof nextLineSchema>
