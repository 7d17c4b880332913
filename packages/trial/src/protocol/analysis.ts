/** What a protocol says of one analysis: its rank, population and policy, and every statistical choice. Nothing is silent. */
import { z } from 'zod'
import {
  modalityAnalysisSchema,
  sensitivityAnalysisSchema,
  subgroupsAnalysisSchema,
} from './effect-analyses.ts'
import { rank } from './rank.ts'
import {
  baselineSchema,
  biomarkerSchema,
  exposureSchema,
  flowSchema,
  isTable,
  safetySchema,
  tableSchemas,
} from './trial-tables.ts'

export { rank, type Rank } from './rank.ts'

export const intervalKind = z.enum(['log-log', 'log', 'plain', 'arcsin', 'logit'])

export const testSchema = z.object({
  kind: z.literal('log-rank').default('log-rank'),
  sides: z.literal(2).default(2),
  alpha: z.number().gt(0).lt(1).default(0.05),
  strata: z.array(z.string()).default([]),
})

export const modelSchema = z.object({
  kind: z.literal('cox').default('cox'),
  ties: z.enum(['efron', 'breslow', 'exact']).default('efron'),
  interval: z.enum(['wald', 'profile']).default('wald'),
  level: z.number().gt(0).lt(1).default(0.95),
  strata: z.array(z.string()).default([]),
  adjustFor: z.array(z.string()).default([]),
})

export const curveSchema = z.object({
  interval: intervalKind.default('log-log'),
  level: z.number().gt(0).lt(1).default(0.95),
})

/** The scale on which the arms are compared at the times of `ratesAtMonths`. */
export const milestonesSchema = z.object({ scale: z.enum(['plain', 'log-log']).default('log-log') })

/** The test of proportional hazards, and below which p the reader is told that they are in doubt. */
export const proportionalitySchema = z.object({
  transform: z.enum(['km', 'rank', 'identity', 'log']).default('km'),
  alpha: z.number().gt(0).lt(1).default(0.05),
})

/** A log-rank test with Fleming–Harrington weights beside the plain one; with several weights the largest of them (MaxCombo). */
export const weightedTestSchema = z.object({
  weights: z.array(z.object({ rho: z.number().min(0), gamma: z.number().min(0) })).min(1),
})

export const timeToEventAnalysisSchema = z.object({
  id: z.string().min(1),
  title: z.string().optional(),
  kind: z.literal('time-to-event').default('time-to-event'),
  rank: rank.default('exploratory'),
  endpoint: z.string().min(1),
  policy: z.string().default('admiralonco'),
  population: z.string().default('full-analysis'),
  /** The id of an estimand of the protocol; it sets the policy's switches. */
  estimand: z.string().min(1).optional(),
  /** The reader of this analysis, where it is not the one of `response.reader`. */
  reader: z.string().optional(),
  test: testSchema.prefault({}),
  model: modelSchema.prefault({}),
  curve: curveSchema.prefault({}),
  ratesAtMonths: z.array(z.number().positive()).default([6, 12, 24]),
  restrictedMeanMonths: z.array(z.number().positive()).default([]),
  milestones: milestonesSchema.prefault({}),
  proportionality: proportionalitySchema.prefault({}),
  weightedTest: weightedTestSchema.optional(),
})

const done: readonly string[] = ['time-to-event', 'subgroups', 'sensitivity', 'modality']

/** Kinds of analysis that a protocol may already name; what the readout does not do yet it says in a finding. */
export const otherAnalysisSchema = z
  .looseObject({
    id: z.string().min(1),
    /** Not one that has a shape of its own: what is wrong in such an analysis must not make it one of another kind. */
    kind: z
      .string()
      .min(1)
      .refine((kind) => !done.includes(kind), { abort: true }),
    rank: rank.default('exploratory'),
  })
  .superRefine((analysis, context) => {
    if (!isTable(analysis.kind)) return
    const issues = tableSchemas[analysis.kind].safeParse(analysis).error?.issues ?? []
    for (const { path, message } of issues) context.addIssue({ code: 'custom', path: [...path], message })
  })

/** An analysis without a `kind` is one of a time to an event. */
export const analysisSchema = z.union([
  timeToEventAnalysisSchema,
  flowSchema,
  baselineSchema,
  exposureSchema,
  safetySchema,
  biomarkerSchema,
  subgroupsAnalysisSchema,
  sensitivityAnalysisSchema,
  modalityAnalysisSchema,
  otherAnalysisSchema,
])

export type TimeToEventAnalysis = z.infer<typeof timeToEventAnalysisSchema>
export type Analysis = z.infer<typeof analysisSchema>

export function isTimeToEvent(analysis: Analysis): analysis is TimeToEventAnalysis {
  return analysis.kind === 'time-to-event'
}
