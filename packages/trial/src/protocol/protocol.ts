/**
 * What a trial fixes in advance, as one versioned document. Every choice that can change a number is here, and it is
 * printed with every readout. `ours: true` marks what a published trial did not say and we chose.
 */
import { z } from 'zod'
import { adjudicationSchema } from './adjudication.ts'
import { analysisSchema } from './analysis.ts'
import { immuneResponseSchema } from './immune-response.ts'
import { localProgressionSchema, progressionPatternSchema } from './local-progression.ts'
import { estimandSchema, intercurrentSettingsSchema } from './estimand.ts'
import { nextLineSchema } from './next-line.ts'
import { oligoStateSchema } from './oligo-state.ts'
import { policySchema } from './policy.ts'

export const armSchema = z
  .object({
    id: z.string().min(1),
    title: z.string().min(1),
    weight: z.int().positive().default(1),
    role: z.enum(['experimental', 'control']),
    /** Whether the study ablates in this arm; unsaid, it does in an experimental arm. Where it does not, an ablation is salvage. */
    plansAblation: z.boolean().optional(),
    /** What the data may call this arm besides its id and title, such as ARMCD. */
    codes: z.array(z.string()).default([]),
  })
  .transform((arm) => ({ ...arm, plansAblation: arm.plansAblation ?? arm.role === 'experimental' }))

export const imagingSchema = z.object({
  everyDays: z.int().positive(),
  untilDay: z.int().positive().optional(),
  windowDays: z.int().min(0),
})

/** The rule re-baseline, in both arms: the first scan from `windowDays` before the day on, in days after randomization. Ours: no source names a day. */
export const newBaselineSchema = z.object({
  day: z.int().positive(),
  windowDays: z.int().min(0).default(7),
  ours: z.boolean().optional(),
})

export const responseSchema = z.object({
  criteria: z.literal('recist-1.1').default('recist-1.1'),
  irecist: z.enum(['no', 'exploratory']).default('no'),
  immune: immuneResponseSchema.prefault({}),
  /** The reader whose assessments the endpoints use, as the data names it; case does not matter. */
  reader: z.string().default('investigator'),
  /** Which read counts, where several readers share that name. */
  adjudication: adjudicationSchema.prefault({}),
  ablatedLesions: z.enum(['re-baseline', 'freeze', 'exclude', 'per-lesion']).default('exclude'),
  newBaseline: newBaselineSchema.optional(),
  localProgression: localProgressionSchema.prefault({}),
  progressionPattern: progressionPatternSchema.prefault({}),
  keepingPartialResponse: z.enum(['strict', 'eortc']).default('strict'),
  /** Whether a complete response is definite, so that any return is PD: where the reader states it, or always. */
  definiteCompleteResponse: z.enum(['as-stated', 'always']).default('as-stated'),
  confirmation: z
    .object({
      required: z.boolean().default(false),
      minDays: z.int().min(0).default(28),
      /** How the confirmed best response is found; the ADaM export keeps that of admiralonco. */
      definition: z.enum(['admiralonco', 'recist-table-3']).default('admiralonco'),
      /** Table 3: assessments that are not evaluable and may lie between a response and the one that confirms it. */
      maxNotEvaluable: z.int().min(0).default(1),
      /** Table 3: whether one stable disease between two partial responses is tolerated. */
      stableBetween: z.boolean().default(false),
      /** Table 3, CR then PR where the reader has not said whether the CR was definite: as the table prints it, or the CR as PR. */
      completeThenPartial: z.enum(['as-printed', 'partial']).default('as-printed'),
    })
    .prefault({}),
  stableDiseaseMinDays: z.int().min(0).default(42),
  /** The day from which the least duration of stable disease counts. */
  stableDiseaseFrom: z.enum(['randomization', 'baseline']).default('randomization'),
  /** Baseline lies at most so many days before randomization; an older one is a finding. */
  baselineMaxDays: z.int().min(0).default(28),
  /** Scans of one time point lie at most so many days apart; more is a finding. Ours: no source gives it. */
  timePointMaxDays: z.int().min(0).default(14),
  /** Markers, as LBTESTCD names them, that must be normal for a complete response, measured so near the scan. */
  tumourMarkers: z
    .object({ tests: z.array(z.string()).default([]), withinDays: z.int().min(0).default(14) })
    .prefault({}),
})

export const populationSchema = z.object({
  title: z.string().optional(),
  says: z.string(),
  excludeWithReason: z.boolean().default(false),
})

export const protocolSchema = z.looseObject({
  id: z.string().min(1),
  version: z.string().min(1),
  title: z.string().min(1),
  source: z.string().optional(),
  /** A made study says so here; the word then reaches every page, figure and file. */
  synthetic: z.boolean().default(false),
  dataCutoff: z.iso.date().optional(),
  arms: z.array(armSchema).min(1),
  schedule: z.looseObject({ imaging: z.array(imagingSchema).default([]) }).prefault({}),
  response: responseSchema.prefault({}),
  oligoState: oligoStateSchema.optional(),
  policies: z.record(z.string(), policySchema).default({}),
  estimands: z.array(estimandSchema).default([]),
  nextSystemicTherapy: nextLineSchema.prefault({}),
  intercurrentEvents: intercurrentSettingsSchema.prefault({}),
  populations: z.record(z.string(), populationSchema).default({}),
  analyses: z.array(analysisSchema).min(1),
})

export type Protocol = z.infer<typeof protocolSchema>
/** A protocol before its defaults are filled in. */
export type ProtocolDocument = z.input<typeof protocolSchema>
export type Arm = Protocol['arms'][number]
