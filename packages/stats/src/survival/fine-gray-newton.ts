import { cholesky, choleskyQuadraticForm, choleskySolve } from '../numeric/cholesky.ts'
import type { Cholesky } from '../numeric/cholesky.ts'
import type { FineGrayLikelihood } from './fine-gray-likelihood.ts'

/**
 * Newton–Raphson: stop when the next step promises less than 1e-20, in whatever units, or by cmprsk's rule, where its gtol is
 * given: max |u_j| max(|β_j|, 1) < gtol · max(|ℓ|, 1), in the caller's units. A step that gains less than 1e-4 of what its
 * slope promised is halved, 20 times at most, as there.
 *
 * A column without information at β = 0 is collinear. A gradient can vanish while β runs away: then each step is still as
 * long as the last, or the information is lost. A coefficient whose next step is longer than a hundredth of its column's own
 * unit, or whose information has fallen to 1e-10 of what it was, is infinite.
 */
export function fineGrayNewton(
  likelihood: FineGrayLikelihood,
  scale: Float64Array,
  gradientTolerance: number | undefined,
  maxIterations: number,
): FineGrayFit {
  const { score, information, at } = likelihood
  const p = scale.length
  let beta: Float64Array = new Float64Array(p)
  let logLikelihood = at(beta)
  const nullLogLikelihood = logLikelihood
  let decomposition = cholesky(information, p)
  const pivots = () => Float64Array.from(scale, (_, j) => decomposition.factor[j * p + j])
  const first = pivots()
  const collinear = Uint8Array.from(first, (pivot) => (pivot === 0 ? 1 : 0))
  const scoreTest = choleskyQuadraticForm(decomposition, score)
  let settled = false
  let iterations = 0
  for (; ; iterations++) {
    let step: Float64Array = choleskySolve(decomposition, score)
    const promised = step.reduce((sum, s, j) => sum + s * score[j], 0)
    settled = promised < 1e-20 || isFlat()
    if (settled || iterations === maxIterations) break
    let next: Float64Array = beta
    let reached = NaN
    for (let halvings = 0; halvings <= 20; halvings++) {
      next = beta.map((b, j) => b + step[j])
      reached = at(next)
      if (reached >= logLikelihood + 1e-4 * 0.5 ** halvings * promised) break
      // The last digits of ℓ cannot tell a short step from none.
      if (
        halvings === 0 &&
        promised < 1e-12 * Math.max(1, Math.abs(logLikelihood)) &&
        Number.isFinite(reached)
      )
        break
      step = step.map((s) => s / 2)
      if (halvings === 20) {
        at(beta)
        return fit()
      }
    }
    beta = next
    logLikelihood = reached
    decomposition = cholesky(information, p)
  }
  return fit()

  function isFlat(): boolean {
    if (gradientTolerance === undefined) return false
    let steepest = 0
    for (let j = 0; j < p; j++) {
      if (decomposition.factor[j * p + j] === 0) continue
      steepest = Math.max(steepest, Math.abs(score[j] / scale[j]) * Math.max(Math.abs(beta[j] * scale[j]), 1))
    }
    return steepest < gradientTolerance * Math.max(Math.abs(logLikelihood), 1)
  }

  function fit(): FineGrayFit {
    const lost = pivots().map((pivot, j) => (pivot <= 1e-10 * first[j] ? 1 : 0))
    const step = choleskySolve(decomposition, score)
    const runs = (j: number) => settled && !collinear[j] && (lost[j] === 1 || Math.abs(step[j]) > 0.01)
    return {
      beta,
      nullLogLikelihood,
      logLikelihood,
      scoreTest,
      iterations,
      settled,
      collinear,
      infinite: Uint8Array.from(scale, (_, j) => (runs(j) ? 1 : 0)),
      decomposition,
    }
  }
}

export type FineGrayFit = {
  readonly beta: Float64Array
  readonly nullLogLikelihood: number
  readonly logLikelihood: number
  readonly scoreTest: number
  readonly iterations: number
  readonly settled: boolean
  readonly collinear: Uint8Array
  readonly infinite: Uint8Array
  readonly decomposition: Cholesky
}
