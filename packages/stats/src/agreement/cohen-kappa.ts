import { normalQuantile } from '../special/normal.ts'
import { agreementWeights, type WeightKind } from './agreement-weights.ts'

/**
 * Cohen's kappa of two raters, unweighted or weighted, with its large-sample standard error.
 *
 *   κ = (p_o − p_e) / (1 − p_e)      p_o = Σ w_ij p_ij      p_e = Σ w_ij p_i. p_.j
 *   Var κ = { Σ p_ij [w_ij − (w̄_i. + w̄_.j)(1 − κ)]² − [κ − p_e (1 − κ)]² } / { n (1 − p_e)² }
 *   with w̄_i. = Σ_j p_.j w_ij and w̄_.j = Σ_i p_i. w_ij
 *
 * @param counts  k² whole numbers ≥ 0, row by row: how often the first rater said i and the second j; k ≥ 2
 * @param options `weights` none (default), linear or quadratic, for ordered categories; `level` of the interval, default 0.95
 * @returns n, the shares `observed` = p_o and `expected` = p_e, `kappa`, `se` and the interval κ ± z · se, which is not cut at ±1
 * Special: n = 0 gives NaN throughout; p_e = 1, both raters used one and the same category, gives kappa, se and interval NaN.
 * @throws RangeError if counts are no square of at least 2 × 2 or not whole and ≥ 0, or the level is not between 0 and 1
 *
 * Source: Cohen 1960, Educ Psychol Meas 20:37; Fleiss, Cohen & Everitt 1969, Psychol Bull 72:323, formula 8.
 * Checked: by hand (20, 5, 10, 15: κ = 0.4, variance 0.016128 exactly); the variance equals the delta method with a
 * numerical gradient to 1e-6 relative on random tables.
 */
export function cohenKappa(
  counts: ArrayLike<number>,
  { weights = 'none', level = 0.95 }: { readonly weights?: WeightKind; readonly level?: number } = {},
): CohenKappa {
  const k = Math.sqrt(counts.length)
  if (!(Number.isInteger(k) && k >= 2))
    throw new RangeError(`cohenKappa: counts of a square table, at least 2 × 2, got ${counts.length} counts`)
  const cells = Float64Array.from(counts)
  if (!cells.every((count) => Number.isInteger(count) && count >= 0))
    throw new RangeError('cohenKappa: every count must be a whole number ≥ 0')
  if (!(level > 0 && level < 1)) throw new RangeError(`cohenKappa: level between 0 and 1, got ${level}`)

  const n = cells.reduce((sum, count) => sum + count, 0)
  const w = agreementWeights(k, weights)
  const p = cells.map((count) => count / n)
  const row = new Float64Array(k)
  const column = new Float64Array(k)
  for (let i = 0; i < k; i++)
    for (let j = 0; j < k; j++) {
      row[i] += p[i * k + j]
      column[j] += p[i * k + j]
    }
  const rowWeight = new Float64Array(k)
  const columnWeight = new Float64Array(k)
  let observed = 0
  let expected = 0
  for (let i = 0; i < k; i++)
    for (let j = 0; j < k; j++) {
      const weight = w[i * k + j]
      rowWeight[i] += column[j] * weight
      columnWeight[j] += row[i] * weight
      observed += weight * p[i * k + j]
      expected += weight * row[i] * column[j]
    }
  // One category in both margins: told by the counts, since the shares are rounded.
  const single = row.some((share, i) => share === 1 && column[i] === 1)
  const kappa = single ? NaN : (observed - expected) / (1 - expected)
  let spread = 0
  for (let i = 0; i < k; i++)
    for (let j = 0; j < k; j++)
      spread += p[i * k + j] * (w[i * k + j] - (rowWeight[i] + columnWeight[j]) * (1 - kappa)) ** 2
  const variance = (spread - (kappa - expected * (1 - kappa)) ** 2) / (n * (1 - expected) ** 2)
  const se = Math.sqrt(Math.max(0, variance)) // 0 at perfect agreement, where rounding may fall below
  const z = normalQuantile(0.5 + level / 2)
  return { n, observed, expected, kappa, se, lower: kappa - z * se, upper: kappa + z * se }
}

export type CohenKappa = {
  readonly n: number
  readonly observed: number
  readonly expected: number
  readonly kappa: number
  readonly se: number
  readonly lower: number
  readonly upper: number
}
