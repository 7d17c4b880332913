/**
 * MaxCombo: the largest of several weighted log-rank tests, with a p that accounts for having looked at all of them.
 *
 *   Z_j = U_j / √V_jj,   Corr(Z_i, Z_j) = V_ij / √(V_ii V_jj),   V_ij = Σ w_i w_j d (n − d) n_0 n_1 / (n² (n − 1))
 *   two-sided p = P( max |Z| ≥ max |z| ) under N(0, Corr);   greater: P( max Z ≥ max z );   less: P( min Z ≤ min z )
 *
 * @param time, event  as for `logRank`
 * @param options.group  codes 0 and 1; strata, entry, tied
 * @param options.weights  at least one of { rho, gamma }, { until } and { floor } (modest weights)
 * @param options.alternative  'two-sided', or what is looked for: that group 1 has 'greater' or 'less' hazard; named in the protocol, never after
 * @returns `z` of each test, positive where group 1 has more events than expected; `correlation`, flat; `statistic`, the z that decides;
 *   `p`, and `pError`, an estimate of its numerical error (1e-7 of p up to three independent tests, near 1e-4 for more). A test without variance has z NaN and takes no
 *   part; where none has, p is NaN
 * @throws RangeError as `logRank`, without weights, or for more than two groups
 *
 * Source: Lee 2007; Karrison 2016, Stata J 16:678; Roychoudhury et al. 2021, Stat Biopharm Res. O(weights² · n log n).
 * Checked: one weight gives the log-rank p; R mvtnorm on z and correlation formed in R (reference/log-rank-family.R).
 */
import { flemingHarringtonWeights } from './log-rank.ts'
import { logRankSums } from './log-rank-sums.ts'
import type { LogRankData } from './log-rank-sums.ts'
import { modestWeights } from './modestly-weighted-log-rank.ts'
import type { ModestWeights } from './modestly-weighted-log-rank.ts'
import { normalMaximum } from './normal-maximum.ts'

export type ComboWeight = { readonly rho: number; readonly gamma: number } | ModestWeights
export type MaxComboOptions = LogRankData & {
  readonly group: Int32Array
  readonly weights: readonly ComboWeight[]
  readonly alternative: 'two-sided' | 'greater' | 'less'
}
export type MaxCombo = {
  readonly z: Float64Array
  readonly correlation: Float64Array
  readonly statistic: number
  readonly p: number
  readonly pError: number
}

export function maxCombo(
  time: Float64Array,
  event: Uint8Array,
  { group, weights, alternative, ...data }: MaxComboOptions,
): MaxCombo {
  if (weights.length === 0) throw new RangeError('maxCombo: at least one weight is needed, got none')
  const weightings = weights.map((w) =>
    'rho' in w ? flemingHarringtonWeights('maxCombo', w.rho, w.gamma) : modestWeights('maxCombo', w),
  )
  const sums = logRankSums('maxCombo', { time, event, group }, data, weightings)
  if (sums.groups !== 2) throw new RangeError(`maxCombo: groups are 0 and 1, got ${sums.groups} groups`)

  const covariance = (i: number, j: number) => sums.covariance(i, j)[3]
  const error = weights.map((_, j) => Math.sqrt(covariance(j, j)))
  const z = Float64Array.from(weights, (_, j) =>
    error[j] > 0 ? groupDifference(sums.observed[j], sums.expected[j]) / error[j] : NaN,
  )
  const correlated = (tests: readonly number[]) =>
    Float64Array.from(
      tests.flatMap((i) => tests.map((j) => (i === j ? 1 : covariance(i, j) / error[i] / error[j]))),
    )
  const correlation = correlated([...weights.keys()])
  const taking = [...weights.keys()].filter((j) => error[j] > 0)
  if (taking.length === 0) return { z, correlation, statistic: NaN, p: NaN, pError: NaN }

  const extremity = { 'two-sided': Math.abs, greater: (x: number) => x, less: (x: number) => -x }[alternative]
  if (!extremity)
    throw new TypeError(`maxCombo: alternative must be two-sided, greater or less, got ${alternative}`)
  const deciding = taking.reduce((best, j) => (extremity(z[j]) > extremity(z[best]) ? j : best))
  const { p, error: pError } = normalMaximum(
    correlated(taking),
    extremity(z[deciding]),
    alternative === 'two-sided',
  )
  return { z, correlation, statistic: z[deciding], p, pError }
}

/** O − E of group 1 over the strata. */
function groupDifference(observed: Float64Array, expected: Float64Array): number {
  let sum = 0
  for (let i = 1; i < observed.length; i += 2) sum += observed[i] - expected[i]
  return sum
}
