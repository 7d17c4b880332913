export type Minimum = {
  readonly x: Float64Array
  readonly value: number
  readonly iterations: number
  readonly evaluations: number
  readonly converged: boolean
  readonly reason?: string
}

export type Gradient = (x: Float64Array) => { readonly value: number; readonly gradient: Float64Array }

/**
 * Minimum of a smooth function from its gradient, by the quasi-Newton method BFGS.
 *
 *   x ← x − step · H ∇f(x),  H the inverse Hessian built up from the differences of gradients
 *
 * The line search halves the step until f falls by 1e-4 of what the slope promises; a value that is not finite counts as too high.
 *
 * @param at f and its gradient, p numbers; must not keep or change its argument
 * @param start p finite numbers with a finite value
 * @param tolerance of the gradient: |∇f|∞ ≤ tolerance · max(1, |f|), or no further fall in f with the gradient at its rounding
 * @returns `converged: false` with the reason, and x NaN, where steps run out or the start has no finite value
 * @throws RangeError if start is empty or not finite
 *
 * Source: Nocedal & Wright 2006, Numerical Optimization, algorithm 6.1, with the restart of their §6.1.
 * Checked: Rosenbrock's function and quadratics of random scale by fast-check; R 4.2.2 `optim(method = "BFGS")`.
 */
export function minimize(
  at: Gradient,
  start: Float64Array,
  {
    tolerance = 1e-9,
    maxIterations = 500,
  }: { readonly tolerance?: number; readonly maxIterations?: number } = {},
): Minimum {
  const p = demandStart('minimize', start)
  let x: Float64Array = start.slice()
  let { value, gradient } = at(x)
  let evaluations = 1
  if (!Number.isFinite(value))
    return unsettledAt(p, 0, evaluations, 'the function is not finite at the start')
  const inverse = identity(p)
  let fresh = true
  for (let iterations = 0; iterations < maxIterations; iterations++) {
    if (largest(gradient) <= tolerance * Math.max(1, Math.abs(value)))
      return { x, value, iterations, evaluations, converged: true }
    const direction = descent(inverse, gradient)
    const slope = dot(direction, gradient)
    if (!(slope < 0)) {
      if (fresh) return unsettledAt(p, iterations, evaluations, 'no direction leads down')
      reset(inverse, p)
      fresh = true
      continue
    }
    let step = fresh ? Math.min(1, 1 / largest(gradient)) : 1
    let next = moved(x, step, direction)
    let there = at(next)
    evaluations++
    while (!(there.value <= value + 1e-4 * step * slope) && step > 1e-18) {
      step /= 2
      next = moved(x, step, direction)
      there = at(next)
      evaluations++
    }
    if (!(there.value <= value + 1e-4 * step * slope)) {
      if (!fresh) {
        reset(inverse, p)
        fresh = true
        continue
      }
      const settled = largest(gradient) <= 1e-6 * Math.max(1, Math.abs(value))
      return settled
        ? { x, value, iterations, evaluations, converged: true }
        : unsettledAt(p, iterations, evaluations, 'no step along the gradient leads down')
    }
    update(inverse, difference(next, x), difference(there.gradient, gradient), fresh)
    fresh = false
    x = next
    value = there.value
    gradient = there.gradient
  }
  return unsettledAt(p, maxIterations, evaluations, `no minimum within ${maxIterations} iterations`)
}

/** H ← (I − s yᵀ/yᵀs) H (I − y sᵀ/yᵀs) + s sᵀ/yᵀs; skipped where the curvature is not positive. */
function update(inverse: Float64Array[], s: Float64Array, y: Float64Array, first: boolean): void {
  const curvature = dot(s, y)
  if (!(curvature > 1e-14 * Math.sqrt(dot(s, s) * dot(y, y)))) return
  if (first) inverse.forEach((row, i) => (row[i] = curvature / dot(y, y)))
  const hy = Float64Array.from(inverse, (row) => dot(row, y))
  const scale = (1 + dot(y, hy) / curvature) / curvature
  for (let i = 0; i < s.length; i++)
    for (let j = 0; j < s.length; j++)
      inverse[i][j] += scale * s[i] * s[j] - (hy[i] * s[j] + s[i] * hy[j]) / curvature
}

function descent(inverse: readonly Float64Array[], gradient: Float64Array): Float64Array {
  return Float64Array.from(inverse, (row) => -dot(row, gradient))
}

function identity(p: number): Float64Array[] {
  return Array.from({ length: p }, (_, i) => {
    const row = new Float64Array(p)
    row[i] = 1
    return row
  })
}

function reset(inverse: Float64Array[], p: number): void {
  identity(p).forEach((row, i) => inverse[i].set(row))
}

function moved(x: Float64Array, step: number, direction: Float64Array): Float64Array {
  return x.map((xi, i) => xi + step * direction[i])
}

function difference(a: Float64Array, b: Float64Array): Float64Array {
  return a.map((ai, i) => ai - b[i])
}

function dot(a: Float64Array, b: Float64Array): number {
  let sum = 0
  for (let i = 0; i < a.length; i++) sum += a[i] * b[i]
  return sum
}

function largest(x: Float64Array): number {
  return x.reduce((most, xi) => Math.max(most, Math.abs(xi)), 0)
}

export function demandStart(caller: string, start: Float64Array): number {
  if (start.length === 0) throw new RangeError(`${caller}: start must have at least one number, got none`)
  const bad = start.find((x) => !Number.isFinite(x))
  if (bad !== undefined) throw new RangeError(`${caller}: start must be finite, got ${bad}`)
  return start.length
}

export function unsettledAt(p: number, iterations: number, evaluations: number, reason: string): Minimum {
  return { x: new Float64Array(p).fill(NaN), value: NaN, iterations, evaluations, converged: false, reason }
}
