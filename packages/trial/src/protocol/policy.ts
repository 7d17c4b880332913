/**
 * How progression-free survival is derived, as a value. Presets by name stand in `policies.ts`; a protocol may define its own.
 * The rows that each switch belongs to: docs/methods/progression-free-survival.md.
 */
import { z } from 'zod'

export const policySchema = z
  .object({
    title: z.string().optional(),
    /** documented: only a response of PD; claimed: also progression that the investigator states without a scan. */
    progression: z.enum(['documented', 'claimed']).default('documented'),
    dateOfProgression: z
      .enum(['first-evidence', 'last-of-time-point', 'next-scheduled'])
      .default('first-evidence'),
    missedVisits: z
      .object({ max: z.int().min(0), then: z.enum(['censor-before-gap', 'event']) })
      .nullable()
      .default(null),
    newTherapy: z.enum(['censor-before', 'ignore', 'event']).default('ignore'),
    clinicalProgression: z.enum(['ignore', 'censor', 'event']).default('ignore'),
    countsAsAssessment: z.enum(['evaluable', 'any']).default('any'),
    noBaseline: z.enum(['censor-at-randomization', 'include']).default('include'),
    /** An ablation that the study plans is never new anticancer therapy. */
    studyAblationIsNewTherapy: z.literal(false).default(false),
    ours: z.boolean().optional(),
    source: z.string().optional(),
  })
  .strict()

export type Policy = z.infer<typeof policySchema>
