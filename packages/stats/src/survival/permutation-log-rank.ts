/**
 * Permutation log-rank test: the labels are shuffled within strata, the log-rank scores stay.
 *
 *   Q = U′ Σ⁻ U,   U_g = Σ_{i ∈ g} c_i,   Σ the covariance of U over all permutations,   p = (1 + #{Q* ≥ Q}) / (1 + permutations)
 *
 * Valid in small groups, where χ² is not, if censoring is alike in the groups (labels must be exchangeable under the hypothesis).
 *
 * @param time, event  as for `logRank`
 * @param options.group, strata, rho, gamma; `permutations` ≥ 1; `seed`, a whole number: the same seed gives the same p
 * @returns `chiSquare` Q, `degreesOfFreedom`, `p`, and `monteCarloError`, the standard error of p from the number of permutations
 *   (p ± 2 of these; for two groups `exactLogRank` has none). NaN where nothing can be compared
 * @throws RangeError as `logRank`, for `permutations` < 1 or a seed that is not whole
 *
 * Source: Hothorn & Lausen 2003; Phipson & Smyth 2010 (the added 1). O(permutations · n).
 * Checked: against full enumeration in small sets; the mean of Q* over all permutations is the degrees of freedom.
 */
import { uniformInt } from 'pure-rand/distribution/uniformInt'
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus'
import { cholesky, choleskyQuadraticForm } from '../numeric/cholesky.ts'
import { logRankScores } from './log-rank-scores.ts'
import type { LogRankScoreOptions } from './log-rank-scores.ts'
import { groupCount, partition } from './partition.ts'

export type PermutationOptions = LogRankScoreOptions & {
  readonly group: Int32Array
  readonly permutations: number
  readonly seed: number
}
export type PermutationLogRank = {
  readonly chiSquare: number
  readonly degreesOfFreedom: number
  readonly p: number
  readonly monteCarloError: number
}

export function permutationLogRank(
  time: Float64Array,
  event: Uint8Array,
  { group, permutations, seed, ...options }: PermutationOptions,
): PermutationLogRank {
  const n = time.length
  const k = groupCount('permutationLogRank', 'group', group, n)
  if (k < 2)
    throw new RangeError(`permutationLogRank: at least two groups are needed, codes 0 and 1; got ${k}`)
  if (!(Number.isInteger(permutations) && permutations >= 1 && Number.isInteger(seed)))
    throw new RangeError(
      `permutationLogRank: permutations must be a whole number ≥ 1 and seed a whole number, got ${permutations} and ${seed}`,
    )
  const scores = logRankScores(time, event, options)
  const strata = options.strata ?? new Int32Array(n)
  const blocks = partition(
    Uint32Array.from(group.keys()),
    strata,
    groupCount('permutationLogRank', 'strata', strata, n),
  )
  const factor = cholesky(permutationCovariance(scores, group, k, blocks), k - 1)
  if (factor.rank === 0) return { chiSquare: 0, degreesOfFreedom: 0, p: NaN, monteCarloError: NaN }

  const statistic = (labels: Int32Array) => {
    const U = new Float64Array(k)
    for (let i = 0; i < n; i++) U[labels[i]] += scores[i]
    return choleskyQuadraticForm(factor, U.subarray(1))
  }
  const chiSquare = statistic(group)
  const atLeast = chiSquare * (1 - 1e-9) // the same labels in another order of summing are the same statistic
  const random = xoroshiro128plus(seed)
  const labels = group.slice()
  let extreme = 0
  for (let b = 0; b < permutations; b++) {
    for (let s = 0; s + 1 < blocks.start.length; s++)
      for (let last = blocks.start[s + 1] - 1; last > blocks.start[s]; last--) {
        const other = blocks.rows[uniformInt(random, blocks.start[s], last)]
        const row = blocks.rows[last]
        const label = labels[row]
        labels[row] = labels[other]
        labels[other] = label
      }
    if (statistic(labels) >= atLeast) extreme++
  }
  const p = (1 + extreme) / (1 + permutations)
  return {
    chiSquare,
    degreesOfFreedom: factor.rank,
    p,
    monteCarloError: Math.sqrt((p * (1 - p)) / permutations),
  }
}

/** Cov U_g U_h = Σ over strata s² (n_g 1{g = h} − n_g n_h / n), s² the variance of the scores; without the first group. */
function permutationCovariance(
  scores: Float64Array,
  group: Int32Array,
  k: number,
  { rows, start }: { readonly rows: Uint32Array; readonly start: Uint32Array },
): Float64Array {
  const covariance = new Float64Array((k - 1) ** 2)
  for (let s = 0; s + 1 < start.length; s++) {
    const n = start[s + 1] - start[s]
    if (n < 2) continue
    const counts = new Float64Array(k)
    let squares = 0
    for (let r = start[s]; r < start[s + 1]; r++) {
      counts[group[rows[r]]]++
      squares += scores[rows[r]] ** 2
    }
    for (let g = 1; g < k; g++)
      for (let h = 1; h < k; h++)
        covariance[(g - 1) * (k - 1) + h - 1] +=
          (squares / (n - 1)) * ((g === h ? counts[g] : 0) - (counts[g] * counts[h]) / n)
  }
  return covariance
}
