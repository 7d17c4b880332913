import { cholesky, choleskySolve } from '../numeric/cholesky.ts'
import type { Cholesky } from '../numeric/cholesky.ts'

/**
 * Newton with halving on a concave function: done when the next step promises less than 1e-20. A column without information
 * at the start is collinear; one that loses all but 1e-10 of it on the way, or whose steps stay long while they promise nothing,
 * is infinite.
 */
export function concaveMaximum(
  { gradient, information, at }: ConcaveFunction,
  start: Float64Array,
  maxIterations = 100,
): ConcaveMaximum {
  const p = start.length
  const pivots = () => Float64Array.from(start, (_, j) => decomposition.factor[j * p + j])
  let parameters = start
  let logLikelihood = at(parameters)
  let decomposition: Cholesky = cholesky(information, p)
  const first = pivots()
  const collinear = Uint8Array.from(first, (pivot) => (pivot === 0 ? 1 : 0))
  let step: Float64Array = choleskySolve(decomposition, gradient)
  const result = (settled: boolean, iterations: number) => {
    const lost = pivots().map((pivot, j) => (pivot <= 1e-10 * first[j] ? 1 : 0))
    const isLong = (j: number) => Math.abs(step[j]) > 1e-3 * Math.max(1, Math.abs(parameters[j]))
    const infinite = Uint8Array.from(start, (_, j) => (!collinear[j] && (lost[j] || isLong(j)) ? 1 : 0))
    return { parameters, logLikelihood, decomposition, settled, iterations, collinear, infinite }
  }
  for (let iteration = 0; iteration < maxIterations; iteration++) {
    const promised = step.reduce((sum, s, j) => sum + s * gradient[j], 0)
    if (promised < 1e-20) return result(true, iteration)
    let next: Float64Array = parameters
    let reached = -Infinity
    for (let halvings = 0, part = 1; halvings < 60; halvings++, part /= 2) {
      next = parameters.map((value, j) => value + part * step[j])
      reached = at(next)
      const gain = promised * part
      // The last digits of ℓ cannot tell a short step from none.
      const tooFine = gain < 1e-12 * Math.max(1, Math.abs(logLikelihood)) && Number.isFinite(reached)
      if (reached >= logLikelihood + 1e-4 * gain || tooFine) break
    }
    parameters = next
    logLikelihood = reached
    decomposition = cholesky(information, p)
    step = choleskySolve(decomposition, gradient)
  }
  return result(false, maxIterations)
}

/** Fills the gradient and the information (minus the Hessian, flat) at the parameters and returns the value. */
export type ConcaveFunction = {
  readonly gradient: Float64Array
  readonly information: Float64Array
  readonly at: (parameters: Float64Array) => number
}

export type ConcaveMaximum = {
  readonly parameters: Float64Array
  readonly logLikelihood: number
  readonly decomposition: Cholesky
  readonly settled: boolean
  readonly iterations: number
  readonly collinear: Uint8Array
  readonly infinite: Uint8Array
}
