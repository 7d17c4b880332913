/** One published result of one trial: what was said, by whom, in whom, and how sure one may be of the saying. */
import { z } from 'zod'

const tag = z.enum(['S', 'K', 'D'])

export const publishedRatioSchema = z.strictObject({
  estimate: z.number().positive(),
  lower: z.number().positive(),
  upper: z.number().positive(),
  /** As the report says it; the import check asks whether the numbers agree. Null where the report does not say. */
  level: z.number().gt(0).lt(1).nullable(),
  p: z
    .strictObject({
      value: z.number().gt(0).lte(1),
      /** `<` where only a bound was printed. */
      relation: z.enum(['=', '<']),
      sides: z.union([z.literal(1), z.literal(2)]).nullable(),
    })
    .nullable(),
  tag,
})

export const trialResultSchema = z.strictObject({
  id: z.string().min(1),
  trial: z.string().min(1),
  year: z.int(),
  registration: z.string().optional(),
  /** At most one row of a group enters a pooled estimate: updates, strata and pooled analyses of the same patients. */
  overlapGroup: z.string().min(1),
  setting: z.string().min(1),
  therapy: z.string().min(1),
  randomized: z.boolean(),
  /** Subjects behind the ratio. */
  subjects: z.strictObject({
    local: z.int().positive().nullable(),
    control: z.int().positive().nullable(),
    all: z.int().positive(),
  }),
  basis: z.enum(['randomized', 'full-analysis-set', 'stratum', 'pooled', 'cohort', 'not-stated']),
  endpoint: z.enum(['pfs', 'os']),
  primary: z.boolean(),
  ratio: publishedRatioSchema.nullable(),
  medianMonths: z
    .strictObject({ local: z.number().positive().nullable(), control: z.number().positive(), tag })
    .nullable(),
  integrity: z.strictObject({
    status: z.enum(['none', 'correction', 'expression-of-concern', 'retracted']),
    checked: z.iso.date().nullable(),
    says: z.string().optional(),
  }),
  /** Several reports of one result stand side by side; one is used, with a reason. */
  used: z.boolean(),
  why: z.string().optional(),
  /** The report found no difference: it must be seen also where it cannot enter a mean. */
  negative: z.boolean().default(false),
  notes: z.array(z.string()).default([]),
  source: z.string().min(1),
  tag,
})

export type TrialResult = z.infer<typeof trialResultSchema>
export type PublishedRatio = z.infer<typeof publishedRatioSchema>
