/** What a protocol says of the analyses that start from one of a time to an event: who benefits, how firm it is, and which modality. */
import { z } from 'zod'
import { rank } from './rank.ts'

const started = {
  id: z.string().min(1),
  title: z.string().optional(),
  rank: rank.default('exploratory'),
  /** The id of the analysis whose times, population, test and model are used. */
  of: z.string().min(1),
  /** Our choice, where a published trial does not say it. */
  ours: z.boolean().optional(),
}

export const subgroupSchema = z.object({
  /** A stratum or covariate of the data, such as `sex` or `age`. */
  field: z.string().min(1),
  title: z.string().optional(),
  /** Which values make a level; without levels and cut-offs every value that occurs is one. */
  levels: z
    .array(z.object({ title: z.string(), values: z.array(z.union([z.string(), z.number()])).min(1) }))
    .default([]),
  /** A number is below the first, from one to the next, or at least the last. */
  cutoffs: z.array(z.number()).default([]),
})

export const subgroupsAnalysisSchema = z.object({
  ...started,
  kind: z.literal('subgroups'),
  /** The arm that is compared with the reference; the first experimental one unless named. */
  arm: z.string().optional(),
  subgroups: z.array(subgroupSchema).min(1),
  interaction: z.enum(['likelihood-ratio', 'wald']).default('likelihood-ratio'),
  /** A level with fewer events has no estimate: a local default, no source gives a number. */
  leastEvents: z.int().min(1).default(5),
})

export const ablatedRule = z.enum(['re-baseline', 'freeze', 'exclude', 'per-lesion'])

export const sensitivityAnalysisSchema = z.object({
  ...started,
  kind: z.literal('sensitivity'),
  /** The rules for ablated lesions and the policies that are crossed; all that there are unless named. */
  ablatedLesions: z.array(ablatedRule).min(1).default(ablatedRule.options),
  policies: z.array(z.string()).default([]),
  /** The Cox model of the analysis; the same without strata and covariates, where it has any; the restricted mean. */
  estimators: z
    .array(z.enum(['cox', 'cox-unadjusted', 'restricted-mean']))
    .min(1)
    .default(['cox', 'cox-unadjusted', 'restricted-mean']),
  restrictedMeanMonths: z.number().positive().default(24),
  /** Which changes of a status count: any, or only a censored subject made an event. */
  fragility: z.object({ changes: z.enum(['any', 'added-events']).default('any') }).prefault({}),
  bootstrap: z
    .object({
      resamples: z.int().min(100).default(2000),
      seed: z.int().min(0).default(1),
      level: z.number().gt(0).lt(1).default(0.95),
    })
    .prefault({}),
})

export const modalityAnalysisSchema = z.object({
  ...started,
  kind: z.literal('modality'),
  of: z.string().min(1).default('pfs'),
  /** Name of a group → the modalities in it; two groups are compared, the first against the second. */
  groups: z.record(z.string(), z.array(z.string()).min(1)),
  /** From when time is counted: each patient's first scan after the first ablation, or one day after randomization for all. */
  landmark: z
    .union([z.literal('first-scan-after-ablation'), z.int().min(1)])
    .default('first-scan-after-ablation'),
})

export type SubgroupsAnalysis = z.infer<typeof subgroupsAnalysisSchema>
export type SensitivityAnalysis = z.infer<typeof sensitivityAnalysisSchema>
export type ModalityAnalysis = z.infer<typeof modalityAnalysisSchema>
