/**
 * Quantile of a sample as clinical tables print it: a value of the sample, or the mean of two neighbours.
 *
 *   n p not whole: x_(⌈n p⌉)     n p = j whole: (x_(j) + x_(j+1)) / 2, x_(1) below and x_(n) above
 *
 * @param values  n ≥ 1 numbers, no NaN, any order
 * @param p       0 ≤ p ≤ 1
 * @returns type 2 of Hyndman & Fan; SAS PCTLDEF = 5
 * @throws RangeError for an empty sample, NaN, or a p outside [0, 1]
 *
 * Source: Hyndman & Fan 1996, Am Stat 50:361, definition 2.
 * Checked: R 4.2.2 `quantile(type = 2)`, equal.
 */
export function sampleQuantile(values: Float64Array, p: number): number {
  const n = values.length
  if (n === 0 || values.some(Number.isNaN))
    throw new RangeError('sampleQuantile: at least one number and no NaN')
  if (!(p >= 0 && p <= 1)) throw new RangeError(`sampleQuantile: 0 ≤ p ≤ 1, got ${p}`)
  const sorted = values.toSorted()
  const at = n * p
  const j = Math.round(at)
  const whole = Math.abs(at - j) < 1e-9
  const x = (k: number) => sorted[Math.min(n, Math.max(1, k)) - 1]
  return whole ? (x(j) + x(j + 1)) / 2 : x(Math.ceil(at))
}
