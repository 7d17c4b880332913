import { studentCdf, studentQuantile } from '../special/student.ts'

/**
 * Mean of a sample with Student's interval, and the test that it is 0.
 *
 *   x̄ ± t_{1−α/2, n−1} s / √n        t = x̄ √n / s
 *
 * @param values  n finite numbers
 * @param options  `level` of the interval, said by the caller
 * @returns `mean`, `standardDeviation` (n − 1), limits and two-sided `p`; what n does not allow is NaN (mean n ≥ 1, the rest n ≥ 2);
 *   where all values are equal the interval is that value and p is NaN
 * @throws RangeError for a value that is not finite, a level not inside (0, 1)
 *
 * Source: Student 1908, Biometrika 6:1.
 * Checked: R 4.2.2 `t.test`, 1e-10.
 */
export function meanInterval(
  values: Float64Array,
  { level }: { readonly level: number },
): {
  readonly mean: number
  readonly standardDeviation: number
  readonly lower: number
  readonly upper: number
  readonly p: number
} {
  if (!values.every(Number.isFinite))
    throw new RangeError('meanInterval: every value must be a finite number')
  if (!(level > 0 && level < 1)) throw new RangeError(`meanInterval: 0 < level < 1, got ${level}`)
  const n = values.length
  const mean = values.reduce((sum, x) => sum + x, 0) / n
  const standardDeviation =
    n < 2 ? NaN : Math.sqrt(values.reduce((sum, x) => sum + (x - mean) ** 2, 0) / (n - 1))
  const error = standardDeviation / Math.sqrt(n)
  if (Number.isNaN(error)) return { mean, standardDeviation, lower: NaN, upper: NaN, p: NaN }
  const half = studentQuantile((1 - level) / 2, n - 1, { upper: true }) * error
  return {
    mean,
    standardDeviation,
    lower: mean - half,
    upper: mean + half,
    p: error === 0 ? NaN : 2 * studentCdf(-Math.abs(mean / error), n - 1),
  }
}
