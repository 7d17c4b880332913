/**
 * Log-rank test for trend: do more events go with a higher score of the group?
 *
 *   z = Σ c_g U_g / √(c′ V c),   U = O − E and V of the log-rank test; χ² = z² with one degree of freedom
 *
 * @param logRank  result of `logRank`, plain, weighted or stratified
 * @param scores   c, one per group; a shift or a positive scale of them changes nothing
 * @returns `z`, positive where higher scores have more events than expected; `chiSquare`, `degreesOfFreedom` 1, `p`;
 *   NaN and 0 degrees of freedom where V gives the scores no variance
 * @throws RangeError for another number of scores than groups, or a score that is not finite
 *
 * Source: Tarone 1975, Biometrika 62:679; Klein & Moeschberger 2003 §7.4. Checked: with two groups it is the log-rank test; by hand.
 */
import { chiSquareCdf } from '../special/chi-square.ts'
import type { LogRank } from './log-rank.ts'

export type LogRankTrend = {
  readonly z: number
  readonly chiSquare: number
  readonly degreesOfFreedom: number
  readonly p: number
}

export function logRankTrend({ observed, expected, variance }: LogRank, scores: Float64Array): LogRankTrend {
  const k = observed.length
  if (scores.length !== k || !scores.every(Number.isFinite))
    throw new RangeError(`logRankTrend: ${k} finite scores are needed, got ${scores.join(', ')}`)
  // Differences from the first score, so that a common shift leaves no rounding in c′Vc.
  const c = scores.map((score) => score - scores[0])
  let U = 0
  let V = 0
  for (let g = 0; g < k; g++) {
    U += c[g] * (observed[g] - expected[g])
    for (let h = 0; h < k; h++) V += c[g] * c[h] * variance[g * k + h]
  }
  if (!(V > 0)) return { z: NaN, chiSquare: 0, degreesOfFreedom: 0, p: NaN }
  const chiSquare = (U * U) / V
  return {
    z: U / Math.sqrt(V),
    chiSquare,
    degreesOfFreedom: 1,
    p: chiSquareCdf(chiSquare, 1, { upper: true }),
  }
}
