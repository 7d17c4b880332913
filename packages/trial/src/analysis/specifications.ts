/** One effect under many specifications: every rule for ablated lesions × policy × estimator, with the one of the protocol marked. */
import { difference, kaplanMeier, rmst } from '@abscopal/stats'
import type { SensitivityAnalysis } from '../protocol/effect-analyses.ts'
import type { TimeToEventAnalysis } from '../protocol/analysis.ts'
import { armModel } from './arm-model.ts'
import { hazardRatiosByArm } from './hazard-ratio.ts'
import { known, knownEstimate, noEstimate } from './known.ts'
import { logRankByArm } from './log-rank-by-arm.ts'
import type { Estimate, Unit } from './readout.ts'
import { eventColumn, timeColumn } from './subject-time.ts'
import type { SubjectTime } from './subject-time.ts'
import { fromMonths, toMonths } from './time-unit.ts'

export type Estimator = SensitivityAnalysis['estimators'][number]

/** A hazard ratio, or a difference of restricted means in months. */
export type Specification = Estimate & {
  /** Null where the study has no scans that a rule could change. */
  readonly ablatedLesions: string | null
  readonly policy: string
  readonly estimator: Estimator
  readonly protocol: boolean
  readonly subjects: number
  readonly events: readonly { readonly arm: string; readonly events: number }[]
  readonly p: number | null
  /** Of the log-rank test on the same times. */
  readonly logRankP: number | null
  readonly why: string | null
}

export type Choice = {
  readonly ablatedLesions: string | null
  readonly policy: string
  readonly protocol: boolean
  readonly times: readonly SubjectTime[]
}

export type Effect = {
  readonly arm: string
  readonly reference: string
  readonly analysis: TimeToEventAnalysis
  readonly unit: Unit
  readonly estimators: readonly Estimator[]
  readonly restrictedMeanMonths: number
}

export function specifications(choices: readonly Choice[], effect: Effect): Specification[] {
  const { analysis, arm, reference } = effect
  const adjusted = analysis.model.strata.length + analysis.model.adjustFor.length > 0
  // Without strata and covariates the unadjusted model is the same model.
  const estimators = effect.estimators.filter((each) => each !== 'cox-unadjusted' || adjusted)
  return choices.flatMap(({ times, protocol, ...choice }) => {
    const logRankP = logRankByArm(times, analysis.test.strata, analysis.id).logRank.p
    const events = [arm, reference].map((id) => ({
      arm: id,
      events: times.filter((subject) => subject.arm === id && subject.event).length,
    }))
    return estimators.map((estimator) => ({
      ...choice,
      estimator,
      protocol: protocol && estimator === 'cox',
      subjects: times.length,
      events,
      ...estimated(times, estimator, effect),
      logRankP,
    }))
  })
}

type Estimated = Pick<Specification, 'estimate' | 'lower' | 'upper' | 'p' | 'why'>

function estimated(times: readonly SubjectTime[], estimator: Estimator, effect: Effect): Estimated {
  if (estimator === 'restricted-mean') return meanDifference(times, effect)
  const { analysis, arm, reference } = effect
  const model =
    estimator === 'cox'
      ? analysis.model
      : { ...analysis.model, strata: [] as string[], adjustFor: [] as string[] }
  const question = { arms: [arm, reference], reference, model, where: analysis.id }
  const { hazardRatios, findings } = hazardRatiosByArm(armModel(times, question), question)
  const { estimate, lower, upper, p } = hazardRatios[0] ?? { ...noEstimate, p: null }
  const why = findings
    .find(({ code }) => code === 'analysis.hazard-ratio.none')
    ?.message.split(': ')
    .at(-1)
  return { estimate, lower, upper, p, why: estimate === null ? (why ?? 'no estimate') : null }
}

function meanDifference(
  times: readonly SubjectTime[],
  { arm, reference, analysis, unit, restrictedMeanMonths }: Effect,
): Estimated {
  const tau = fromMonths(restrictedMeanMonths, unit)
  const { level } = analysis.curve
  const [base, other] = [reference, arm].map((id) => {
    const members = times.filter((subject) => subject.arm === id)
    return rmst(kaplanMeier(timeColumn(members), eventColumn(members)), { tau, level })
  })
  if (!base || !other || base.beyondFollowUp || other.beyondFollowUp)
    return { ...noEstimate, p: null, why: `follow-up of an arm ends before ${restrictedMeanMonths} months` }
  const { estimate, lower, upper, p } = difference(base, other, level)
  const months = (time: number) => toMonths(time, unit)
  return {
    ...knownEstimate(months(estimate), months(lower), months(upper)),
    p: known(p),
    why: Number.isFinite(estimate) ? null : 'an arm has no subjects',
  }
}
