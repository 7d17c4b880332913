/**
 * Survival curves that a proportional hazards fit predicts for given covariates.
 *
 *   Λ̂(t|x) = Λ̂_0(t) e^{xβ}      S = e^{−Λ̂}
 *   Var Λ̂(t|x) = e^{2xβ} [ Σ_{s≤t} Σ_k ω_k/(S0 − f_k D0)² + q′ V q ],   q = Λ̂_0(t) x − Σ_{s≤t} Σ_k x̄_k dΛ̂_k
 *
 * with V robust where the fit is, and covariates that do not change in time.
 *
 * @param covariates  vectors of p finite values, one for each curve
 * @param options     `stratum`, the code of the baseline to follow (default 0), and `offset` (default 0)
 * @returns columns by distinct time of the stratum; pass a curve to `survivalInterval`, `survivalQuantile` or `survivalAt`
 * @throws RangeError for covariates that do not fit, a stratum that does not exist, a fit without finite coefficients
 *
 * Source: Tsiatis 1981, Ann Stat 9:93; Efron: Therneau & Grambsch 2000, ch. 10. Where they end at a censored time, so does R.
 * Checked: R survival 3.5-3 `survfit(coxph, newdata)`, every fixture: survival, standard error and log limits to 1e-8. O(n p²).
 */
import { demandCurve, relativeRisk } from './cox-baseline.ts'
import type { Cox } from './cox-estimates.ts'
import { riskSums } from './cox-risk-sums.ts'
import { coxState } from './cox-state.ts'
import type { CoxState } from './cox-state.ts'
import { cumulated, stratumTimes } from './cox-times.ts'

export type CoxCurve = {
  readonly time: Float64Array
  readonly atRisk: Float64Array // sums of weights
  readonly events: Float64Array
  readonly censored: Float64Array
  readonly survival: Float64Array
  readonly cumulativeHazard: Float64Array
  /** Variance of the cumulative hazard, hence of log survival: what Greenwood's sum is to a Kaplan–Meier curve. */
  readonly greenwood: Float64Array
}

export function coxCurves(
  fit: Cox,
  covariates: readonly Float64Array[],
  { stratum = 0, offset = 0 } = {},
): CoxCurve[] {
  for (const x of covariates) demandCurve(fit, x, 'coxCurves')
  const state = coxState(fit)
  const strata = state.sets.stratumStart.length - 1
  if (!(Number.isInteger(stratum) && stratum >= 0 && stratum < strata))
    throw new RangeError(`coxCurves: stratum must be a code from 0 to ${strata - 1}, got ${stratum}`)
  if (!Number.isFinite(offset)) throw new RangeError(`coxCurves: offset must be finite, got ${offset}`)

  const { group, ...times } = stratumTimes(state, fit.model, stratum)
  const hazard = cumulated(state.terms.hazard, group)
  const variance = cumulated(state.terms.variance, group)
  const means = hazardMeans(state).map((amounts) => cumulated(amounts, group))
  const { scale, centre } = state.columns
  const V = fit.robustVariance ?? fit.variance
  return covariates.map((x) => {
    const relative = relativeRisk(state, fit, stratum, x, offset)
    const q = new Float64Array(x.length)
    const greenwood = variance.map((sum, r) => {
      x.forEach((value, j) => {
        q[j] = hazard[r] * (value - centre[j][stratum]) - means[j][r] / scale[j]
      })
      return (sum + quadratic(V, q)) * relative * relative
    })
    const cumulativeHazard = hazard.map((h) => h * relative)
    return { ...times, survival: cumulativeHazard.map((h) => Math.exp(-h)), cumulativeHazard, greenwood }
  })
}

/** Per covariate and group, Σ_k x̄_k dΛ̂_k in the scaled columns. */
function hazardMeans({ sets, columns, risk, terms }: CoxState): Float64Array[] {
  return columns.X.map((x) => {
    const product = risk.map((r, i) => r * x[i])
    const { all, failing } = riskSums(sets, product)
    return all.map((sum, g) => terms.hazardMeanS[g] * sum - terms.hazardMeanD[g] * failing[g])
  })
}

function quadratic(V: Float64Array, q: Float64Array): number {
  const p = q.length
  let form = 0
  for (let j = 0; j < p; j++) for (let k = 0; k < p; k++) form += q[j] * V[j * p + k] * q[k]
  return form
}
