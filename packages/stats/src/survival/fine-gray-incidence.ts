import type { FineGray } from './fine-gray.ts'

/**
 * The cumulative incidence that a Fine–Gray fit gives to one set of covariates.
 *
 *   F(t | x) = 1 − exp(−Λ₀(t) exp(xβ))
 *
 * @param fit  from `fineGray`
 * @param x    p finite covariates; those whose coefficient is collinear take no part
 * @returns columns over the times at which the cause occurs; all NaN where a coefficient that x needs is unknown or infinite
 * @throws RangeError for another number of covariates, or one that is not finite
 *
 * Source: Fine & Gray 1999, J Am Stat Assoc 94:496, §5; cmprsk `predict.crr`.
 * Checked: `predict.crr` fixtures, 1e-8.
 */
export function fineGrayIncidence(
  fit: FineGray,
  x: Float64Array,
): { readonly time: Float64Array; readonly incidence: Float64Array } {
  if (x.length !== fit.coefficients.length)
    throw new RangeError(`fineGrayIncidence: ${fit.coefficients.length} covariates, got ${x.length}`)
  if (!x.every(Number.isFinite)) throw new RangeError('fineGrayIncidence: every covariate must be finite')
  let predictor = 0
  x.forEach((value, j) => {
    if (fit.flags[j] !== 'collinear')
      predictor += fit.flags[j] === 'infinite' ? NaN : fit.coefficients[j] * value
  })
  let cumulative = 0
  const incidence = fit.baseline.hazard.map((h) => -Math.expm1(-(cumulative += h) * Math.exp(predictor)))
  return { time: fit.baseline.time, incidence }
}
