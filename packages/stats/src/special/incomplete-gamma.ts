import { logGammaOnePlus, stirlingError } from './log-gamma.ts'
import { normalScaledTail } from './normal.ts'
import type { KnownTail } from './tail.ts'

const LOG_SQRT_2PI = 0.9189385332046728

/**
 * Regularized incomplete gamma function, as the logarithm of the tail that is known without cancellation.
 *
 *   P(a, x) = ∫₀ˣ tᵃ⁻¹ e⁻ᵗ dt / Γ(a)        Q = 1 − P
 *
 * Series for x below about a, Legendre's continued fraction above, Temme's uniform expansion where a ≥ 30 and x/a is near 1;
 * for a < 1 and small x, Q from xᵃ/Γ(a+1) without subtraction. Preconditions: a ≥ 0 finite, x not NaN.
 *
 * Source: Gautschi 1979, ACM TOMS 5:466; DiDonato & Morris 1986, ACM TOMS 12:377; Gil, Segura & Temme 2012, SIAM J Sci
 * Comput 34:A2965.
 * Checked: see `gammaCdf`.
 */
export function incompleteGamma(a: number, x: number): KnownTail {
  if (x <= 0) return { upper: false, log: -Infinity }
  if (a === 0 || x === Infinity) return { upper: true, log: -Infinity }
  if (a >= 30 && x > 0.5 * a && x < 2 * a) return temme(a, x)
  if (a < 1 && x <= 1) {
    const lower = logPower(a, x) + Math.log(series(a, x))
    return lower < -0.7 ? { upper: false, log: lower } : { upper: true, log: Math.log(smallShapeUpper(a, x)) }
  }
  if (a >= 1 && x <= a + 1) return { upper: false, log: logPower(a, x) + Math.log(series(a, x)) }
  return { upper: true, log: logPower(a, x) + Math.log(a * continuedFraction(a, x)) }
}

/** log of xᵃ e⁻ˣ / Γ(a + 1), the factor that all branches share and the density needs (Loader 2000). */
export function logPower(a: number, x: number): number {
  if (a < 1) return a * Math.log(x) - x - logGammaOnePlus(a)
  return -deviance(a, x) - stirlingError(a) - LOG_SQRT_2PI - 0.5 * Math.log(a)
}

/** x − a − a log(x/a), the half deviance of x about a; within a factor 7 by the series of `excess`. */
function deviance(a: number, x: number): number {
  if (x > a / 7 && x < a * 7) return a * excess((x - a) / a)
  return x - a + a * (Math.log(a) - Math.log(x))
}

/** m − log(1 + m) = 2 r² / (1 − r) − 2 (r³/3 + r⁵/5 + …), r = m / (2 + m); no digits are lost, for −6/7 ≤ m ≤ 6. */
export function excess(m: number): number {
  const r = m / (2 + m)
  const square = r * r
  let sum = 0
  let power = square
  for (let k = 3; Math.abs(power) > 1e-17 * Math.abs(r); k += 2) {
    sum += power / k
    power *= square
  }
  return r * (m - 2 * sum)
}

/** 1 + x/(a+1) + x²/((a+1)(a+2)) + … */
function series(a: number, x: number): number {
  let sum = 1
  let term = 1
  for (let n = 1; term > 1e-17 * sum; n++) {
    term *= x / (a + n)
    sum += term
  }
  return sum
}

/** Q(a, x) for a < 1, x ≤ 1: 1 − xᵃ/Γ(a+1) · (1 + a Σ (−x)ⁿ / ((a + n) n!)). */
function smallShapeUpper(a: number, x: number): number {
  const log = a * Math.log(x) - logGammaOnePlus(a)
  let sum = 0
  let power = 1
  for (let n = 1; n < 40; n++) {
    power *= -x / n
    sum += power / (a + n)
  }
  return -Math.expm1(log) - Math.exp(log) * a * sum
}

/**
 * 1/(x+1−a − 1(1−a)/(x+3−a − 2(2−a)/(x+5−a − …))). Lentz's method, as modified by Thompson and Barnett, finds how many levels
 * it takes; the value comes from the innermost level outwards, where the rounding of one level is damped by the next.
 */
function continuedFraction(a: number, x: number): number {
  let value = 0
  for (let n = levels(a, x); n >= 1; n--) value = (n * (n - a)) / (x + 1 + 2 * n - a - value)
  return 1 / (x + 1 - a - value)
}

function levels(a: number, x: number): number {
  const tiny = 1e-300
  let b = x + 1 - a
  let c = 1 / tiny
  let d = 1 / (b || tiny)
  for (let n = 1; n < 100000; n++) {
    const numerator = -n * (n - a)
    b += 2
    d = 1 / (numerator * d + b || tiny)
    c = b + numerator / c || tiny
    if (Math.abs(d * c - 1) <= 2.3e-16) return n
  }
  return 100000
}

/**
 * Q = ½ erfc(η√(a/2)) + e^(−aη²/2)/√(2πa) S(η), ½η² = m − log(1+m), m = (x−a)/a; the coefficients of S by downward
 * recurrence βₙ₋₁ = (n+1)/a βₙ₊₁ + fₙ. Both parts share the exponential, so each tail keeps its relative accuracy.
 */
function temme(a: number, x: number): KnownTail {
  const half = deviance(a, x)
  const distance = Math.sqrt(2 * half)
  const upper = x > a
  const eta = (upper ? distance : -distance) / Math.sqrt(a)
  let next = 0
  let here = 0
  let sum = 0
  let first = 0
  for (let n = ETA_OVER_M.length - 1; n >= 1; n--) {
    const below = ((n + 1) / a) * next + ETA_OVER_M[n] // β with index n − 1
    next = here
    here = below
    sum = sum * eta + below
    if (n === 2) first = below
  }
  const correction = sum / (1 + first / a) / Math.sqrt(2 * Math.PI * a)
  const tail = normalScaledTail(distance) + (upper ? correction : -correction)
  return { upper, log: Math.log(tail) - half }
}

/** Taylor coefficients of η/m in η. */
const ETA_OVER_M = [
  1, -0.3333333333333333, 0.08333333333333333, -0.014814814814814815, 0.0011574074074074073,
  0.0003527336860670194, -0.0001787551440329218, 0.00003919263178522438, -0.000002185448510679992,
  -0.00000185406221071516, 8.296711340953087e-7, -1.7665952736826078e-7, 6.707853543401498e-9,
  1.0261809784240309e-8, -4.382036018453353e-9, 9.14769958223679e-10, -2.5514193994946248e-11,
  -5.830772132550426e-11, 2.4361948020667415e-11, -5.0276692801141755e-12, 1.1004392031956135e-13,
  3.371763262400985e-13, -1.392388722418162e-13, 2.8534893807047445e-14, -5.139111834242572e-16,
  -1.9752288294349442e-15, 8.099521156704561e-16, -1.6522531216398162e-16, 2.5305430097478883e-18,
  1.1686939738559576e-17, -4.770037049820485e-18, 9.699126059056237e-19,
]
