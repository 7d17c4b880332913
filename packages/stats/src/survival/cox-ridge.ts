/**
 * Ridge-penalised Cox regression: the maximum of ℓ(β) − θ/2 Σ_j s_j β_j², with s_j the variance of column j, or 1.
 *
 * @param options  as `cox`, and `theta` ≥ 0, `scale` (default true: s_j = variance of the column, R's `ridge(scale = TRUE)`)
 * @returns coefficients; `variance` H⁻¹ and `sandwichVariance` H⁻¹ I H⁻¹ with H = I + θ s; `degreesOfFreedom` tr(I H⁻¹); ℓ, not penalised, at
 *          0 and at the estimate
 * @throws RangeError as `cox`; for theta that is negative or not finite; ties 'exact'
 *
 * Source: Gray 1992, J Am Stat Assoc 87:942; Verweij & Van Houwelingen 1994, Stat Med 13:2427.
 * Checked: R survival 3.5-3 `coxph(ridge())` to 1e-8 (reference/cox_penalized.R).
 */
import { choleskyInverse } from '../numeric/cholesky.ts'
import { coxModel } from './cox-model.ts'
import type { CoxOptions } from './cox-model.ts'
import { newton } from './cox-newton.ts'
import type { Objective } from './cox-newton.ts'
import { coxProblem, inCallersUnits } from './cox-problem.ts'
import { sandwich } from './cox-robust.ts'

export type RidgeOptions = CoxOptions & { readonly theta: number; readonly scale?: boolean }

export type RidgeCox = {
  readonly coefficients: Float64Array
  readonly variance: Float64Array
  readonly sandwichVariance: Float64Array
  readonly degreesOfFreedom: number
  readonly nullLogLikelihood: number
  readonly logLikelihood: number
  readonly converged: boolean
  readonly reason?: string
}

export function ridgeCox(
  time: Float64Array,
  event: Uint8Array,
  X: readonly Float64Array[],
  { theta, scale: byVariance = true, ...options }: RidgeOptions,
): RidgeCox {
  if (!(theta >= 0 && theta < Infinity))
    throw new RangeError(`ridgeCox: theta must be finite and ≥ 0, got ${theta}`)
  const model = coxModel(time, event, X, { ...options, robust: false })
  if (model.ties === 'exact') throw new RangeError("ridgeCox: ties must be 'efron' or 'breslow', got 'exact'")
  const { columns, likelihood, newtonOptions } = coxProblem(model, {
    epsilon: 1e-12,
    maxIterations: 50,
    ...options,
  })
  const { scale } = columns
  const p = X.length
  const strength = Float64Array.from(
    X,
    (column, j) => theta * (byVariance ? variance(column) : 1) * scale[j] ** 2,
  )
  const fit = newton(penalized(likelihood, strength), new Float64Array(p), newtonOptions)
  const known = fit.settled && likelihood.moments.some((moment) => moment > 0)
  const logLikelihood = likelihood.at(fit.beta)
  const I = likelihood.information.slice()
  const nullLogLikelihood = likelihood.at(new Float64Array(p))
  const H = choleskyInverse(fit.decomposition)
  let degreesOfFreedom = 0
  for (let j = 0; j < p; j++) for (let k = 0; k < p; k++) degreesOfFreedom += H[j * p + k] * I[k * p + j]
  return {
    coefficients: fit.beta.map((b, j) => (known && !fit.collinear[j] ? b * scale[j] : NaN)),
    variance: inCallersUnits(H, scale),
    sandwichVariance: inCallersUnits(sandwich(H, I, p), scale),
    degreesOfFreedom,
    nullLogLikelihood,
    logLikelihood,
    converged: known,
    ...(!known && { reason: `the penalised likelihood had not settled after ${fit.iterations} iterations` }),
  }
}

/** ℓ − ½ Σ s_j β_j². */
function penalized({ score, information, moments, at }: Objective, strength: Float64Array): Objective {
  const p = strength.length
  return {
    score,
    information,
    moments,
    at: (beta) => {
      let value = at(beta)
      for (let j = 0; j < p; j++) {
        value -= (strength[j] * beta[j] * beta[j]) / 2
        score[j] -= strength[j] * beta[j]
        information[j * p + j] += strength[j]
      }
      return value
    },
  }
}

function variance(column: Float64Array): number {
  let mean = 0
  for (let i = 0; i < column.length; i++) mean += column[i] / column.length
  let sum = 0
  for (let i = 0; i < column.length; i++) sum += (column[i] - mean) ** 2
  return sum / (column.length - 1)
}
