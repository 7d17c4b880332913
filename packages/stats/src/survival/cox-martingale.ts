/**
 * Martingale residuals of a proportional hazards model: observed less expected events of each row,
 *
 *   M_i = δ_i − exp(η_i) Σ_{t: i at risk} dΛ̂(t),     and for deviance: sign(M_i) √(−2 [M_i + δ_i log(δ_i − M_i)])
 *
 * with Efron's share of the own hazard where events are tied.
 *
 * @returns n values in the order of the rows given to `cox`; NaN for a row of weight 0, which took no part
 *
 * Source: Therneau, Grambsch & Fleming 1990, Biometrika 77:147. For ties 'exact' the hazard is Breslow's, as in R.
 * Checked: R survival 3.5-3 `residuals(fit, 'martingale')`, 'deviance', every fixture to 1e-8; they sum to 0 with weights. O(n).
 */
import type { Cox } from './cox-estimates.ts'
import { coxState } from './cox-state.ts'
import { timeMet } from './cox-time-met.ts'

export function martingaleResiduals(fit: Cox): Float64Array {
  const { sets, relativeRisk, terms } = coxState(fit)
  const met = timeMet(sets, terms.hazard, terms.ownHazard)
  const residuals = new Float64Array(fit.model.event.length).fill(NaN)
  sets.rows.forEach((row, i) => {
    residuals[row] = fit.model.event[row] - relativeRisk[i] * met[i]
  })
  return residuals
}

export function devianceResiduals(fit: Cox): Float64Array {
  return martingaleResiduals(fit).map((m, row) => {
    const event = fit.model.event[row]
    const deviance = -2 * (m + (event === 0 ? 0 : Math.log(1 - m)))
    return Math.sign(m) * Math.sqrt(Math.max(0, deviance))
  })
}
