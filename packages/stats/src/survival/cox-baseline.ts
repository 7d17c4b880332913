/**
 * Cumulative baseline hazard of a proportional hazards fit, per stratum.
 *
 *   Λ̂_0(t) = Σ_{s≤t} dΛ̂(s),   dΛ̂ = W/S0 (Breslow),   Σ_k ω_k/(S0 − f_k D0) where the fit is Efron's
 *
 * @param at  covariates of the baseline: 'zero', R's 'means' (basehaz with centered = TRUE), or p values
 * @param options.offset  of the baseline, 0 unless said; R's basehaz stands at the weighted mean of the offsets
 * @returns one row per distinct time of a stratum, censored times included, by stratum and time
 * @throws RangeError for covariates that are not p finite numbers, or a fit without finite coefficients
 *
 * Source: Breslow 1972, J R Stat Soc B 34:216; Efron: Therneau & Grambsch 2000, ch. 10.
 * Checked: R survival 3.5-3 `basehaz(fit, centered = FALSE)`, every fixture to 1e-8. O(n p).
 */
import type { Cox } from './cox-estimates.ts'
import { covariateMeans } from './cox-linear-predictor.ts'
import { coxState } from './cox-state.ts'
import type { CoxState } from './cox-state.ts'
import { cumulated, stratumTimes } from './cox-times.ts'

export type BaselineHazard = {
  readonly stratum: Int32Array
  readonly time: Float64Array
  readonly cumulativeHazard: Float64Array
}

export function baselineHazard(
  fit: Cox,
  at: 'zero' | 'means' | Float64Array = 'zero',
  { offset = 0 } = {},
): BaselineHazard {
  const x = at === 'means' ? covariateMeans(fit) : at === 'zero' ? new Float64Array(fit.model.X.length) : at
  demandCurve(fit, x, 'baselineHazard')
  const state = coxState(fit)
  const stratum: number[] = []
  const time: number[] = []
  const cumulativeHazard: number[] = []
  for (let s = 0; s + 1 < state.sets.stratumStart.length; s++) {
    const times = stratumTimes(state, fit.model, s)
    const relative = relativeRisk(state, fit, s, x, offset)
    const hazard = cumulated(state.terms.hazard, times.group)
    for (let r = 0; r < hazard.length; r++) {
      stratum.push(s)
      time.push(times.time[r])
      cumulativeHazard.push(hazard[r] * relative)
    }
  }
  return {
    stratum: Int32Array.from(stratum),
    time: Float64Array.from(time),
    cumulativeHazard: Float64Array.from(cumulativeHazard),
  }
}

/** exp of (x − centre of the stratum)β + offset, in the measure of the hazards of the state. */
export function relativeRisk(state: CoxState, fit: Cox, s: number, x: Float64Array, offset: number): number {
  const { centre, offsetCentre } = state.columns
  let eta = offset - offsetCentre[s] - state.shift
  for (let j = 0; j < x.length; j++) eta += (x[j] - centre[j][s]) * fit.lastIterate[j]
  return Math.exp(eta)
}

export function demandCurve(fit: Cox, x: Float64Array, caller: string) {
  if (fit.flags.includes('infinite') || fit.events === 0)
    throw new RangeError(`${caller}: a fit with finite coefficients is needed, this one says: ${fit.reason}`)
  if (x.length !== fit.model.X.length || !x.every(Number.isFinite))
    throw new RangeError(
      `${caller}: ${fit.model.X.length} finite covariates are needed, got [${x.join(', ')}]`,
    )
}
