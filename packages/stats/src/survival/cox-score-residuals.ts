/**
 * Score residuals of a proportional hazards model: what each row adds to the gradient of the partial likelihood,
 *
 *   U_i = ∫ (x_i − x̄(t)) dM_i(t)
 *
 * and from them dfbeta, U V, the approximate change of each coefficient when the row is left out; dfbetas divides by standard errors.
 * In running sums: U_i = x_i M_i − δ_i x̄(t_i) + exp(η_i) Σ x̄ dΛ̂, so O(n p) (R 3.5-3 goes through every pair of row and event).
 *
 * @param weighted  multiply by the case weight; R does so for dfbeta and dfbetas but not for score
 * @returns p columns of n values, in the order of the rows given to `cox`; NaN for a row of weight 0
 * @throws RangeError for ties 'exact', whose score does not split by rows
 *
 * Source: Therneau, Grambsch & Fleming 1990, Biometrika 77:147; Efron's ties: Therneau & Grambsch 2000, §4.7 and app. E.
 * Checked: R survival 3.5-3 `residuals(fit, 'score' | 'dfbeta' | 'dfbetas')`, every fixture to 1e-8.
 */
import type { Cox } from './cox-estimates.ts'
import { coxState } from './cox-state.ts'
import type { CoxState } from './cox-state.ts'
import { riskSums } from './cox-risk-sums.ts'
import { timeMet } from './cox-time-met.ts'

export function scoreResiduals(fit: Cox, { weighted = false } = {}): Float64Array[] {
  demandSplitTies(fit, 'scoreResiduals')
  const state = coxState(fit)
  const { rows } = state.sets
  return scoreByPlace(state).map((byPlace, j) => {
    const residuals = new Float64Array(fit.model.event.length).fill(NaN)
    const scale = state.columns.scale[j]
    for (let i = 0; i < rows.length; i++)
      residuals[rows[i]] = (byPlace[i] / scale) * (weighted ? state.columns.weight[i] : 1)
    return residuals
  })
}

export function dfbetaResiduals(fit: Cox, { weighted = true } = {}): Float64Array[] {
  demandSplitTies(fit, 'dfbetaResiduals')
  const score = scoreResiduals(fit, { weighted })
  return timesVariance(score, fit.variance)
}

export function dfbetasResiduals(fit: Cox, { weighted = true } = {}): Float64Array[] {
  const p = fit.coefficients.length
  return dfbetaResiduals(fit, { weighted }).map((column, j) => {
    const perError = Math.sqrt(1 / fit.variance[j * p + j])
    return column.map((value) => value * perError)
  })
}

/** The residuals in the scaled columns, by place and per unit of weight. */
export function scoreByPlace({ sets, columns, relativeRisk, risk, terms }: CoxState): Float64Array[] {
  const met = timeMet(sets, terms.hazard, terms.ownHazard)
  const { groupStart, groupEnd } = sets
  const groups = groupStart.length
  const product = new Float64Array(columns.n)
  const hazardMean = new Float64Array(groups)
  const ownMean = new Float64Array(groups)
  return columns.X.map((x) => {
    for (let i = 0; i < columns.n; i++) product[i] = risk[i] * x[i]
    const { all, failing } = riskSums(sets, product)
    for (let g = 0; g < groups; g++) {
      hazardMean[g] = terms.hazardMeanS[g] * all[g] - terms.hazardMeanD[g] * failing[g]
      ownMean[g] = terms.ownMeanS[g] * all[g] - terms.ownMeanD[g] * failing[g]
    }
    const meansMet = timeMet(sets, hazardMean, ownMean)
    const score = new Float64Array(columns.n)
    for (let i = 0; i < columns.n; i++) score[i] = relativeRisk[i] * (meansMet[i] - x[i] * met[i])
    for (let g = 0; g < groups; g++) {
      const mean = terms.meanS[g] * all[g] - terms.meanD[g] * failing[g]
      for (let i = groupStart[g]; i < groupEnd[g]; i++) score[i] += x[i] - mean
    }
    return score
  })
}

function timesVariance(columns: readonly Float64Array[], variance: Float64Array): Float64Array[] {
  const p = columns.length
  return columns.map((first, j) => {
    const sum = new Float64Array(first.length)
    for (let k = 0; k < p; k++) {
      const v = variance[k * p + j]
      const column = columns[k]
      for (let i = 0; i < sum.length; i++) sum[i] += column[i] * v
    }
    return sum
  })
}

export function demandSplitTies(fit: Cox, caller: string) {
  if (fit.model.ties === 'exact')
    throw new RangeError(`${caller}: ties must be 'efron' or 'breslow', the fit has 'exact'`)
}
