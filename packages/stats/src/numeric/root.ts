export type Root = {
  readonly x: number
  readonly value: number
  readonly iterations: number
  readonly converged: boolean
  readonly reason?: string
}

/**
 * A root of a continuous function between two points of opposite sign.
 *
 *   f(x) = 0, lower ≤ x ≤ upper
 *
 * @param lower, upper finite, lower < upper, f of opposite signs there (or one of them 0)
 * @param tolerance absolute width of the last bracket; the rounding of x is added to it
 * @returns the root; `converged: false` with the reason and x = NaN where f has one sign, is NaN, or steps run out
 * @throws RangeError if the bounds are not finite and in order, or the tolerance is negative
 *
 * Source: Brent 1973, Algorithms for Minimization without Derivatives, chapter 4 (zeroin).
 * Checked: R 4.2.2 `uniroot` on the same brackets; roots known in closed form to 2 ulp by fast-check.
 */
export function root(
  f: (x: number) => number,
  { lower, upper, tolerance = 0, maxIterations = 200 }: RootOptions,
): Root {
  if (!(Number.isFinite(lower) && Number.isFinite(upper) && lower < upper))
    throw new RangeError(`root: the bounds must be finite and in order, got ${lower} and ${upper}`)
  if (!(tolerance >= 0)) throw new RangeError(`root: tolerance must be ≥ 0, got ${tolerance}`)
  let a = lower
  let b = upper
  let fa = f(a)
  let fb = f(b)
  if (Number.isNaN(fa) || Number.isNaN(fb)) return unsettled('the function is NaN at a bound', 0)
  if (fa !== 0 && fb !== 0 && fa > 0 === fb > 0)
    return unsettled('the function has the same sign at both bounds', 0)
  let c = a
  let fc = fa
  let step = b - a
  let before = step
  for (let iterations = 0; iterations <= maxIterations; iterations++) {
    if (fb > 0 === fc > 0) {
      c = a
      fc = fa
      before = step = b - a
    }
    if (Math.abs(fc) < Math.abs(fb)) {
      // b is the best point, a the one before, c on the other side
      a = b
      b = c
      c = a
      fa = fb
      fb = fc
      fc = fa
    }
    const near = 2 * 2 ** -53 * Math.abs(b) + 0.5 * tolerance
    const half = 0.5 * (c - b)
    if (Math.abs(half) <= near || fb === 0) return { x: b, value: fb, iterations, converged: true }
    const inner = interpolation(a, b, c, fa, fb, fc)
    const accept =
      Math.abs(before) >= near &&
      Math.abs(fa) > Math.abs(fb) &&
      Math.abs(inner) < Math.abs(0.5 * before) &&
      inner * half > 0 &&
      Math.abs(inner) < Math.abs(1.5 * half) - 0.5 * near
    before = accept ? step : half
    step = accept ? inner : half
    a = b
    fa = fb
    b += Math.abs(step) > near ? step : Math.sign(half) * near
    fb = f(b)
    if (Number.isNaN(fb)) return unsettled(`the function is NaN at ${b}`, iterations + 1)
  }
  return unsettled(`no root within ${maxIterations} iterations`, maxIterations)
}

export type RootOptions = {
  readonly lower: number
  readonly upper: number
  readonly tolerance?: number
  readonly maxIterations?: number
}

/** The step from b by the secant, or by inverse quadratic interpolation through three distinct points. */
function interpolation(a: number, b: number, c: number, fa: number, fb: number, fc: number): number {
  const s = fb / fa
  if (a === c) return ((c - b) * s) / (s - 1)
  const q = fa / fc
  const r = fb / fc
  const p = s * ((c - b) * q * (q - r) - (b - a) * (r - 1))
  return -p / ((q - 1) * (r - 1) * (s - 1))
}

function unsettled(reason: string, iterations: number): Root {
  return { x: NaN, value: NaN, iterations, converged: false, reason }
}
