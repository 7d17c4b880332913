/** A model at given coefficients, in the order of its risk sets: what residuals, baselines and tests are computed from. */
import { coxColumns } from './cox-columns.ts'
import type { CoxColumns } from './cox-columns.ts'
import { groupTerms } from './cox-group-terms.ts'
import type { GroupTerms } from './cox-group-terms.ts'
import { linearPredictor } from './cox-likelihood.ts'
import type { CoxModel } from './cox-model.ts'
import { riskSets } from './cox-risk-sets.ts'
import type { RiskSets } from './cox-risk-sets.ts'

export type CoxState = {
  readonly sets: RiskSets
  readonly columns: CoxColumns
  readonly relativeRisk: Float64Array // exp(η) by place
  readonly risk: Float64Array // weight × exp(η)
  readonly terms: GroupTerms
  readonly shift: number // what was taken off every η to keep exp finite, mostly 0
}

/** At the coefficients where Newton stopped; a fit with ties 'exact' is seen as Breslow's, as R does. */
export function coxState(fit: { readonly model: CoxModel; readonly lastIterate: Float64Array }): CoxState {
  const { model, lastIterate } = fit
  const sets = riskSets(model.tied, model.event, model.strata, model.weights)
  const columns = coxColumns(sets, model.X, model.weights, model.offset)
  return coxStateAt(
    sets,
    columns,
    lastIterate.map((b, j) => b / columns.scale[j]),
    model.ties,
  )
}

export function coxStateAt(
  sets: RiskSets,
  columns: CoxColumns,
  beta: Float64Array,
  ties: CoxModel['ties'],
): CoxState {
  const relativeRisk = new Float64Array(columns.n)
  linearPredictor(columns, beta, relativeRisk)
  // Within a stratum only differences of η matter; below 700 above their greatest, exp stays finite.
  let greatest = -Infinity
  for (let i = 0; i < columns.n; i++) if (relativeRisk[i] > greatest) greatest = relativeRisk[i]
  const shift = Math.max(0, greatest - 700)
  const risk = new Float64Array(columns.n)
  for (let i = 0; i < columns.n; i++) {
    relativeRisk[i] = Math.exp(relativeRisk[i] - shift)
    risk[i] = columns.weight[i] * relativeRisk[i]
  }
  const terms = groupTerms(sets, risk, columns.weight, ties === 'efron' ? 'efron' : 'breslow')
  return { sets, columns, relativeRisk, risk, terms, shift }
}
