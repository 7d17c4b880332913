/** How one response is had of several readers, where the endpoint's reader is a name that they share. Ours: charters differ. */
import { z } from 'zod'

export const adjudicationSchema = z.object({
  /**
   * accepted-flag: the data names the read (RSACPTFL of a response, TRACPTFL of a scan). adjudicator: readers who agree need
   * none, else the adjudicator's own read. none: readers who agree, else not known.
   */
  by: z.enum(['none', 'accepted-flag', 'adjudicator']).default('accepted-flag'),
  /** The part of a reader's name that says who adjudicates; case does not matter. */
  adjudicator: z.string().min(1).default('adjudicator'),
  /** What readers agree on: the response word, or whether it is progression; not evaluable is a word of its own in both. */
  agreement: z.enum(['response', 'progression']).default('response'),
  /** Of a subject with any visit in dispute, the adjudicator's read counts at that visit, or at all visits. */
  decides: z.enum(['time-point', 'subject']).default('time-point'),
})

export type AdjudicationSettings = z.infer<typeof adjudicationSchema>
