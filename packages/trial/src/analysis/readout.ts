/**
 * What a study shows, as data: the shape of readout.json. It is public and stays stable; what is added later is added.
 * Probabilities run from 0 to 1; a value that does not exist is null, with a finding that says why.
 */
import type { RuleSentence } from '../derived.ts'
import type { Finding } from '../finding.ts'
import type { RowId, SubjectId } from '../ids.ts'
import type { Protocol } from '../protocol/protocol.ts'
import type { Rank } from '../protocol/analysis.ts'
import type { IntercurrentEventsReadout } from './intercurrent-events.ts'
import type { PolicyDecisions } from './policy-decisions.ts'
import type { Table } from '../record/records.ts'
import type { AblatedLesionsReadout } from './ablated-lesions-readout.ts'
import type { ImmuneSubject } from './immune-section.ts'
import type { ModalityReadout } from './modality.ts'
import type { MilestoneReadout } from './milestones.ts'
import type { ProgressionPatternReadout } from './progression-pattern-readout.ts'
import type { OligoSubject } from './oligo-section.ts'
import type { ProportionalityReadout } from './proportional-hazards.ts'
import type { ReaderAgreement } from './reader-agreement.ts'
import type { RestrictedMeanReadout } from './restricted-mean.ts'
import type { SubgroupsReadout } from './subgroups.ts'
import type { WeightedTestReadout } from './weighted-test.ts'
import type { BaselineReadout } from './baseline.ts'
import type { BiomarkerReadout } from './biomarker.ts'
import type { ExposureReadout } from './exposure.ts'
import type { FlowReadout } from './flow.ts'
import type { SafetyReadout } from './safety.ts'
import type { SubjectRecord } from './subject-record.ts'
import type { SubjectTimeline } from './timelines.ts'

export type { RuleSentence }
export type Unit = 'days' | 'weeks' | 'months'

export type Readout = {
  readonly schema: 'abscopal.readout/1'
  readonly software: { readonly name: 'Abscopal'; readonly version: string }
  readonly study: {
    readonly id: string
    readonly version: string
    readonly title: string
    readonly source: string | null
  }
  readonly synthetic: boolean
  readonly dataCutoff: string | null
  readonly tables: readonly Table[]
  readonly arms: readonly {
    readonly id: string
    readonly title: string
    readonly role: 'experimental' | 'control'
  }[]
  readonly populations: readonly PopulationReadout[]
  readonly endpoints: readonly EndpointReadout[]
  /** Absent where the study ablated nothing, and where a table of subjects was read. */
  readonly ablatedLesions?: AblatedLesionsReadout
  readonly progressionPatterns?: ProgressionPatternReadout
  readonly subgroups: readonly SubgroupsReadout[]
  readonly modalities: readonly ModalityReadout[]
  readonly subjects: readonly SubjectReadout[]
  /** Absent where the study is a table of times. */
  readonly intercurrentEvents?: IntercurrentEventsReadout
  readonly policyDecisions?: readonly PolicyDecisions[]
  /** The tables of the trial, where there are records; a table with a row a subject has none of them. */
  readonly flow?: FlowReadout
  readonly baseline?: BaselineReadout
  readonly exposure?: ExposureReadout
  readonly safety?: SafetyReadout
  readonly biomarkers?: readonly BiomarkerReadout[]
  readonly timelines?: readonly SubjectTimeline[]
  /** What was given to each subject and what befell them, by date and row; absent where the study is a table of times. */
  readonly subjectRecords?: readonly SubjectRecord[]
  /** By iRECIST; absent or null where the protocol does not ask for it. */
  readonly immune?: readonly ImmuneSubject[] | null
  /** The oligo state over time; absent or null where the protocol does not say how lesions are counted. */
  readonly oligo?: readonly OligoSubject[] | null
  /** Every two readers of the study; empty where there is one. */
  readonly readerAgreement?: readonly ReaderAgreement[]
  readonly findings: readonly Finding[]
  readonly protocol: Protocol
}

export type PopulationReadout = {
  readonly id: string
  readonly title: string
  readonly says: string
  readonly subjects: number
  readonly byArm: readonly { readonly arm: string; readonly subjects: number }[]
  readonly excluded: readonly {
    readonly subject: SubjectId
    readonly arm: string | null
    readonly reason: string
    readonly from: readonly RowId[]
  }[]
}

export type Estimate = {
  readonly estimate: number | null
  readonly lower: number | null
  readonly upper: number | null
}

export type EndpointReadout = {
  readonly id: string
  readonly endpoint: string
  readonly title: string
  readonly rank: Rank
  readonly population: string
  readonly policy: string
  /** One sentence a method: how the subjects' times, the curve, the test and the model were made. */
  readonly methods: readonly string[]
  /** The unit of `median`, of the curve's times and of `followUp`. */
  readonly unit: Unit
  readonly curve: { readonly interval: string; readonly level: number }
  readonly arms: readonly ArmReadout[]
  readonly logRank: {
    readonly chiSquare: number | null
    readonly degreesOfFreedom: number | null
    readonly p: number | null
    readonly strata: readonly string[]
  }
  /** Null where there are not exactly two arms to compare, or no estimate exists. */
  readonly hazardRatio: HazardRatioReadout
  /** With more than two arms: each against the reference. */
  readonly hazardRatios: readonly HazardRatioReadout[]
  readonly restrictedMeans: readonly RestrictedMeanReadout[]
  readonly milestones: readonly MilestoneReadout[]
  /** Null where there is no model, or the test does not exist for it. */
  readonly proportionality: ProportionalityReadout | null
  /** Null unless the protocol asks for it. */
  readonly weightedTest: WeightedTestReadout | null
}

export type ArmReadout = {
  readonly arm: string
  readonly title: string
  readonly subjects: number
  readonly events: number
  readonly median: Estimate & { readonly unit: Unit }
  readonly followUp: Estimate & { readonly unit: Unit; readonly method: 'reverse Kaplan–Meier' }
  readonly rates: readonly (Estimate & { readonly at: number; readonly unit: Unit })[]
  readonly steps: CurveSteps
  readonly atRisk: readonly {
    readonly at: number
    readonly unit: Unit
    readonly subjects: number
    readonly events: number
  }[]
  /** The subjects in order of time: the marks of the curve. */
  readonly marks: readonly {
    readonly subject: SubjectId
    readonly time: number
    readonly event: boolean
    readonly survival: number
  }[]
}

/** The curve, one row per distinct time, in columns; times in the endpoint's unit. */
export type CurveSteps = {
  readonly time: readonly number[]
  readonly atRisk: readonly number[]
  readonly events: readonly number[]
  readonly censored: readonly number[]
  readonly survival: readonly number[]
  readonly lower: readonly (number | null)[]
  readonly upper: readonly (number | null)[]
}

export type HazardRatioReadout = Estimate & {
  readonly arm: string | null
  readonly p: number | null
  readonly reference: string | null
  readonly ties: string
  readonly strata: readonly string[]
  readonly adjustedFor: readonly string[]
}

/** The chain of one subject: endpoint → responses → scans → lesions, each with rule and source rows. */
export type SubjectReadout = {
  readonly id: SubjectId
  readonly arm: string | null
  readonly endpoints: readonly EndpointChain[]
  /** Null where the subject was not randomized, and where the input is a table of times. */
  readonly bestResponse?: BestResponseChain | null
  readonly timePoints: readonly TimePointChain[]
  readonly lesions: readonly {
    readonly id: string
    readonly role: string
    readonly organ: string
    readonly node: boolean
    readonly from: RowId
  }[]
}

export type BestResponseChain = {
  readonly response: string
  readonly confirmed: boolean
  readonly date: string | null
  /** The other answer to a question that RECIST leaves to a person. */
  readonly undecided: string | null
  readonly says: string
  readonly because: readonly RuleSentence[]
  readonly from: readonly RowId[]
}

export type EndpointChain = {
  readonly id: string
  readonly title: string
  readonly days: number
  readonly event: boolean
  /** Null where a table gives the time without its dates. */
  readonly start: string | null
  readonly end: string | null
  readonly what: string
  readonly says: string
  readonly scan: string | null
  readonly because: readonly RuleSentence[]
  readonly from: readonly RowId[]
}

export type TimePointChain = {
  readonly scan: string | null
  readonly visit: string
  readonly date: string
  readonly dateFlag: 'D' | 'M' | null
  readonly origin: 'derived' | 'reported'
  readonly response: string
  readonly says: string
  readonly because: readonly RuleSentence[]
  readonly from: readonly RowId[]
  readonly sums: {
    readonly sumMm: number
    readonly baselineMm: number
    readonly nadirMm: number
    readonly complete: boolean
  } | null
  readonly lesions: readonly {
    readonly id: string
    readonly diameterMm: number | null
    readonly state: string | null
    readonly notDone: string | null
    /** Of a lesion that the study ablated: its state at this scan. */
    readonly ablation: LesionStateChain | null
    readonly from: RowId
  }[]
  /** Of a PD whose lesions are known. */
  readonly pattern: ProgressionPatternChain | null
}

export type LesionStateChain = {
  readonly state: string
  readonly phase: string | null
  readonly daysSince: number | null
  readonly says: string
  readonly because: readonly RuleSentence[]
  readonly from: readonly RowId[]
}

export type ProgressionPatternChain = {
  readonly classes: readonly string[]
  readonly extent: 'local' | 'systemic'
  readonly says: string
  readonly because: readonly RuleSentence[]
  readonly from: readonly RowId[]
}
