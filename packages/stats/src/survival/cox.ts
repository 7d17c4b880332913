/**
 * Proportional hazards regression: h_i(t) = h_0(t) exp(x_iᵀβ), β by maximum partial likelihood.
 *
 * @param time    n ends of follow-up, finite, ≥ 0
 * @param event   n flags: 1 event, 0 censored
 * @param X       p columns of n finite covariates; p = 0 gives the null likelihood
 * @param options `ties` efron (default), breslow or exact (the discrete likelihood); `entry` for (entry, time] rows, hence
 *                late entry and time-dependent covariates; `strata` codes, each with a baseline hazard of its own; `weights` ≥ 0, a row
 *                of weight 0 is as absent; `offset`; `cluster` codes for the robust variance; `robust`, on by default where there are
 *                clusters or a weight that is not whole, as in R; `tied` to share a sort; `initial` coefficients, where the null
 *                likelihood and the score test then stand
 * @returns columns over the p coefficients, in the units of X. `standardErrors` are robust where `robust` is true.
 *          Flags: 'collinear', a column that those before it explain, has NaN; 'infinite', the likelihood is monotone in it, has ±∞ and
 *          no standard error. `converged` is false and `reason` says why when any coefficient is infinite, iterations ran out, or there
 *          is no event; without events or convergence all coefficients are NaN. `lastIterate` is where Newton stopped, finite always
 * @throws RangeError  lengths that differ, values that are not finite, negative weights, codes below 0, weights with ties 'exact'
 *
 * Source: Cox 1972, J R Stat Soc B 34:187; Efron 1977, J Am Stat Assoc 72:557; robust: Lin & Wei 1989, J Am Stat Assoc 84:1074.
 * Checked: by hand (Therneau & Grambsch data sets 1 and 2); R survival 3.5-3 `coxph`, all 52 fits of the reference to 1e-8.
 */
import { coxEstimates } from './cox-estimates.ts'
import type { Cox } from './cox-estimates.ts'
import { coxModel } from './cox-model.ts'
import type { CoxOptions } from './cox-model.ts'
import { newton } from './cox-newton.ts'
import { coxProblem } from './cox-problem.ts'

export function cox(
  time: Float64Array,
  event: Uint8Array,
  X: readonly Float64Array[],
  options: CoxOptions = {},
): Cox {
  const model = coxModel(time, event, X, options)
  const { sets, columns, likelihood, newtonOptions } = coxProblem(model, options)
  const initial = columns.scale.map((scale, j) => (model.initial?.[j] ?? 0) / scale)
  const fit = newton(likelihood, initial, newtonOptions)
  return coxEstimates(fit, model, sets, columns)
}
