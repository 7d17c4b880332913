/**
 * The change of a biomarker and progression-free survival after a landmark; and how much smaller the logarithm of the hazard
 * ratio of the arms becomes when the change is in the model. Both are associations: nothing here was randomized but the arm.
 */
import { bootstrap, cox, coxResampler, landmark, normalCdf, normalQuantile } from '@abscopal/stats'
import type { TimeToEvent } from '../endpoint/time-to-event.ts'
import type { BiomarkerAnalysis } from '../protocol/trial-tables.ts'
import { changeOf } from './biomarker-change.ts'
import type { BiomarkerSubject } from './biomarker-pairs.ts'
import { known, knownEstimate, noEstimate } from './known.ts'
import type { Estimate } from './readout.ts'

export type BiomarkerSurvival = {
  readonly landmarkDays: number
  readonly subjects: number
  readonly events: number
  /** Of those with a change, who had progressed, died or left by the landmark; and whose change was known only after it. */
  readonly before: number
  readonly late: number
  /** Hazard ratio for a change twice as large, the arm in the model. */
  readonly perDoubling: Estimate & { readonly p: number | null }
  readonly mediation: Mediation | null
  readonly why: string | null
}

export type Mediation = {
  readonly arm: string
  readonly reference: string
  /** Of the arm, without and with the change in the model. */
  readonly total: Estimate
  readonly direct: Estimate
  /** exp(log total − log direct), with the percentile interval of the bootstrap. */
  readonly difference: Estimate
  readonly resamples: number
  readonly failed: number
  readonly seed: number
  readonly assumptions: readonly string[]
}

const assumptions: readonly string[] = [
  'no unmeasured cause of both the biomarker and progression, although the biomarker was not randomized',
  'no cause of both that the treatment itself changes',
  'arm and biomarker act on the hazard without interaction, and their hazards are proportional after the landmark',
  'the change is measured without error, also below the limit of quantification',
  'whoever is still free of progression at the landmark is like those who are not',
  'a hazard ratio changes by adjustment alone (it is not collapsible), so that the difference is not a share of an effect',
]

type Row = { readonly time: number; readonly event: boolean; readonly arm: string; readonly change: number }

export function biomarkerSurvival(
  subjects: readonly BiomarkerSubject[],
  times: readonly TimeToEvent[],
  {
    analysis,
    arms,
  }: {
    readonly analysis: BiomarkerAnalysis
    readonly arms: readonly { readonly id: string; readonly role: 'experimental' | 'control' }[]
  },
): BiomarkerSurvival {
  const { landmarkDays, level, belowLimit } = analysis
  const of = new Map(times.map((time) => [time.subject, time]))
  const changed = subjects.flatMap(({ subject, arm, pair }) => {
    const change = pair && changeOf(pair, belowLimit)
    const time = of.get(subject)
    return pair && change && time
      ? [{ time: time.days, event: time.event, arm, change: change.shown, day: pair.after.day }]
      : []
  })
  const early = changed.filter(({ day }) => day < landmarkDays) // time counts its first day, so that day 83 is the 84th
  const from = landmark(
    column(early, ({ time }) => time),
    Uint8Array.from(early, ({ event }) => Number(event)),
    landmarkDays,
  )
  const rows: Row[] = Array.from(from.row, (i, k) => ({
    ...early[i]!,
    time: from.time[k]!,
    event: from.event[k] === 1,
  }))
  const events = rows.filter(({ event }) => event).length
  const z = normalQuantile((1 - level) / 2, { upper: true })
  const experimental = arms.find(({ role }) => role === 'experimental')?.id
  const control = arms.find(({ role }) => role === 'control')?.id
  const pair =
    experimental !== undefined && control !== undefined
      ? rows.filter(({ arm }) => arm === experimental || arm === control)
      : []
  const both =
    experimental !== undefined && [experimental, control].every((id) => pair.some(({ arm }) => arm === id))
  const counted = {
    landmarkDays,
    subjects: rows.length,
    events,
    before: early.length - rows.length,
    late: changed.length - early.length,
  }
  const model = events > 0 ? fitted(both ? pair : rows, both ? experimental : null, true) : undefined
  const own = model && wald(model, both ? 1 : 0, z)
  if (!own || own.estimate === null)
    return {
      ...counted,
      perDoubling: { ...noEstimate, p: null },
      mediation: null,
      why: events === 0 ? 'no event after the landmark' : 'the model did not settle',
    }
  const p = known(own.p)
  const { estimate, lower, upper } = own
  return {
    ...counted,
    perDoubling: { estimate, lower, upper, p },
    mediation: both && control !== undefined ? mediation(pair, { experimental, control, analysis, z }) : null,
    why: both ? null : 'no mediation: only one arm has subjects with a change at the landmark',
  }
}

function mediation(
  rows: readonly Row[],
  {
    experimental,
    control,
    analysis,
    z,
  }: {
    readonly experimental: string
    readonly control: string
    readonly analysis: BiomarkerAnalysis
    readonly z: number
  },
): Mediation | null {
  const [total, direct] = [fitted(rows, experimental, false), fitted(rows, experimental, true)]
  if (!total?.converged || !direct?.converged) return null
  const { resamples, seed } = analysis.bootstrap
  const strata = Int32Array.from(rows, ({ arm }) => Number(arm === experimental))
  const [alone, beside] = [coxResampler(total), coxResampler(direct)]
  const resampled = bootstrap(
    rows.length,
    (drawn) => {
      const [all, rest] = [alone(drawn), beside(drawn)]
      return all.converged && rest.converged ? all.coefficients[0]! - rest.coefficients[0]! : NaN
    },
    { seed, resamples, kind: 'percentile', level: analysis.level, strata },
  )
  const failed = resampled.failed[0] ?? resamples
  const log = total.coefficients[0]! - direct.coefficients[0]!
  const limits = failed > resamples / 10 ? [NaN, NaN] : [resampled.lower[0]!, resampled.upper[0]!]
  return {
    arm: experimental,
    reference: control,
    total: wald(total, 0, z),
    direct: wald(direct, 0, z),
    difference: knownEstimate(Math.exp(log), Math.exp(limits[0]!), Math.exp(limits[1]!)),
    resamples,
    failed,
    seed,
    assumptions,
  }
}

/** Columns: the arm where one is named, then the change. Undefined where there is no event. */
function fitted(rows: readonly Row[], experimental: string | null, withChange: boolean) {
  if (!rows.some(({ event }) => event)) return undefined
  const X = [
    ...(experimental === null ? [] : [column(rows, ({ arm }) => Number(arm === experimental))]),
    ...(withChange ? [column(rows, ({ change }) => change)] : []),
  ]
  return cox(
    column(rows, ({ time }) => time),
    Uint8Array.from(rows, ({ event }) => Number(event)),
    X,
  )
}

function wald(fit: ReturnType<typeof cox>, k: number, z: number): Estimate & { readonly p: number } {
  const [b, se] = [fit.coefficients[k] ?? NaN, fit.standardErrors[k] ?? NaN]
  if (!fit.converged) return { ...noEstimate, p: NaN }
  return {
    ...knownEstimate(Math.exp(b), Math.exp(b - z * se), Math.exp(b + z * se)),
    p: 2 * normalCdf(-Math.abs(b / se)),
  }
}

const column = <T>(rows: readonly T[], value: (row: T) => number) => Float64Array.from(rows, value)
