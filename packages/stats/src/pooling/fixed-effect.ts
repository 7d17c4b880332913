import { chiSquareCdf } from '../special/chi-square.ts'
import { normalCdf } from '../special/normal.ts'
import { criticalValue } from '../survival/survival-interval.ts'
import { demandEstimates } from './estimates.ts'

/** What several estimates of one quantity give together; an interval for the mean, and how far the estimates disagree. */
export type Pooled = {
  readonly estimate: number
  readonly standardError: number
  readonly lower: number
  readonly upper: number
  readonly statistic: number
  readonly p: number
  /** Shares of the estimates in the mean; they sum to 1. */
  readonly weights: Float64Array
}

export type Heterogeneity = { readonly q: number; readonly degreesOfFreedom: number; readonly p: number }

/**
 * Inverse-variance mean of k independent estimates that share one true value.
 *
 *   μ = Σ wᵢ yᵢ / Σ wᵢ,  wᵢ = 1/vᵢ,  se = (Σ wᵢ)^(−½)        Q = Σ wᵢ (yᵢ − μ)² ~ χ²(k − 1)
 *
 * @param y  k ≥ 1 estimates, such as log ratios
 * @param v  k variances > 0, taken as known
 * @param level  of the normal interval
 * @returns the mean with z and two-sided p; Q of one estimate is 0 with p = 1
 * @throws RangeError if lengths differ, an estimate is not finite, a variance is not > 0, or level is not in (0, 1)
 *
 * Source: Cochran 1954, Biometrics 10:101; Hedges & Olkin 1985, Statistical Methods for Meta-Analysis, ch. 6.
 * Checked: R metafor 3.8-1 `rma(method = "FE")`, three sets, to 1e-12 relative; two estimates by hand.
 */
export function fixedEffect(
  y: Float64Array,
  v: Float64Array,
  level: number,
): Pooled & { readonly heterogeneity: Heterogeneity } {
  demandEstimates('fixedEffect', y, v, 1)
  const half = criticalValue('fixedEffect', level)
  const w = v.map((variance) => 1 / variance)
  const total = sum(w)
  const estimate = weightedMean(w, y)
  const standardError = Math.sqrt(1 / total)
  const z = estimate / standardError
  return {
    estimate,
    standardError,
    lower: estimate - half * standardError,
    upper: estimate + half * standardError,
    statistic: z,
    p: 2 * normalCdf(Math.abs(z), { upper: true }),
    weights: w.map((each) => each / total),
    heterogeneity: heterogeneity(y, w, estimate),
  }
}

export function sum(x: Float64Array): number {
  return x.reduce((total, each) => total + each, 0)
}

export function weightedMean(w: Float64Array, y: Float64Array): number {
  return sum(w.map((each, i) => each * y[i])) / sum(w)
}

function heterogeneity(y: Float64Array, w: Float64Array, mean: number): Heterogeneity {
  const q = sum(w.map((each, i) => each * (y[i] - mean) ** 2))
  const degreesOfFreedom = y.length - 1
  return { q, degreesOfFreedom, p: chiSquareCdf(q, degreesOfFreedom, { upper: true }) }
}
