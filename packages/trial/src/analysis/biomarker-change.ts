/**
 * The change of a pair on the scale of log2, where a value below the limit of quantification may be known only to lie below it.
 * `censored`: the mean and its interval by maximum likelihood of normal changes, each exact or within its bounds.
 */
import { acceleratedFailureTime, meanInterval, normalQuantile, rankSum, signedRank } from '@abscopal/stats'
import type { BiomarkerAnalysis } from '../protocol/trial-tables.ts'
import type { BiomarkerPoint, BiomarkerSubject } from './biomarker-pairs.ts'
import { known, knownEstimate, noEstimate } from './known.ts'
import type { Estimate } from './readout.ts'

export type Change = {
  /** Bounds of log2(after / before); equal where it is known. */
  readonly lower: number
  readonly upper: number
  /** What rank tests and figures use: each value below L in the way that the protocol says, or at L where it is censored. */
  readonly shown: number
}

export type GroupChange = {
  readonly group: string
  readonly pairs: number
  readonly belowBefore: number
  readonly belowAfter: number
  /** Ratio of after to before: the geometric mean with its interval. */
  readonly ratio: Estimate
  readonly signedRank: { readonly p: number | null; readonly exact: boolean }
}

type Rule = BiomarkerAnalysis['belowLimit']

export function valueUsed({ value, below }: BiomarkerPoint, rule: Rule): number {
  if (!below || rule === 'censored') return value
  return rule === 'half' ? value / 2 : value / Math.SQRT2
}

/** Undefined where both values lie below the limit and nothing is put in their place: any change is possible. */
export function changeOf(
  { before, after }: NonNullable<BiomarkerSubject['pair']>,
  rule: Rule,
): Change | undefined {
  const shown = Math.log2(valueUsed(after, rule) / valueUsed(before, rule))
  if (rule !== 'censored' || (!before.below && !after.below)) return { lower: shown, upper: shown, shown }
  if (before.below && after.below) return undefined
  return before.below ? { lower: shown, upper: Infinity, shown } : { lower: -Infinity, upper: shown, shown }
}

export function groupChange(
  group: string,
  subjects: readonly BiomarkerSubject[],
  { belowLimit, level }: Pick<BiomarkerAnalysis, 'belowLimit' | 'level'>,
): GroupChange {
  const pairs = subjects.flatMap(({ pair }) => pair ?? [])
  const changes = pairs.flatMap((pair) => changeOf(pair, belowLimit) ?? [])
  const test = signedRank(Float64Array.from(changes, ({ shown }) => shown))
  return {
    group,
    pairs: pairs.length,
    belowBefore: pairs.filter(({ before }) => before.below).length,
    belowAfter: pairs.filter(({ after }) => after.below).length,
    ratio: meanRatio(changes, level),
    signedRank: { p: known(test.p), exact: test.exact },
  }
}

function meanRatio(changes: readonly Change[], level: number): Estimate {
  const exact = changes.every(({ lower, upper }) => lower === upper)
  if (changes.length < 2) return changes[0] && exact ? knownEstimate(2 ** changes[0].shown) : noEstimate
  if (exact) {
    const { mean, lower, upper } = meanInterval(
      Float64Array.from(changes, ({ shown }) => shown),
      { level },
    )
    return knownEstimate(2 ** mean, 2 ** lower, 2 ** upper)
  }
  const times = {
    lower: Float64Array.from(changes, ({ lower }) => lower),
    upper: Float64Array.from(changes, ({ upper }) => upper),
  }
  const fit = acceleratedFailureTime(times, [], { distribution: 'gaussian' })
  const [mean = NaN] = fit.coefficients
  const half = normalQuantile((1 - level) / 2, { upper: true }) * (fit.standardErrors[0] ?? NaN)
  return fit.converged ? knownEstimate(2 ** mean, 2 ** (mean - half), 2 ** (mean + half)) : noEstimate
}

/** The changes of two groups by ranks. */
export function betweenGroups(
  first: readonly BiomarkerSubject[],
  second: readonly BiomarkerSubject[],
  rule: Rule,
) {
  const [x, y] = [first, second].map((subjects) =>
    Float64Array.from(subjects.flatMap(({ pair }) => (pair ? (changeOf(pair, rule)?.shown ?? []) : []))),
  ) as [Float64Array, Float64Array]
  const { p, exact } = rankSum(x, y)
  return { n: [x.length, y.length] as const, p: known(p), exact }
}
