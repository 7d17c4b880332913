/** A checked model made ready for an optimiser: its risk sets, its scaled columns and its partial log-likelihood. */
import { coxColumns } from './cox-columns.ts'
import type { CoxColumns } from './cox-columns.ts'
import { exactPartialLikelihood } from './cox-exact-likelihood.ts'
import { efronOrBreslow } from './cox-likelihood.ts'
import type { CoxModel } from './cox-model.ts'
import type { NewtonOptions, Objective } from './cox-newton.ts'
import { riskSets } from './cox-risk-sets.ts'
import type { RiskSets } from './cox-risk-sets.ts'

export type CoxProblem = {
  readonly sets: RiskSets
  readonly columns: CoxColumns
  readonly likelihood: Objective
  readonly newtonOptions: NewtonOptions
}

export function coxProblem(model: CoxModel, { epsilon = 1e-9, maxIterations = 20 } = {}): CoxProblem {
  const sets = riskSets(model.tied, model.event, model.strata, model.weights)
  const columns = coxColumns(sets, model.X, model.weights, model.offset)
  const { ties, singularTolerance } = model
  const counting = model.tied.entry !== undefined
  const likelihood =
    ties === 'exact' ? exactPartialLikelihood(sets, columns) : efronOrBreslow(sets, columns, ties)
  return {
    sets,
    columns,
    likelihood,
    newtonOptions: {
      epsilon,
      maxIterations,
      singularTolerance,
      undamped: counting || ties === 'exact',
    },
  }
}

/** A flat p × p matrix of the scaled columns, in the units of the caller. */
export function inCallersUnits(V: Float64Array, scale: Float64Array): Float64Array {
  const p = scale.length
  return V.map((v, jk) => v * scale[Math.floor(jk / p)] * scale[jk % p])
}
