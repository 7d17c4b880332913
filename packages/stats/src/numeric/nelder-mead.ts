import { demandStart, type Minimum, unsettledAt } from './minimize.ts'

export type NelderMeadOptions = {
  readonly step?: number
  readonly tolerance?: number
  readonly maxEvaluations?: number
}

/**
 * Minimum of a function of a few variables without its gradient.
 *
 *   a simplex of p + 1 points reflects, stretches and shrinks towards its best point
 *
 * @param f must not keep or change its argument; a value that is not finite counts as ∞
 * @param start p finite numbers with a finite value; `step` is the size of the first simplex, relative to |xᵢ| or 1
 * @param tolerance of the spread of the simplex in f, relative to |f| + tolerance, and of its size, relative to |x| + 1
 * @returns `iterations` counts restarts; `converged: false` with the reason, and x NaN, where evaluations run out
 * @throws RangeError if start is empty or not finite
 *
 * Restarted from its answer until a restart gains nothing, since a simplex may collapse on a slope.
 * Source: Nelder & Mead 1965, Comput J 7:308; coefficients 1, 2, ½, ½ as in Lagarias et al. 1998, SIAM J Optim 9:112.
 * Checked: Rosenbrock's and Powell's functions; R 4.2.2 `optim`.
 */
export function nelderMead(
  f: (x: Float64Array) => number,
  start: Float64Array,
  { step = 0.1, tolerance = 1e-10, maxEvaluations = 20000 }: NelderMeadOptions = {},
): Minimum {
  const p = demandStart('nelderMead', start)
  let evaluations = 0
  const value = (x: Float64Array) => {
    evaluations++
    const y = f(x)
    return Number.isFinite(y) ? y : Infinity
  }
  let best: Vertex = { x: start.slice(), y: value(start) }
  if (best.y === Infinity) return unsettledAt(p, 0, evaluations, 'the function is not finite at the start')
  for (let restarts = 1; ; restarts++) {
    const found = descend(value, best, step, tolerance, () => evaluations < maxEvaluations)
    if (!found)
      return unsettledAt(p, restarts, evaluations, `no minimum within ${maxEvaluations} evaluations`)
    const gain = best.y - found.y
    best = found
    if (gain <= tolerance * (Math.abs(found.y) + tolerance))
      return { x: best.x, value: best.y, iterations: restarts, evaluations, converged: true }
  }
}

type Vertex = { x: Float64Array; y: number }

function descend(
  value: (x: Float64Array) => number,
  start: Vertex,
  step: number,
  tolerance: number,
  may: () => boolean,
): Vertex | undefined {
  const p = start.x.length
  const simplex: Vertex[] = [start]
  for (let i = 0; i < p; i++) {
    const x = start.x.slice()
    x[i] += step * Math.max(1, Math.abs(x[i]))
    simplex.push({ x, y: value(x) })
  }
  for (;;) {
    simplex.sort((a, b) => a.y - b.y)
    const [best] = simplex
    const worst = simplex[p]
    if (
      worst.y - best.y <= tolerance * (Math.abs(best.y) + tolerance) &&
      width(simplex) <= Math.sqrt(tolerance)
    )
      return best
    if (!may()) return undefined
    const centre = start.x.map((_, i) => simplex.reduce((sum, { x }) => sum + x[i], -worst.x[i]) / p)
    const along = (t: number): Vertex => {
      const x = centre.map((c, i) => c + t * (worst.x[i] - c))
      return { x, y: value(x) }
    }
    const reflected = along(-1)
    if (reflected.y < best.y) {
      const stretched = along(-2)
      simplex[p] = stretched.y < reflected.y ? stretched : reflected
    } else if (reflected.y < simplex[p - 1].y) {
      simplex[p] = reflected
    } else {
      const inner = along(reflected.y < worst.y ? -0.5 : 0.5)
      if (inner.y < Math.min(reflected.y, worst.y)) simplex[p] = inner
      else
        for (let k = 1; k <= p; k++) {
          const x = simplex[k].x.map((xi, i) => best.x[i] + 0.5 * (xi - best.x[i]))
          simplex[k] = { x, y: value(x) }
        }
    }
  }
}

/** The largest distance of a vertex from the best, relative to its place. */
function width([best, ...others]: readonly Vertex[]): number {
  let most = 0
  for (const { x } of others)
    for (let i = 0; i < x.length; i++)
      most = Math.max(most, Math.abs(x[i] - best.x[i]) / (1 + Math.abs(best.x[i])))
  return most
}
