/**
 * Log-rank scores: what each row adds to O − E of its group, whichever group that is.
 *
 *   c_i = δ_i w(t_i) − Σ_{t ≤ t_i} w(t) d / n,   Σ_{i ∈ g} c_i = O_g − E_g,   Σ c_i = 0 within each stratum
 *
 * The scores do not depend on the groups, so permuting labels permutes the statistic: the base of exact and permutation tests.
 *
 * @param time, event  as for `logRank`; @param options strata, rho, gamma, tied (no late entries: labels could not be exchanged)
 * @returns one score per row
 * @throws RangeError as `logRank`
 * Source: Peto & Peto 1972, J R Stat Soc A 135:185. O(n log n). Checked: their sums are O − E of `logRank`, by fast-check.
 */
import { groupCount, partition } from './partition.ts'
import { justBefore, productLimitSurvival } from './product-limit.ts'
import { riskTable } from './risk-table.ts'
import { flemingHarringtonWeights } from './log-rank.ts'
import { checkEvents } from './survival-curve.ts'
import { settledTimes } from './tied-times.ts'
import type { TiedTimes } from './tied-times.ts'

export type LogRankScoreOptions = {
  readonly strata?: Int32Array
  readonly rho?: number
  readonly gamma?: number
  readonly tied?: TiedTimes
}

export function logRankScores(
  time: Float64Array,
  event: Uint8Array,
  { strata, rho = 0, gamma = 0, ...order }: LogRankScoreOptions = {},
): Float64Array {
  const n = time.length
  checkEvents('logRankScores', event, n)
  const tied = settledTimes('logRankScores', time, order)
  if (tied.entry) throw new RangeError('logRankScores: rows must start at one time, these have late entries')
  const weighting = flemingHarringtonWeights('logRankScores', rho, gamma)
  const count = strata ? groupCount('logRankScores', 'strata', strata, n) : 1
  const { rows, start } = partition(tied.byTime, strata ?? new Int32Array(n), count)
  const scores = new Float64Array(n)
  for (let stratum = 0; stratum < count; stratum++) {
    const byTime = rows.subarray(start[stratum], start[stratum + 1])
    const table = riskTable(tied, { event, byTime })
    const weights =
      weighting === 'equal' ? undefined : weighting(justBefore(productLimitSurvival(table)), table.time)
    let lost = 0
    for (let j = 0, place = 0; j < table.time.length; j++) {
      const w = weights ? weights[j] : 1
      lost += (w * table.events[j]) / table.atRisk[j]
      for (; place < table.last[j]; place++) scores[byTime[place]] = event[byTime[place]] * w - lost
    }
  }
  return scores
}
