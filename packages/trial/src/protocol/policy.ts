/**
 * How progression-free survival is derived, as a value: one switch a question. Presets by name stand in `policies.ts`; a
 * protocol may define its own. What each switch does to the twelve situations: `policy-rows.ts`, docs/rules/pfs-policies.md.
 */
import { z } from 'zod'

export const missedVisitsSchema = z.object({
  /** How many consecutive planned visits may be missed right before an event. */
  max: z.int().min(0),
  then: z.enum(['censor-before-gap', 'event']),
  /** What a death after such a gap is. */
  death: z.enum(['as-progression', 'censor-before-gap', 'event']).default('as-progression'),
})

export const policySchema = z
  .object({
    title: z.string().optional(),
    /** documented: only a response of PD; claimed: also progression that the investigator states without a scan. */
    progression: z.enum(['documented', 'claimed']).default('documented'),
    dateOfProgression: z.enum(['first-evidence', 'next-scheduled']).default('first-evidence'),
    /** Of progression by the sum of diameters alone, whose scans lie on several days. */
    dayOfTimePoint: z.enum(['first', 'last']).default('first'),
    dateOfCensoring: z.enum(['last-assessment', 'last-scheduled']).default('last-assessment'),
    missedVisits: missedVisitsSchema.nullable().default(null),
    newTherapy: z.enum(['censor-before', 'ignore', 'event']).default('ignore'),
    /** Ablation, radiotherapy or surgery of a tumour that the study did not plan for this arm. */
    salvageLocalTherapy: z
      .enum(['as-new-therapy', 'censor-before', 'ignore', 'event'])
      .default('as-new-therapy'),
    clinicalProgression: z.enum(['ignore', 'censor', 'event']).default('ignore'),
    /** The study treatment stopped for toxicity or another reason that is not progression. */
    treatmentStop: z.enum(['ignore', 'censor']).default('ignore'),
    countsAsAssessment: z.enum(['evaluable', 'any']).default('any'),
    noBaseline: z.enum(['censor-at-randomization', 'include']).default('include'),
    /** A baseline scan on which a target lesion was not measured. */
    incompleteBaseline: z.enum(['censor-at-randomization', 'include']).default('include'),
    /** An ablation that the study plans is never new anticancer therapy. */
    studyAblationIsNewTherapy: z.literal(false).default(false),
    ours: z.boolean().optional(),
    source: z.string().optional(),
  })
  .strict()

export type Policy = z.infer<typeof policySchema>
