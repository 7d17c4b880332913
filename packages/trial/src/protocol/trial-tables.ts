/**
 * What a protocol says of the tables that describe a trial: flow, baseline, exposure, safety, biomarkers.
 * Flow, baseline, exposure and safety belong to every report (CONSORT 2025): where a protocol does not list one, it is made by
 * the defaults here, and its methods say so. A biomarker is analysed only where it is listed, for it must be named.
 */
import { z } from 'zod'
import type { Protocol } from './protocol.ts'
import { rank } from './rank.ts'

const level = z.number().gt(0).lt(1).default(0.95)
const reasons = z.array(z.string().min(1)).default([])
const common = { id: z.string().min(1), title: z.string().optional(), rank: rank.default('exploratory') }

export const flowSchema = z.object({
  ...common,
  kind: z.literal('flow'),
  /** The population of the last box; that of the first primary analysis unless said. */
  population: z.string().optional(),
  /** What shows that an arm received what it was allocated to, by arm: a dose, and where named also a study ablation. */
  received: z
    .record(z.string(), z.enum(['dose', 'ablation', 'dose-and-ablation', 'dose-or-ablation']))
    .default({}),
  /** Reasons that the protocol foresees: each is printed, also with 0. */
  reasons: z
    .object({
      notEligible: reasons,
      notReceived: reasons,
      lost: reasons,
      discontinued: reasons,
      notAnalysed: reasons,
    })
    .prefault({}),
  /** Words of a disposition that end follow-up, beside those that end treatment. */
  lostWords: z
    .array(z.string())
    .default(['LOST TO FOLLOW-UP', 'WITHDRAWAL BY SUBJECT', 'WITHDRAWAL OF CONSENT']),
})

export const baselineSchema = z.object({
  ...common,
  kind: z.literal('baseline'),
  population: z.string().default('randomized'),
  /** What is shown and in which order; everything that the records hold unless said. */
  variables: z
    .array(
      z.object({
        id: z.string().min(1),
        title: z.string().optional(),
        as: z.enum(['category', 'number']).optional(),
      }),
    )
    .optional(),
})

export const exposureSchema = z.object({
  ...common,
  kind: z.literal('exposure'),
  population: z.string().default('safety'),
  level,
  /** Days between doses that the protocol plans, by drug; a drug that is not named takes `everyDays`. */
  everyDaysByDrug: z.record(z.string(), z.int().positive()).default({}),
  /** Where neither the drug nor the schedule says an interval: none, so that pauses and relative dose count are not known. */
  everyDays: z.int().positive().optional(),
  /** A gap longer than the interval and this is a pause. */
  toleranceDays: z.int().min(0).default(7),
})

export const safetySchema = z.object({
  ...common,
  kind: z.literal('safety'),
  population: z.string().default('safety'),
  level,
  /** Days after the last dose or ablation until which an event counts; to the end of follow-up unless said. */
  untilDaysAfterTreatment: z.int().min(0).nullable().default(null),
  /** Windows around an ablation session, in days from it; 0 is its day. */
  windows: z
    .array(z.object({ title: z.string().min(1), fromDay: z.int(), toDay: z.int() }))
    .default([
      { title: 'day of ablation', fromDay: 0, toDay: 0 },
      { title: 'days 1 to 7', fromDay: 1, toDay: 7 },
      { title: 'days 8 to 30', fromDay: 8, toDay: 30 },
      { title: 'days 31 to 90', fromDay: 31, toDay: 90 },
    ])
    .refine((all) => all.every(({ fromDay, toDay }) => fromDay <= toDay), 'fromDay is not after toDay'),
})

export const belowLimit = z.enum(['half', 'root-two', 'censored'])

export const biomarkerSchema = z.object({
  ...common,
  kind: z.literal('biomarker'),
  /** As the data names it; letters and digits count, their case does not. */
  analyte: z.string().min(1),
  unit: z.string().optional(),
  population: z.string().default('full-analysis'),
  level,
  /** A value below the limit of quantification L as L/2, as L/√2, or as known only to lie below L. */
  belowLimit: belowLimit.default('censored'),
  /** Modalities of a lesion-session that are compared. */
  groups: z
    .record(z.string(), z.array(z.string()).min(1))
    .default({ cryoablation: ['cryoablation'], thermal: ['microwave', 'radiofrequency'] }),
  /** The first value later than the session and not later than this many days after it is its pair. */
  pairWithinDays: z.int().positive().default(42),
  /** Progression-free survival counts from here for who is free of it: the change must be known by then. */
  landmarkDays: z.int().positive().default(84),
  /** The analysis whose times are used; the first of progression-free survival unless said. */
  endpointAnalysis: z.string().optional(),
  bootstrap: z
    .object({ resamples: z.int().min(100).max(20_000), seed: z.int().min(0) })
    .default({ resamples: 400, seed: 1 }),
})

export type FlowAnalysis = z.infer<typeof flowSchema>
export type BaselineAnalysis = z.infer<typeof baselineSchema>
export type ExposureAnalysis = z.infer<typeof exposureSchema>
export type SafetyAnalysis = z.infer<typeof safetySchema>
export type BiomarkerAnalysis = z.infer<typeof biomarkerSchema>

/** The kinds that `tables` of the readout do, each with its schema. */
export const tableSchemas = {
  flow: flowSchema,
  baseline: baselineSchema,
  exposure: exposureSchema,
  safety: safetySchema,
  biomarker: biomarkerSchema,
} as const

type Kind = keyof typeof tableSchemas
type Of<K extends Kind> = z.infer<(typeof tableSchemas)[K]>

export function isTable(kind: string): kind is Kind {
  return Object.hasOwn(tableSchemas, kind)
}

/** The analyses of one kind that a protocol lists. */
export function tablesOf<K extends Kind>(
  { analyses }: Pick<Protocol, 'analyses'>,
  kind: K,
): readonly Of<K>[] {
  return analyses.filter((analysis) => analysis.kind === kind) as unknown as readonly Of<K>[]
}

/** The first that the protocol lists, or the defaults above; `listed` says which. */
export function tableOf<K extends Exclude<Kind, 'biomarker'>>(
  protocol: Pick<Protocol, 'analyses'>,
  kind: K,
): { readonly analysis: Of<K>; readonly listed: boolean } {
  const [listed] = tablesOf(protocol, kind)
  return listed
    ? { analysis: listed, listed: true }
    : { analysis: tableSchemas[kind].parse({ id: kind, kind }) as Of<K>, listed: false }
}
