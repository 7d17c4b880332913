/**
 * Accelerated failure time regression: log T = β₀ + xβ + σ ε, or T itself for the two families on the whole line.
 *
 *   Weibull: ε extreme value, hazard ratio exp(−β/σ) · exponential: Weibull with σ = 1 · log-normal: ε normal ·
 *   log-logistic: ε logistic, odds ratio exp(−β/σ) · gaussian, logistic: T = β₀ + xβ + σ ε
 *
 * @param times  n times, exact, right-, left- or interval-censored (`rightCensored`, `CensoredTimes`)
 * @param X      p columns of n finite covariates; the intercept is added
 * @param options  `distribution`; `weights` ≥ 0; `scale` fixes σ (the exponential has σ = 1 without it)
 * @returns `coefficients` and columns over β₀, β₁..β_p; `scale` σ; `variance` of (β₀..β_p, log σ), flat, without log σ where σ is
 *   fixed. Log-likelihoods are of T, not of log T. Flags as `cox`: 'collinear' is NaN; 'infinite', as where every row of a
 *   group is right censored, is ±∞ without standard error. `converged` is false and `reason` says why where anything is
 *   infinite or Newton did not settle, as where the model fits exact times without error; then σ and what is unknown are NaN
 * @throws RangeError for unequal lengths, intervals that are reversed or hold no number, an exact time of 0 under a law of
 *   log T, covariates that are not finite, a scale that is not > 0
 *
 * Source: Kalbfleisch & Prentice 2002, ch. 3; concave parametrization, Burridge 1981, J R Stat Soc B 43:41.
 *   R survival 3.5-3 `survreg`, which stops at a relative change of the log-likelihood of 1e-9; we go on until a step promises 1e-20.
 * Checked: every `survreg` fixture (six distributions; right, left and interval censoring; weights; fixed scale) to 1e-8.
 */
import { chiSquareCdf } from '../special/chi-square.ts'
import { aftFit } from './aft-fit.ts'
import { checkWeights } from './cause-codes.ts'
import { checkCensoredTimes } from './censored-times.ts'
import type { CensoredTimes } from './censored-times.ts'
import type { ChiSquareTest, CoxFlag } from './cox-estimates.ts'
import { extremeValue, logistic, normal } from './location-scale.ts'
import type { LocationScale } from './location-scale.ts'

export const aftFamilies = {
  weibull: { family: extremeValue, log: true },
  exponential: { family: extremeValue, log: true },
  lognormal: { family: normal, log: true },
  loglogistic: { family: logistic, log: true },
  gaussian: { family: normal, log: false },
  logistic: { family: logistic, log: false },
} as const satisfies Record<string, { family: LocationScale; log: boolean }>

export type AftDistribution = keyof typeof aftFamilies

export type AftOptions = {
  readonly distribution: AftDistribution
  readonly weights?: Float64Array
  readonly scale?: number
  readonly maxIterations?: number
}

export type AcceleratedFailureTime = {
  readonly distribution: AftDistribution
  readonly coefficients: Float64Array
  readonly standardErrors: Float64Array
  readonly scale: number
  readonly variance: Float64Array
  readonly flags: readonly CoxFlag[]
  readonly converged: boolean
  readonly reason?: string
  readonly iterations: number
  readonly logLikelihood: number
  /** Of the model with the intercept alone. */
  readonly nullLogLikelihood: number
  readonly likelihoodRatioTest: ChiSquareTest
  readonly n: number
}

export function acceleratedFailureTime(
  times: CensoredTimes,
  X: readonly Float64Array[],
  options: AftOptions,
): AcceleratedFailureTime {
  const weight = checkAft(times, X, options)
  const { distribution } = options
  const { family, log } = aftFamilies[distribution]
  const scale = options.scale ?? (distribution === 'exponential' ? 1 : undefined)
  const n = weight.length
  const lower = log ? times.lower.map(Math.log) : times.lower
  const upper = log ? times.upper.map(Math.log) : times.upper
  const inLogTime = log ? logTimes(lower, upper, weight) : 0

  const ask = (columns: readonly Float64Array[], start?: Float64Array) =>
    aftFit(family, columns, { lower, upper }, weight, {
      scale,
      start,
      maxIterations: options.maxIterations ?? 100,
    })
  // The model without covariates is cheap, and near enough to start the other from.
  const empty = ask([])
  const fit = X.length === 0 ? empty : ask(X, empty.reason ? undefined : empty.parameters)
  const estimated = fit.flags.filter((flag) => flag !== 'collinear').length - 1
  const statistic = 2 * (fit.logLikelihood - empty.logLikelihood)
  return {
    distribution,
    coefficients: fit.coefficients,
    standardErrors: fit.standardErrors,
    scale: fit.scale,
    variance: fit.variance,
    flags: fit.flags,
    converged: fit.reason === undefined,
    ...(fit.reason && { reason: fit.reason }),
    iterations: fit.iterations,
    logLikelihood: fit.logLikelihood - inLogTime,
    nullLogLikelihood: empty.logLikelihood - inLogTime,
    likelihoodRatioTest: {
      statistic,
      degreesOfFreedom: estimated,
      p: estimated > 0 && statistic >= 0 ? chiSquareCdf(statistic, estimated, { upper: true }) : NaN,
    },
    n,
  }
}

function checkAft(times: CensoredTimes, X: readonly Float64Array[], options: AftOptions): Float64Array {
  const name = 'acceleratedFailureTime'
  const { distribution, weights, scale } = options
  if (!(distribution in aftFamilies))
    throw new RangeError(
      `${name}: distribution is one of ${Object.keys(aftFamilies).join(', ')}, got ${distribution}`,
    )
  const { log } = aftFamilies[distribution]
  checkCensoredTimes(name, times, log ? 0 : -Infinity)
  const n = times.lower.length
  if (n === 0) throw new RangeError(`${name}: at least one row is needed, got none`)
  if (log)
    for (let i = 0; i < n; i++)
      if (times.upper[i] === 0)
        throw new RangeError(`${name}: under a law of log T a time must be > 0, row ${i} is 0`)
  X.forEach((column, j) => {
    if (column.length !== n)
      throw new RangeError(`${name}: column ${j + 1} of X must have ${n} rows, got ${column.length}`)
    for (let i = 0; i < n; i++)
      if (!Number.isFinite(column[i]))
        throw new RangeError(`${name}: column ${j + 1} of X must be finite, row ${i} is ${column[i]}`)
  })
  if (scale !== undefined && !(scale > 0 && scale < Infinity))
    throw new RangeError(`${name}: scale must be a finite number > 0, got ${scale}`)
  if (!weights) return new Float64Array(n).fill(1)
  checkWeights(name, n, weights)
  if (!weights.some((w) => w > 0)) throw new RangeError(`${name}: some weight must be > 0, all are 0`)
  return weights
}

/** Σ log t over exact times: log f_T(t) = log f_Y(log t) − log t. */
function logTimes(lower: Float64Array, upper: Float64Array, weight: Float64Array): number {
  let sum = 0
  for (let i = 0; i < lower.length; i++) if (lower[i] === upper[i]) sum += weight[i] * lower[i]
  return sum
}
