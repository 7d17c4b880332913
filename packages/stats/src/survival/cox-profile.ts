/**
 * Profile-likelihood interval of one coefficient: all b with 2 [ℓ(β̂) − max_{β_j = b} ℓ(β)] ≤ the quantile of χ²_1 at `level`.
 *
 * It has no need of a finite estimate: where the likelihood is monotone, the interval is open on that side (±∞) and its other
 * end is still found. It is invariant to a change of scale, where Wald's interval is not.
 *
 * @param coefficient  its number, from 0
 * @returns ends on the scale of the coefficient; NaN for a collinear one
 * @throws RangeError for a coefficient that does not exist, a level outside (0, 1), a fit without events
 *
 * Source: Venzon & Moolgavkar 1988, Appl Stat 37:87. Each end is a root, by Brent's method, of a likelihood maximised over the others.
 * Checked: `uniroot` on R's `coxph` with an offset (reference/cox_penalized.R), to 1e-7; by hand for data set 1.
 */
import { root } from '../numeric/root.ts'
import { chiSquareQuantile } from '../special/chi-square.ts'
import type { Cox } from './cox-estimates.ts'
import { newton } from './cox-newton.ts'
import type { NewtonFit, Objective } from './cox-newton.ts'
import { coxProblem } from './cox-problem.ts'
import type { CoxProblem } from './cox-problem.ts'

export type ProfileInterval = { readonly lower: number; readonly upper: number }

export function profileInterval(fit: Cox, coefficient: number, level = 0.95): ProfileInterval {
  const p = fit.coefficients.length
  if (!(Number.isInteger(coefficient) && coefficient >= 0 && coefficient < p))
    throw new RangeError(
      `profileInterval: coefficient must be a number from 0 to ${p - 1}, got ${coefficient}`,
    )
  if (!(level > 0 && level < 1))
    throw new RangeError(`profileInterval: level must be between 0 and 1, got ${level}`)
  if (fit.events === 0)
    throw new RangeError('profileInterval: a fit with events is needed, this one has none')
  if (fit.flags[coefficient] === 'collinear') return { lower: NaN, upper: NaN }
  const problem = coxProblem(fit.model, { epsilon: 1e-13, maxIterations: 50 })
  return profileEnds(problem, fit, coefficient, chiSquareQuantile(level, 1))
}

function profileEnds(problem: CoxProblem, fit: Cox, j: number, width: number): ProfileInterval {
  const { scale } = problem.columns
  const free = newton(problem.likelihood, scaled(fit.lastIterate, scale), problem.newtonOptions)
  const best = free.logLikelihood
  const centre = free.beta[j]
  const p = scale.length
  const error = Math.sqrt(1 / (free.decomposition.factor[j * p + j] || 1))
  const held = holding(problem.likelihood, j)
  let last: NewtonFit = free
  const gap = (b: number) => {
    const start = last.beta.slice()
    start[j] = b
    last = newton(held, start, problem.newtonOptions)
    return 2 * (best - last.logLikelihood) - width
  }
  const end = (direction: 1 | -1) => {
    if (fit.coefficients[j] === direction * Infinity) return direction * Infinity
    let inside = centre
    for (let step = Math.min(error, 2); ; step *= 2) {
      const outside = inside + direction * step
      // exp(300) is no hazard ratio: the likelihood does not fall on this side.
      if (Math.abs(outside - centre) > 300) return direction * Infinity
      if (gap(outside) > 0) {
        const bounds = { lower: Math.min(inside, outside), upper: Math.max(inside, outside) }
        return root(gap, { ...bounds, tolerance: 1e-12 }).x * scale[j]
      }
      inside = outside
    }
  }
  const lower = end(-1)
  last = free
  return { lower, upper: end(1) }
}

const scaled = (beta: Float64Array, scale: Float64Array) => beta.map((b, j) => b / scale[j])

/** The likelihood of the others: coefficient j has no score and no information, so that Newton leaves it where it is. */
function holding({ score, information, moments, at }: Objective, j: number): Objective {
  const p = score.length
  return {
    score,
    information,
    moments,
    at: (beta) => {
      const logLikelihood = at(beta)
      score[j] = 0
      moments[j] = 0
      for (let k = 0; k < p; k++) {
        information[j * p + k] = 0
        information[k * p + j] = 0
      }
      return logLikelihood
    },
  }
}
