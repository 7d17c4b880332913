import type { AcceleratedFailureTime } from './accelerated-failure-time.ts'
import { aftFamilies } from './accelerated-failure-time.ts'
import type { CensoredTimes } from './censored-times.ts'

/** The location xβ (with the intercept) of each row of a fit; collinear columns, whose coefficient is NaN, take no part. */
export function aftLinearPredictors(
  { coefficients, flags }: AcceleratedFailureTime,
  X: readonly Float64Array[],
): Float64Array {
  if (X.length !== coefficients.length - 1)
    throw new RangeError(`aftLinearPredictors: ${coefficients.length - 1} columns, got ${X.length}`)
  const n = X.length > 0 ? X[0].length : 1
  const predictor = new Float64Array(n).fill(coefficients[0])
  X.forEach((column, j) => {
    if (flags[j + 1] === 'collinear') return
    for (let i = 0; i < n; i++) predictor[i] += coefficients[j + 1] * column[i]
  })
  return predictor
}

/**
 * Quantiles of the time of each row: t_p = exp(xβ + σ z_p), or xβ + σ z_p on the whole line.
 *
 * @returns one column per probability p in (0, 1)
 * @throws RangeError for a p outside
 * Checked: `predict_quantiles_first5` of every survreg fixture, 1e-8.
 */
export function aftQuantiles(
  fit: AcceleratedFailureTime,
  X: readonly Float64Array[],
  probabilities: readonly number[],
): Float64Array[] {
  const { family, log } = aftFamilies[fit.distribution]
  const predictor = aftLinearPredictors(fit, X)
  return probabilities.map((p) => {
    if (!(p > 0 && p < 1)) throw new RangeError(`aftQuantiles: 0 < p < 1, got ${p}`)
    const z = fit.scale * family.quantile(p)
    return predictor.map((location) => (log ? Math.exp(location + z) : location + z))
  })
}

/** S(t | x) of each row at its own time t. */
export function aftSurvival(
  fit: AcceleratedFailureTime,
  X: readonly Float64Array[],
  time: Float64Array,
): Float64Array {
  const { family, log } = aftFamilies[fit.distribution]
  const predictor = aftLinearPredictors(fit, X)
  return time.map((t, i) => {
    const location = predictor[predictor.length === 1 ? 0 : i]
    return Math.exp(family.logSurvival(((log ? Math.log(t) : t) - location) / fit.scale))
  })
}

/**
 * Deviance residuals: ± √(2 (best − ℓ_i)), best the largest that any location gives to row i at this σ; the sign is that of ∂ℓ_i/∂xβ,
 * so that a row that lasted longer than fitted is positive.
 *
 * Source: R survival 3.5-3 `residuals.survreg(type = 'deviance')`, but for Weibull intervals, where R's "best" is not attained
 *   by any location: log(1 − exp(−eʷ)) stands there for log(1 − e⁻ʷ), w the width over σ.
 * Checked: `deviance_resid_first20` of every survreg fixture, 1e-6 (the square root halves the digits near 0).
 */
export function aftDevianceResiduals(
  fit: AcceleratedFailureTime,
  { lower, upper }: CensoredTimes,
  X: readonly Float64Array[],
): Float64Array {
  const { family, log } = aftFamilies[fit.distribution]
  const predictor = aftLinearPredictors(fit, X)
  return lower.map((_, i) => {
    const location = predictor[predictor.length === 1 ? 0 : i]
    const z = (t: number) => ((log ? Math.log(t) : t) - location) / fit.scale
    const l = z(lower[i])
    const u = z(upper[i])
    if (l === u) return signed(-family.slope(l), family.saturatedExact - family.logDensity(l))
    if (u === Infinity) return l === -Infinity ? 0 : signed(1, -family.logSurvival(l))
    if (l === -Infinity) return signed(-1, -family.logCdf(u))
    const longer = family.logDensity(l) - family.logDensity(u)
    return signed(longer, family.saturated(u - l) - family.logInterval(l, u))
  })
}

const signed = (direction: number, short: number) => Math.sign(direction) * Math.sqrt(2 * Math.max(0, short))
