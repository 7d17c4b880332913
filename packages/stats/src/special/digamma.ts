/**
 * Digamma function.
 *
 *   ψ(x) = d log Γ(x) / dx
 *
 * @param x a number > 0
 * @throws RangeError if x is not > 0
 *
 * Source: recurrence to x ≥ 10, then the asymptotic series (Abramowitz & Stegun 1964, 6.3.5, 6.3.18).
 * Checked: mpmath at 60 digits, x from 1e-300 to 1e300: relative error ≤ 1e-15 away from the zero at 1.4616,
 * where the absolute error is ≤ 3e-16.
 */
export function digamma(x: number): number {
  if (!(x > 0)) throw new RangeError(`digamma: x must be a number > 0, got ${x}`)
  let sum = 0
  let z = x
  for (; z < 10; z++) sum -= 1 / z
  const y = 1 / (z * z)
  return (
    sum +
    (Math.log(z) -
      0.5 / z -
      y *
        (1 / 12 - y * (1 / 120 - y * (1 / 252 - y * (1 / 240 - y * (1 / 132 - y * (691 / 32760 - y / 12)))))))
  )
}

/**
 * Trigamma function.
 *
 *   ψ′(x) = d² log Γ(x) / dx² = Σ 1/(x + k)²
 *
 * @param x a number > 0
 * @throws RangeError if x is not > 0
 *
 * Source: recurrence to x ≥ 12, then the asymptotic series (Abramowitz & Stegun 1964, 6.4.6, 6.4.12).
 * Checked: mpmath at 60 digits, x from 1e-150 to 1e300: relative error ≤ 7e-16.
 */
export function trigamma(x: number): number {
  if (!(x > 0)) throw new RangeError(`trigamma: x must be a number > 0, got ${x}`)
  let sum = 0
  let z = x
  for (; z < 12; z++) sum += 1 / (z * z)
  const y = 1 / (z * z)
  const series =
    1 / 6 - y * (1 / 30 - y * (1 / 42 - y * (1 / 30 - y * (5 / 66 - y * (691 / 2730 - (y * 7) / 6)))))
  return sum + (1 + (0.5 + series / z) / z) / z
}
