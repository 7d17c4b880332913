/**
 * Newton–Raphson on a partial log-likelihood, step by step as R's `coxph` does it.
 *
 *   β ← β + I⁻u;  stop when |1 − ℓ_old/ℓ| ≤ epsilon. A step that lowers ℓ, or leads where ℓ, u or I is not finite, is drawn
 *   back towards the last good β, to 1/2, then 1/3, 1/4 … of what is left of it.
 *
 * ℓ can settle while β does not: where a likelihood is monotone in a direction, ℓ nears its bound and every further step
 * is as long as the last. So when a step at the end is still longer than R's tolerance, Newton goes on for some steps: if they
 * shrink, β was only unfinished, and is finished; if they do not, the coefficient is infinite.
 *
 * @param objective  fills `score` and `information` at β and returns ℓ
 *
 * Source: R survival 3.5-3, coxfit6 and agfit4 (convergence, step control), coxph.fit (infinite coefficients).
 */
import { cholesky, choleskyQuadraticForm, choleskySolve } from '../numeric/cholesky.ts'
import type { Cholesky } from '../numeric/cholesky.ts'

export type Objective = {
  readonly score: Float64Array
  readonly information: Float64Array
  /** Diagonal of what the information is a difference from: below some rounding of it, nothing is known. */
  readonly moments: Float64Array
  readonly at: (beta: Float64Array) => number
}

export type NewtonOptions = {
  readonly epsilon: number
  readonly maxIterations: number
  readonly singularTolerance: number
  /** R's rule for (start, stop] and exact fits: the last step must not have been drawn back. */
  readonly undamped: boolean
}

export type NewtonFit = {
  readonly beta: Float64Array
  readonly initialLogLikelihood: number
  readonly logLikelihood: number
  readonly scoreTest: number
  readonly iterations: number
  readonly settled: boolean // ℓ met the tolerance
  readonly infinite: Uint8Array
  readonly collinear: Uint8Array
  readonly decomposition: Cholesky // of the information at β
}

const STEP_TOLERANCE = Math.sqrt(1e-9)
const FURTHER_STEPS = 10

export function newton(objective: Objective, initial: Float64Array, options: NewtonOptions): NewtonFit {
  const { score, information, moments, at } = objective
  const { epsilon, maxIterations, singularTolerance, undamped } = options
  const p = initial.length
  const collinear = new Uint8Array(p)
  const decompose = () => {
    const rounding = moments.map((moment) => moment * singularTolerance)
    return cholesky(without(information, collinear), p, singularTolerance, rounding)
  }

  let beta: Float64Array = initial.slice()
  const initialLogLikelihood = at(beta)
  let best = initialLogLikelihood
  let decomposition = decompose()
  // Which columns add nothing does not depend on β, and shows best here: far out a monotone likelihood is flat in all of them.
  for (let j = 0; j < p; j++) collinear[j] = decomposition.factor[j * p + j] === 0 ? 1 : 0
  const scoreTest = choleskyQuadraticForm(decomposition, score)
  const fit = (settled: boolean, iterations: number, long: Uint8Array = new Uint8Array(p)): NewtonFit => {
    const inFlat = flatDirections(decomposition, collinear)
    const infinite = inFlat.map((flat, j) => flat | long[j])
    return {
      beta,
      initialLogLikelihood,
      logLikelihood: best,
      scoreTest,
      iterations,
      settled,
      infinite,
      collinear,
      decomposition,
    }
  }
  if (maxIterations === 0 || decomposition.rank === 0) return fit(true, 0)
  if (!Number.isFinite(best)) return fit(false, 0)

  let next: Float64Array = sum(beta, choleskySolve(decomposition, score))
  let halvings = 0
  let before = best
  for (let iteration = 1; iteration <= maxIterations; iteration++) {
    const logLikelihood = at(next)
    const candidate = decompose()
    const finite =
      Number.isFinite(logLikelihood) && score.every(Number.isFinite) && isFiniteMatrix(information)
    const mayStop = !undamped || (halvings === 0 && candidate.rank === decomposition.rank)
    if (finite && mayStop && (best === logLikelihood || Math.abs(1 - best / logLikelihood) <= epsilon)) {
      beta = next
      best = logLikelihood
      decomposition = candidate
      return fit(true, iteration, settle())
    }
    if (!finite || logLikelihood < best) {
      halvings++
      next = next.map((b, j) => (b + halvings * beta[j]) / (halvings + 1))
    } else {
      halvings = 0
      before = best
      best = logLikelihood
      beta = next
      decomposition = candidate
      next = sum(beta, choleskySolve(candidate, score))
    }
  }
  best = at(beta)
  decomposition = decompose()
  // A likelihood that is flat to a millionth while β still runs is monotone; else nothing is known.
  const still = Math.abs(best - before) <= 1e-6 * Math.abs(initialLogLikelihood)
  return fit(false, maxIterations, still ? longSteps(choleskySolve(decomposition, score)) : undefined)

  /** Longer than R allows for, against |β|; R's other rule, against 1 + |β|, depends on the unit of the covariate. */
  function longSteps(step: Float64Array): Uint8Array {
    return Uint8Array.from(step, (s, j) => {
      const long = Math.abs(s) > epsilon && Math.abs(s) > STEP_TOLERANCE * Math.abs(beta[j])
      return long || !Number.isFinite(s) ? 1 : 0
    })
  }

  /** Near a maximum the information stays as it is; towards infinity every step leaves 1/e of it. */
  function faded(candidate: Cholesky): boolean {
    for (let j = 0; j < p; j++)
      if (candidate.factor[j * p + j] < 0.6 * decomposition.factor[j * p + j]) return true
    return false
  }

  /**
   * Which coefficients are infinite. Where steps were merely long, β moves on to where they are not, unless it is there
   * to a ten-thousandth of a standard error, where we stay with R.
   */
  function settle(): Uint8Array {
    let step = choleskySolve(decomposition, score)
    const infinite = longSteps(step)
    if (!infinite.includes(1)) return infinite
    const stopped = { beta, best }
    for (let k = 0; k < FURTHER_STEPS; k++) {
      const further = sum(beta, step)
      const logLikelihood = at(further)
      const candidate = decompose()
      const lost = candidate.rank < decomposition.rank || !(logLikelihood >= best - 1e-12 * Math.abs(best))
      if (lost || !Number.isFinite(logLikelihood) || faded(candidate)) break
      step = choleskySolve(candidate, score)
      beta = further
      if (longSteps(step).includes(1)) continue
      const moved = beta.some((b, j) => {
        return Math.abs(b - stopped.beta[j]) * Math.sqrt(candidate.factor[j * p + j]) > 1e-4
      })
      if (moved) {
        best = logLikelihood
        decomposition = candidate
      } else beta = stopped.beta
      return new Uint8Array(p)
    }
    beta = stopped.beta
    return infinite
  }
}

function sum(a: Float64Array, b: Float64Array): Float64Array {
  return a.map((value, j) => value + b[j])
}

/**
 * Columns in a direction that had information at the start and has none left, for β went to where the likelihood is flat
 * in it. With A = L D L′ and d_j = 0, the direction v has v_j = 1 and, before it, L′v = −(row j of L).
 */
function flatDirections({ factor: L, p }: Cholesky, collinear: Uint8Array): Uint8Array {
  const inDirection = new Uint8Array(p)
  for (let j = 0; j < p; j++) {
    if (collinear[j] || L[j * p + j] !== 0) continue
    inDirection[j] = 1
    const v = new Float64Array(j)
    for (let k = j - 1; k >= 0; k--) {
      if (L[k * p + k] === 0) continue
      v[k] = -L[j * p + k]
      for (let l = k + 1; l < j; l++) v[k] -= L[l * p + k] * v[l]
      if (Math.abs(v[k]) > 1e-3) inDirection[k] = 1
    }
  }
  return inDirection
}

/** The information with the rows and columns of the marked coefficients 0, so that they stay where they are. */
function without(information: Float64Array, marked: Uint8Array): Float64Array {
  if (!marked.includes(1)) return information
  const p = marked.length
  return information.map((value, jk) => (marked[Math.floor(jk / p)] || marked[jk % p] ? 0 : value))
}

function isFiniteMatrix(matrix: Float64Array): boolean {
  for (let i = 0; i < matrix.length; i++) if (!Number.isFinite(matrix[i])) return false
  return true
}
