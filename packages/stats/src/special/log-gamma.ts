const LOG_SQRT_2PI = 0.9189385332046728

/**
 * Logarithm of the gamma function.
 *
 *   log Γ(x),  Γ(x) = ∫₀^∞ tˣ⁻¹ e⁻ᵗ dt
 *
 * @param x a number ≥ 0; 0 and ∞ give ∞
 * @throws RangeError if x is negative or NaN
 *
 * Source: Stirling's series with its error for x ≥ 10, recurrence to [½, 2½] below, the zeta series around 1 and 2
 * (Abramowitz & Stegun 1964, 6.1.33, 6.1.41).
 * Checked: mpmath at 60 digits, x from 1e-300 to 1e300, also within 1e-10 of the zeros 1 and 2: relative error ≤ 1e-15.
 */
export function logGamma(x: number): number {
  if (!(x >= 0)) throw new RangeError(`logGamma: x must be a number ≥ 0, got ${x}`)
  if (x < 0.5) return logGammaOnePlus(x) - Math.log(x)
  if (x <= 1.5) return logGammaOnePlus(x - 1)
  if (x >= 10)
    return x === Infinity ? x : (x - 0.5) * (Math.log(x) - 1) + (stirlingSeries(x) + (LOG_SQRT_2PI - 0.5))
  let product = 1
  let t = x
  for (; t > 2.5; t--) product *= t - 1
  return Math.log(product) + Math.log1p(t - 2) + logGammaOnePlus(t - 2)
}

/** log Γ(1 + t) for |t| ≤ ½, with full relative accuracy as t → 0; larger t through `logGamma`. */
export function logGammaOnePlus(t: number): number {
  if (Math.abs(t) > 0.5) return logGamma(1 + t)
  let sum = 0
  for (let k = ZETA_LESS_ONE.length - 1; k >= 0; k--) sum = ZETA_LESS_ONE[k] - t * sum
  return t * (ONE_LESS_EULER + t * sum) - Math.log1p(t)
}

/**
 * Stirling's error: log Γ(x + 1) − (x + ½) log x + x − ½ log 2π, for x > 0.
 * Below 10 it is climbed by s(x) − s(x+1) = (x + ½) log(1 + 1/x) − 1 = Σ y²ᵏ/(2k+1), y = 1/(2x+1), all terms positive.
 */
export function stirlingError(x: number): number {
  let sum = 0
  let z = x
  for (; z < 10; z++) {
    const y = 1 / (2 * z + 1)
    const square = y * y
    let power = square
    for (let k = 3; power > 1e-18; k += 2) {
      sum += power / k
      power *= square
    }
  }
  return sum + stirlingSeries(z)
}

/** Σ B₂ₖ / (2k (2k−1) x²ᵏ⁻¹), x ≥ 10. */
function stirlingSeries(x: number): number {
  const z = 1 / (x * x)
  let sum = 0
  for (let k = STIRLING.length - 1; k >= 0; k--) sum = sum * z + STIRLING[k]
  return sum / x
}

/**
 * log Γ(a + b) − log Γ(a) for a > 0, b ≥ 0, with full relative accuracy as b → 0.
 * Stirling's series at both points, subtracted term by term; a small a is first raised by the recurrence.
 */
export function logGammaRise(a: number, b: number): number {
  let sum = 0
  let base = a
  for (; base < 10; base++) sum -= Math.log1p(b / base)
  const log = Math.log1p(b / base)
  const z = 1 / (base * base)
  let scale = 1 / base
  for (let k = 0; k < STIRLING.length; k++) {
    sum += STIRLING[k] * scale * Math.expm1(-(2 * k + 1) * log)
    scale *= z
  }
  return sum + ((base - 0.5) * log - b + b * Math.log(base + b))
}

export const STIRLING = [
  1 / 12,
  -1 / 360,
  1 / 1260,
  -1 / 1680,
  1 / 1188,
  -691 / 360360,
  1 / 156,
  -3617 / 122400,
  43867 / 244188,
]
const ONE_LESS_EULER = 0.42278433509846713
/** (ζ(k) − 1)/k from k = 2. */
const ZETA_LESS_ONE = [
  0.3224670334241132, 0.0673523010531981, 0.020580808427784546, 0.007385551028673986, 0.0028905103307415234,
  0.001192753911703261, 0.0005096695247430425, 0.00022315475845357939, 0.00009945751278180853,
  0.00004492623673813314, 0.00002050721277567069, 0.000009439488275268397, 0.000004374866789907488,
  0.000002039215753801366, 9.55141213040742e-7, 4.492469198764566e-7, 2.1207184805554665e-7,
  1.0043224823968099e-7, 4.7698101693639804e-8, 2.2711094608943164e-8, 1.0838659214896955e-8,
  5.183475041970047e-9, 2.4836745438024785e-9, 1.1921401405860912e-9, 5.731367241678862e-10,
  2.7595228851242334e-10,
]
