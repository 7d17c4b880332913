/**
 * Hazard ratios of several trials pooled on the log scale, at most one of an overlap group. What does not enter is listed with
 * the reason, so that nothing is left out silently.
 */
import { fixedEffect, randomEffects, type RandomEffects } from '@abscopal/stats'
import { checkedResult, type Checked } from './import-check.ts'
import { impliedStandardError } from './published-ratio.ts'
import type { TrialResult } from './trial-result.ts'

export type PooledRow = {
  readonly result: TrialResult
  readonly logRatio: number
  readonly standardError: number
  /** Share in the random-effects mean; null where only one trial enters. */
  readonly weight: number | null
  readonly checks: readonly Checked[]
}

export type PooledRatio = {
  readonly estimate: number
  readonly lower: number
  readonly upper: number
  readonly p: number
}

export type PooledEvidence = {
  readonly rows: readonly PooledRow[]
  readonly leftOut: readonly { readonly result: TrialResult; readonly why: string }[]
  readonly fixed: PooledRatio | null
  readonly random:
    | (PooledRatio &
        Pick<RandomEffects, 'tauSquared' | 'iSquared' | 'heterogeneity'> & {
          readonly prediction: { readonly lower: number; readonly upper: number }
        })
    | null
  readonly methods: readonly string[]
  /** What a reader must know before the mean. */
  readonly cautions: readonly string[]
}

const DEFAULT_LEVEL = 0.95

/** @throws RangeError for a level outside (0, 1) */
export function pooledEvidence(results: readonly TrialResult[], { level = 0.95 } = {}): PooledEvidence {
  if (!(level > 0 && level < 1)) throw new RangeError(`pooledEvidence: level must be in (0, 1), got ${level}`)
  const taken = new Map<string, TrialResult>()
  const leftOut: { result: TrialResult; why: string }[] = []
  for (const result of results) {
    const other = taken.get(result.overlapGroup)
    const why = !result.ratio
      ? (result.why ?? 'no hazard ratio with an interval')
      : !result.used
        ? (result.why ?? 'marked as not used')
        : !result.randomized
          ? 'not randomized'
          : other && `the same patients as ${other.id}`
    if (why) leftOut.push({ result, why })
    else taken.set(result.overlapGroup, result)
  }
  const entered = [...taken.values()]
  const y = Float64Array.from(entered, ({ ratio }) => Math.log(ratio!.estimate))
  const se = Float64Array.from(entered, ({ ratio }) =>
    impliedStandardError(ratio!, ratio!.level ?? DEFAULT_LEVEL),
  )
  const v = se.map((each) => each * each)
  const fixed = entered.length > 0 ? fixedEffect(y, v, level) : null
  const random = entered.length > 1 ? randomEffects(y, v, level) : null
  return {
    rows: entered.map((result, i) => ({
      result,
      logRatio: y[i]!,
      standardError: se[i]!,
      weight: random?.weights[i] ?? null,
      checks: checkedResult(result),
    })),
    leftOut,
    fixed: fixed && ratioOf(fixed),
    random: random && {
      ...ratioOf(random),
      tauSquared: random.tauSquared,
      iSquared: random.iSquared,
      heterogeneity: random.heterogeneity,
      prediction: { lower: Math.exp(random.prediction.lower), upper: Math.exp(random.prediction.upper) },
    },
    methods: [
      'Log hazard ratios, standard errors from the printed intervals (at 95 % where no level is printed)',
      'Fixed effect: inverse-variance mean',
      'Random effects: restricted maximum likelihood, interval and p by Hartung and Knapp, prediction interval by t with k − 1 degrees of freedom',
      'At most one result of a group of overlapping patients',
    ],
    cautions: [...cautions(entered, leftOut)],
  }
}

function* cautions(entered: readonly TrialResult[], leftOut: PooledEvidence['leftOut']) {
  const unseen = leftOut
    .filter(({ result }) => result.negative && !result.ratio)
    .map(({ result }) => result.trial)
  if (unseen.length > 0)
    yield `${unseen.join(', ')} found no difference and cannot enter for want of an interval: the mean is too favourable`
  const doubtful = entered.filter((result) =>
    checkedResult(result).some(({ rule }) => rule !== 'evidence.level-stated'),
  )
  if (doubtful.length > 0)
    yield `${doubtful.map(({ trial }) => trial).join(', ')}: printed numbers that do not agree with one another, see each row`
  const settings = new Set(entered.map(({ setting }) => setting))
  if (settings.size > 1)
    yield `${entered.length} trials in ${settings.size} settings and with several therapies: no single effect is estimated`
}

function ratioOf({ estimate, lower, upper, p }: PooledRatio): PooledRatio {
  return { estimate: Math.exp(estimate), lower: Math.exp(lower), upper: Math.exp(upper), p }
}
