import { root } from '../numeric/root.ts'
import { studentCdf, studentQuantile } from '../special/student.ts'
import { demandEstimates } from './estimates.ts'
import { fixedEffect, sum, weightedMean, type Heterogeneity, type Pooled } from './fixed-effect.ts'

export type RandomEffects = Pooled & {
  readonly degreesOfFreedom: number
  /** Variance of the true values between the estimates, by restricted maximum likelihood. */
  readonly tauSquared: number
  readonly tauSquaredStandardError: number
  /** Share of the total variance that lies between the estimates, 0 to 1. */
  readonly iSquared: number
  readonly heterogeneity: Heterogeneity
  /** Where the true value of one further estimate is expected. */
  readonly prediction: { readonly lower: number; readonly upper: number }
}

/**
 * Mean of k independent estimates whose true values differ, by restricted maximum likelihood, with the interval of Hartung and Knapp.
 *
 *   yᵢ ~ N(μ, vᵢ + τ²)   wᵢ = 1/(vᵢ + τ²)   μ = Σ wᵢ yᵢ / Σ wᵢ   se² = Σ wᵢ (yᵢ − μ)² / ((k − 1) Σ wᵢ)
 *   interval  μ ± t(k−1) se        prediction  μ ± t(k−1) √(τ² + se²)
 *   I² = τ² / (τ² + s²),  s² = (k − 1) Σ 1/vᵢ / ((Σ 1/vᵢ)² − Σ 1/vᵢ²)
 *
 * τ² is the highest point of the restricted likelihood on [0, ∞): the best of a grid, then the root of the score beside it.
 * The interval is not widened where the estimates agree better than chance; it can then be narrower than that of `fixedEffect`.
 *
 * @param y  k ≥ 2 estimates, such as log ratios
 * @param v  k variances > 0, taken as known
 * @param level  of both intervals
 * @throws RangeError as `fixedEffect`, and with fewer than two estimates
 *
 * Source: Viechtbauer 2005, J Educ Behav Stat 30:261 (REML); Hartung & Knapp 2001, Stat Med 20:1771 and 3875; Higgins & Thompson 2002,
 * Stat Med 21:1539 (I²); Higgins, Thompson & Spiegelhalter 2009, J R Stat Soc A 172:137 (prediction).
 * Checked: R metafor 3.8-1 `rma(method = "REML", test = "knha")` and `predict`, three sets, to 1e-8.
 */
export function randomEffects(y: Float64Array, v: Float64Array, level: number): RandomEffects {
  demandEstimates('randomEffects', y, v, 2)
  const { heterogeneity } = fixedEffect(y, v, level)
  const degreesOfFreedom = y.length - 1
  const tauSquared = restrictedTau(y, v)
  const w = v.map((variance) => 1 / (variance + tauSquared))
  const total = sum(w)
  const estimate = weightedMean(w, y)
  const standardError = Math.sqrt(spread(w, y, estimate) / (degreesOfFreedom * total))
  const t = studentQuantile((1 - level) / 2, degreesOfFreedom, { upper: true })
  const statistic = estimate / standardError
  const ahead = t * Math.sqrt(tauSquared + standardError ** 2)
  return {
    estimate,
    standardError,
    degreesOfFreedom,
    lower: estimate - t * standardError,
    upper: estimate + t * standardError,
    statistic,
    p: 2 * studentCdf(Math.abs(statistic), degreesOfFreedom, { upper: true }),
    weights: w.map((each) => each / total),
    tauSquared,
    tauSquaredStandardError: tauStandardError(w),
    iSquared: tauSquared / (tauSquared + typicalVariance(v)),
    heterogeneity,
    prediction: { lower: estimate - ahead, upper: estimate + ahead },
  }
}

function restrictedTau(y: Float64Array, v: Float64Array): number {
  const range = Math.max(...y) - Math.min(...y)
  const highest = range ** 2 + Math.max(...v) // beyond it the score is negative: every (yᵢ − μ)² is below τ²
  const grid = [0, ...Array.from({ length: 120 }, (_, i) => highest * 10 ** ((i - 119) / 12))]
  let best = 0
  const heights = grid.map((tau) => restrictedLikelihood(y, v, tau))
  for (let i = 1; i < grid.length; i++) if (heights[i] > heights[best]) best = i
  const lower = grid[Math.max(0, best - 1)]
  const upper = grid[Math.min(grid.length - 1, best + 1)]
  const score = (tau: number) => restrictedScore(y, v, tau)
  if (score(lower) <= 0) return lower
  return root(score, { lower, upper }).x
}

function restrictedLikelihood(y: Float64Array, v: Float64Array, tau: number): number {
  const w = v.map((variance) => 1 / (variance + tau))
  return 0.5 * (sum(w.map(Math.log)) - Math.log(sum(w)) - spread(w, y, weightedMean(w, y)))
}

function restrictedScore(y: Float64Array, v: Float64Array, tau: number): number {
  const w = v.map((variance) => 1 / (variance + tau))
  const squares = w.map((each) => each * each)
  return 0.5 * (spread(squares, y, weightedMean(w, y)) - sum(w) + sum(squares) / sum(w))
}

function spread(w: Float64Array, y: Float64Array, mean: number): number {
  return sum(w.map((each, i) => each * (y[i] - mean) ** 2))
}

/** From the expected information of the restricted likelihood, ½ tr(P²). */
function tauStandardError(w: Float64Array): number {
  const [one, two, three] = [1, 2, 3].map((power) => sum(w.map((each) => each ** power)))
  return Math.sqrt(2 / (two - (2 * three) / one + (two / one) ** 2))
}

function typicalVariance(v: Float64Array): number {
  const w = v.map((variance) => 1 / variance)
  const total = sum(w)
  return ((v.length - 1) * total) / (total ** 2 - sum(w.map((each) => each * each)))
}
