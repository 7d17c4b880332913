/** What iRECIST leaves to the protocol. Source of the intervals: EORTC RECIST FAQ, can-imaging-be-used-to-confirm-progression. */
import { z } from 'zod'

export const immuneResponseSchema = z.object({
  /** A confirming scan comes this long after the first iUPD; the tolerance is taken off the earliest day only. */
  confirmation: z
    .object({
      earliestDays: z.int().min(0).default(28),
      latestDays: z.int().min(0).default(56),
      toleranceDays: z.int().min(0).default(2),
    })
    .prefault({}),
  /** A scan after `latestDays`: the source names no consequence, and growth adds up over several scans. */
  lateScan: z.enum(['confirms', 'does-not-confirm']).default('confirms'),
  /** With the new lesion still there, the target sum must have shrunk by this much since the iUPD to clear it; ours. */
  clearingShrinkageMm: z.number().positive().default(5),
  /**
   * An iUPD that iSD, iPR or iCR cleared, for iPFS: still the event where another iUPD or iCPD comes later
   * (RECIST Working Group, as we read it), or never an event (Seymour 2017, as remembered: verify).
   */
  clearedProgression: z
    .enum(['event-if-progression-follows', 'ignored'])
    .default('event-if-progression-follows'),
})

export type ImmuneResponseSettings = z.infer<typeof immuneResponseSchema>
