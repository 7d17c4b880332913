import { excess } from './incomplete-gamma.ts'
import { logGammaOnePlus, logGammaRise, stirlingError } from './log-gamma.ts'
import type { KnownTail } from './tail.ts'

/** A point of (0, 1) with its complement, both to full relative accuracy, and `delta` = b x − a y for shapes a, b. */
export type Split = { readonly x: number; readonly y: number; readonly delta: number }

/**
 * Regularized incomplete beta function, as the logarithm of the tail that is known without cancellation.
 *
 *   I_x(a, b) = ∫₀ˣ tᵃ⁻¹ (1−t)ᵇ⁻¹ dt / B(a, b)
 *
 * On the logit scale the density is log-concave and analytic for every a, b > 0, so one quadrature serves all shapes:
 *   I_x(a, b) = xᵃ yᵇ / B(a, b) · ∫₀^∞ exp E(s) ds,  E(s) = log of the logit density at logit x − s, relative to logit x.
 * The double-exponential rule sums positive terms only; the factor in front is Loader's saddle-point form.
 * The tail on the far side of (a+1)/(a+b+2) is integrated; if that is nearly all of the mass (tiny shapes), the other side
 * is integrated too. Preconditions: a, b > 0 finite; 0 < x < 1.
 *
 * Source: Takahasi & Mori 1974, Publ RIMS 9:721 (quadrature); Loader 2000; DiDonato & Morris 1992, ACM TOMS 18:360 (b x − a y).
 * Checked: see `betaCdf`.
 */
export function incompleteBeta(a: number, b: number, point: Split): KnownTail {
  if (point.x * (a + b + 2) > a + 1) {
    const mirrored = incompleteLower(b, a, { x: point.y, y: point.x, delta: -point.delta })
    return { upper: !mirrored.upper, log: mirrored.log }
  }
  return incompleteLower(a, b, point)
}

/** The split of a double x, with the rounding of 1 − x and of the products recovered. */
export function splitAt(x: number, a: number, b: number): Split {
  const y = 1 - x
  const rest = 1 - y - x
  return { x, y, delta: productDifference(b, x, a, y) - a * rest }
}

/** log of xᵃ yᵇ / B(a, b). */
export function logFront(a: number, b: number, point: Split): number {
  const { factor, log } = front(a, b, point)
  return Math.log(factor) + log
}

/** xᵃ yᵇ / B(a, b) = factor · e^log; the factor takes up a tiny shape, so that nothing cancels on the log scale. */
function front(a: number, b: number, { x, y, delta }: Split): { factor: number; log: number } {
  const small = Math.min(a, b)
  const large = Math.max(a, b)
  if (small >= 1) {
    const n = a + b
    const stirling = stirlingError(n) - stirlingError(a) - stirlingError(b)
    return {
      factor: Math.sqrt(small / (1 + small / large) / (2 * Math.PI)),
      log: stirling - (deviance(a, delta, n * x) + deviance(b, -delta, n * y)),
    }
  }
  const logX = x > 0.5 ? Math.log1p(-y) : Math.log(x)
  const logY = y > 0.5 ? Math.log1p(-x) : Math.log(y)
  return {
    factor: small,
    log: a * logX + b * logY - logGammaOnePlus(small) + logGammaRise(large, small),
  }
}

function incompleteLower(a: number, b: number, point: Split): KnownTail {
  const { factor, log } = front(a, b, point)
  const lower = log + Math.log(factor * halfLine(exponent(a, b, point)))
  if (lower < -0.2) return { upper: false, log: lower }
  const x = (a + 1) / (a + b + 2)
  const y = (b + 1) / (a + b + 2)
  const middle = { x, y, delta: (b - a) / (a + b + 2) } // b x − a y
  const length = Math.max(0, Math.log(x) - Math.log(point.x) + Math.log(point.y) - Math.log(y))
  const between = interval(exponent(a, b, middle), length)
  const beyond = halfLine(exponent(b, a, { x: y, y: x, delta: -middle.delta }))
  const far = front(a, b, middle)
  return { upper: true, log: far.log + Math.log(far.factor * (between + beyond)) }
}

/**
 * E(s) = −a s − n log(1 + x (e⁻ˢ − 1)) = b s − n log(1 + y (eˢ − 1)), n = a + b; for small s as delta·s less the second
 * order terms, so that large shapes do not cancel.
 */
function exponent(a: number, b: number, { x, y, delta }: Split): (s: number) => number {
  const n = a + b
  if (x < 0.5)
    return (s) => {
      const change = x * Math.expm1(-s)
      return s < 0.5 ? delta * s - n * (x * expExcess(-s) - excess(change)) : -a * s - n * Math.log1p(change)
    }
  return (s) => {
    if (s > 700) return -a * s - n * Math.log(y)
    const change = y * Math.expm1(s)
    return s < 0.5 ? delta * s - n * (y * expExcess(s) - excess(change)) : b * s - n * Math.log1p(change)
  }
}

/** eˢ − 1 − s for |s| ≤ ½. */
function expExcess(s: number): number {
  let term = 0.5 * s * s
  let sum = term
  for (let k = 3; Math.abs(term) > 1e-17 * sum; k++) {
    term *= s / k
    sum += term
  }
  return sum
}

/** ∫₀^∞ exp E(s) ds for concave E with E(0) = 0: s = scale · exp(t − e⁻ᵗ), steps halved until two sums agree. */
function halfLine(E: (s: number) => number): number {
  const scale = decayLength(E)
  return trapezoid((t) => {
    const inner = Math.exp(-t)
    const s = Math.exp(t - inner)
    return Math.exp(E(scale * s)) * s * (1 + inner) * scale
  })
}

/** ∫₀^length exp E(s) ds, by s = length / (1 + e^(−π sinh t)). */
function interval(E: (s: number) => number, length: number): number {
  if (length === 0) return 0
  return trapezoid((t) => {
    const e = Math.exp(-Math.PI * Math.sinh(t))
    const weight = (e / (1 + e)) * (Math.PI * Math.cosh(t))
    return weight > 0 ? (Math.exp(E(length / (1 + e))) * weight * length) / (1 + e) : 0
  })
}

/** ∫ f over the line for an f that dies double-exponentially on either side. */
function trapezoid(f: (t: number) => number): number {
  let step = 0.25
  let sum = side(f, 0, step) + side(f, -step, -step)
  for (let halving = 0; halving < 5; halving++) {
    const between = side(f, step / 2, step) + side(f, -step / 2, -step)
    const before = sum
    sum += between
    step /= 2
    if (Math.abs(between - before) <= 1e-14 * sum) break // a halving about squares an error, but a rare kink is small from the start
  }
  return sum * step
}

function side(f: (t: number) => number, from: number, step: number): number {
  let sum = 0
  for (let k = 0; Math.abs(from + k * step) < 8; k++) {
    const term = f(from + k * step)
    sum += term
    if (term < 1e-19 * sum && k > 4) break
  }
  return sum
}

/** s where E has fallen by about 1. */
function decayLength(E: (s: number) => number): number {
  let s = 1
  if (E(s) < -1) while (E(s) < -1 && s > 1e-200) s /= 2
  else while (E(s) > -1 && s < 1e200) s *= 2
  return s
}

/** mean − shape − shape·log(mean/shape), where mean − shape is known to more digits as `difference`. */
function deviance(shape: number, difference: number, mean: number): number {
  const m = difference / shape
  if (m > -6 / 7 && m < 6) return shape * excess(m)
  return difference - shape * (Math.log(mean) - Math.log(shape))
}

/** p q − r s with the rounding of both products recovered (Dekker 1971, Numer Math 18:224). */
function productDifference(p: number, q: number, r: number, s: number): number {
  const first = p * q
  const second = r * s
  return first - second + (productRest(p, q, first) - productRest(r, s, second))
}

function productRest(p: number, q: number, product: number): number {
  if (Math.abs(p) > 1e150 || product < 1e-280) return 0
  const pHead = head(p)
  const qHead = head(q)
  const pTail = p - pHead
  const qTail = q - qHead
  return pTail * qTail - (product - pHead * qHead - pTail * qHead - pHead * qTail)
}

function head(p: number): number {
  const big = 134217729 * p
  return big - (big - p)
}
