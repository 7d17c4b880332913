/** One analysis of a time to an event: each arm by itself, then the arms against one another. */
import { kaplanMeier } from '@abscopal/stats'
import type { KaplanMeier } from '@abscopal/stats'
import type { Finding } from '../finding.ts'
import type { TimeToEventAnalysis } from '../protocol/analysis.ts'
import type { Arm } from '../protocol/protocol.ts'
import { armModel } from './arm-model.ts'
import { curveMarks, curveSteps } from './arm-curve.ts'
import { atRisk, atRiskMonths } from './at-risk.ts'
import { followUp, followUpFindings } from './follow-up.ts'
import { hazardRatiosByArm } from './hazard-ratio.ts'
import { noEstimate } from './known.ts'
import { logRankByArm } from './log-rank-by-arm.ts'
import { beyondFollowUp, median, medianFindings } from './median.ts'
import { methods } from './methods.ts'
import { milestoneFindings, milestones } from './milestones.ts'
import { proportionalHazards } from './proportional-hazards.ts'
import { rateFindings, rates } from './rates.ts'
import type { ArmReadout, EndpointReadout, HazardRatioReadout, Unit } from './readout.ts'
import { restrictedMeans } from './restricted-mean.ts'
import { eventColumn, timeColumn } from './subject-time.ts'
import type { SubjectTime } from './subject-time.ts'
import { weightedTest } from './weighted-test.ts'

export type Comparison = {
  readonly analysis: TimeToEventAnalysis
  readonly title: string
  readonly arms: readonly ArmOfComparison[]
  readonly unit: Unit
  /** How the times were made, in sentences. */
  readonly howTimes: readonly string[]
  readonly policy: string
}

type ArmOfComparison = Pick<Arm, 'id' | 'title' | 'role'>

export function compareArms(
  subjects: readonly SubjectTime[],
  { analysis, title, arms, unit, howTimes, policy }: Comparison,
): { readonly endpoint: EndpointReadout; readonly findings: readonly Finding[] } {
  const { id, test, model, curve } = analysis
  const longest = subjects.reduce((most, { time }) => Math.max(most, time), 0)
  const months = atRiskMonths(longest, unit)
  const byArm = arms.map((arm) =>
    armReadout(
      subjects.filter((subject) => subject.arm === arm.id),
      { arm, analysis, unit, months },
    ),
  )
  const armReadouts = byArm.map(({ readout }) => readout)
  const reference = arms.length > 1 ? (arms.find(({ role }) => role === 'control') ?? arms[0]) : undefined
  const log = logRankByArm(subjects, test.strata, id)
  const question = { arms: arms.map((arm) => arm.id), reference: reference?.id ?? null, model, where: id }
  const fitted = armModel(subjects, question)
  const ratios = hazardRatiosByArm(fitted, question)
  const curves = byArm.map(({ readout: { arm, title: name }, km }) => ({ arm, title: name, curve: km }))
  const means = restrictedMeans(curves, {
    months: analysis.restrictedMeanMonths,
    unit,
    level: curve.level,
    reference: question.reference,
    where: id,
  })
  const differences = milestones(curves, { analysis, unit, reference: question.reference })
  const proportional = proportionalHazards(fitted.model, analysis.proportionality, id)
  const weighted = weightedTest(subjects, analysis, { reference: question.reference, where: id })
  const hazardRatio = single(ratios.hazardRatios, armReadouts, question.reference, model)
  return {
    endpoint: {
      id,
      endpoint: analysis.endpoint,
      title,
      rank: analysis.rank,
      population: analysis.population,
      policy,
      methods: [...howTimes, ...methods(analysis, reference?.title ?? null)],
      unit,
      curve,
      arms: armReadouts,
      logRank: log.logRank,
      hazardRatio,
      hazardRatios: ratios.hazardRatios,
      restrictedMeans: means.restrictedMeans,
      milestones: differences,
      proportionality: proportional.proportionality,
      weightedTest: weighted.weightedTest,
    },
    findings: [
      ...armReadouts.flatMap((arm) => armFindings(id, arm)),
      ...bandFindings(id, armReadouts),
      ...log.findings,
      ...fitted.findings,
      ...ratios.findings,
      ...means.findings,
      ...milestoneFindings(id, differences),
      ...proportional.findings,
      ...weighted.findings,
      ...disagreement(id, log.logRank.p, hazardRatio.p, test.alpha),
    ],
  }
}

function armReadout(
  subjects: readonly SubjectTime[],
  {
    arm,
    analysis,
    unit,
    months,
  }: Pick<Comparison, 'analysis' | 'unit'> & {
    readonly arm: ArmOfComparison
    readonly months: readonly number[]
  },
): { readonly readout: ArmReadout; readonly km: KaplanMeier } {
  const interval = { kind: analysis.curve.interval, level: analysis.curve.level }
  const km = kaplanMeier(timeColumn(subjects), eventColumn(subjects))
  return {
    km,
    readout: {
      arm: arm.id,
      title: arm.title,
      subjects: subjects.length,
      events: subjects.filter(({ event }) => event).length,
      median: median(km, interval, unit),
      followUp: followUp(subjects, interval, unit),
      rates: rates(km, interval, { months: analysis.ratesAtMonths, unit }),
      steps: curveSteps(km, interval),
      atRisk: atRisk(subjects, km, { months, unit, interval }),
      marks: curveMarks(subjects, km, interval),
    },
  }
}

/** The one comparison where two arms have subjects; otherwise no estimate, for there is no single one. */
function single(
  all: readonly HazardRatioReadout[],
  byArm: readonly ArmReadout[],
  reference: string | null,
  { ties, strata, adjustFor }: TimeToEventAnalysis['model'],
): HazardRatioReadout {
  const [only, ...more] = all.filter(({ arm }) => byArm.some((row) => row.arm === arm && row.subjects > 0))
  if (only && more.length === 0) return only
  return { ...noEstimate, arm: null, p: null, reference, ties, strata, adjustedFor: adjustFor }
}

function armFindings(id: string, arm: ArmReadout): Finding[] {
  const where = `${id}, ${arm.title}`
  if (arm.subjects === 0)
    return [{ code: 'analysis.arm.empty', severity: 'note', message: `${where}: no subject, so no estimate` }]
  return [
    ...medianFindings(where, arm.median),
    ...rateFindings(where, arm.rates),
    ...followUpFindings(where, arm.followUp),
    ...beyondFollowUp(where, arm),
  ]
}

function bandFindings(id: string, arms: readonly ArmReadout[]): Finding[] {
  const open = arms.some(({ steps }) => steps.lower.includes(null) || steps.upper.includes(null))
  if (!open) return []
  const message = `${id}: the confidence band has no limits where a curve is at 100 % or 0 %`
  return [{ code: 'analysis.curve.no-interval', severity: 'note', message }]
}

/** Two tests of one question may fall on either side of alpha; a reader should hear it from us. */
function disagreement(id: string, logRank: number | null, wald: number | null, alpha: number): Finding[] {
  if (logRank === null || wald === null || logRank < alpha === wald < alpha) return []
  const message =
    `${id}: the log-rank test (p = ${logRank.toPrecision(3)}) and the Wald test of the hazard ratio ` +
    `(p = ${wald.toPrecision(3)}) lie on different sides of ${alpha}`
  return [{ code: 'analysis.tests.disagree', severity: 'note', message }]
}
