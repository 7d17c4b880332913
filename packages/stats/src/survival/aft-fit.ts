import { choleskyInverse } from '../numeric/cholesky.ts'
import { aftLikelihood } from './aft-likelihood.ts'
import type { CensoredTimes } from './censored-times.ts'
import { concaveMaximum } from './concave-maximum.ts'
import type { CoxFlag } from './cox-estimates.ts'
import type { LocationScale } from './location-scale.ts'

/** A fit in the units of the caller, of y = log T or T; `acceleratedFailureTime` says the rest. */
export type AftFit = {
  readonly coefficients: Float64Array
  readonly standardErrors: Float64Array
  readonly scale: number
  readonly variance: Float64Array
  readonly flags: readonly CoxFlag[]
  readonly reason?: string
  readonly iterations: number
  /** In working units. */
  readonly parameters: Float64Array
  readonly logLikelihood: number
}

/**
 * Location, scale and their variance by Newton in working units: y about its middle and over its spread, each x about its mean and
 * over its own deviation, so that all parameters are of one size and 1e8 + 1 keeps its digits.
 */
export function aftFit(
  family: LocationScale,
  X: readonly Float64Array[],
  { lower, upper }: CensoredTimes,
  weight: Float64Array,
  {
    scale,
    start: near,
    maxIterations,
  }: { readonly scale?: number; readonly start?: Float64Array; readonly maxIterations: number },
): AftFit {
  const n = lower.length
  const p = X.length + 1
  const { middle, spread, widest } = rough(lower, upper, weight)
  const y = (values: Float64Array) => values.map((v) => (v - middle) / spread)
  const units = X.map((column) => unit(column, weight))
  const columns = [
    new Float64Array(n).fill(1),
    ...X.map((column, j) => column.map((x) => (x - units[j].mean) / units[j].deviation)),
  ]
  const fixed = scale === undefined ? undefined : spread / scale
  const likelihood = aftLikelihood(family, columns, y(lower), y(upper), weight, fixed)
  const start = new Float64Array(fixed === undefined ? p + 1 : p)
  start[0] = near ? near[0] : 0
  if (fixed === undefined) start[p] = near ? near[1] : Math.min(1, 5 / widest)
  const newton = concaveMaximum(likelihood, start, maxIterations)
  const { parameters, decomposition } = newton
  const size = start.length
  const gamma = fixed ?? parameters[p]

  const flags = Array.from({ length: p }, (_, j): CoxFlag => {
    if (newton.collinear[j]) return 'collinear'
    return newton.infinite[j] ? 'infinite' : 'estimated'
  })
  // From (θ, γ) at the working units to (β, log σ) in those of the caller: β = T θ/γ, and d(1/γ) = −dγ/γ².
  const J = new Float64Array(size * size)
  const value = new Float64Array(p)
  const put = (row: number, column: number, factor: number) => {
    J[row * size + column] += (factor * spread) / gamma
    if (fixed === undefined) J[row * size + p] -= (factor * spread * parameters[column]) / gamma ** 2
    value[row] += (factor * spread * parameters[column]) / gamma
  }
  value[0] = middle
  put(0, 0, 1)
  for (let j = 1; j < p; j++) {
    const { mean, deviation } = units[j - 1]
    put(j, j, 1 / deviation)
    if (flags[j] === 'estimated') put(0, j, -mean / deviation)
  }
  if (fixed === undefined) J[p * size + p] = -1 / gamma
  const variance = transformed(J, choleskyInverse(decomposition), size)

  const names = [...flags.keys()].filter((j) => flags[j] === 'infinite')
  const shapeless = fixed === undefined && newton.infinite[p] === 1
  const lost = !newton.settled || shapeless
  const reason = !newton.settled
    ? `not settled after ${newton.iterations} iterations: the scale may be tending to 0`
    : names.length > 0 || shapeless
      ? `the likelihood is monotone in ${[...names.map((j) => (j === 0 ? 'the intercept' : `coefficient ${j}`)), ...(shapeless ? ['the scale'] : [])].join(', ')}`
      : undefined
  const coefficients = value.map((b, j) => {
    if (flags[j] === 'infinite') return lost ? NaN : Math.sign(parameters[j]) * Infinity
    return lost || flags[j] === 'collinear' ? NaN : b
  })
  // With any other coefficient at infinity the intercept has no meaning of its own where covariates are not centred.
  if (names.some((j) => j > 0 && units[j - 1].mean !== 0) && flags[0] === 'estimated')
    coefficients[0] = interceptOf()
  return {
    coefficients,
    standardErrors: coefficients.map((b, j) =>
      Number.isFinite(b) ? Math.sqrt(variance[j * size + j]) : NaN,
    ),
    scale: lost ? NaN : spread / gamma,
    variance,
    flags,
    ...(reason && { reason }),
    iterations: newton.iterations,
    parameters,
    logLikelihood: newton.logLikelihood - knownSpread(),
  }

  /** The likelihood of y is that of (y − middle)/spread over spread, for each exact time. */
  function knownSpread(): number {
    let exact = 0
    for (let i = 0; i < n; i++) if (lower[i] === upper[i]) exact += weight[i]
    return exact * Math.log(spread)
  }

  function interceptOf(): number {
    let intercept = middle + (spread * parameters[0]) / gamma
    for (let j = 1; j < p; j++)
      if (flags[j] !== 'collinear')
        intercept -= (spread * parameters[j] * units[j - 1].mean) / (gamma * units[j - 1].deviation)
    return intercept
  }
}

/** A location and a spread of y from what is known of each, good enough to start from. */
function rough(lower: Float64Array, upper: Float64Array, weight: Float64Array) {
  let total = 0
  let sum = 0
  let squares = 0
  for (let i = 0; i < lower.length; i++) {
    const y = !Number.isFinite(upper[i])
      ? lower[i]
      : !Number.isFinite(lower[i])
        ? upper[i]
        : (lower[i] + upper[i]) / 2
    if (!Number.isFinite(y) || weight[i] === 0) continue
    const before = total === 0 ? y : sum / total
    total += weight[i]
    sum += weight[i] * y
    squares += weight[i] * (y - before) * (y - sum / total)
  }
  const middle = total > 0 ? sum / total : 0
  const spread = total > 0 && squares > 0 ? Math.sqrt(squares / total) : 1
  // exp(z) of a far outlier would drown all other rows at the start
  let widest = 1
  for (let i = 0; i < lower.length; i++)
    for (const end of [lower[i], upper[i]])
      if (Number.isFinite(end)) widest = Math.max(widest, Math.abs(end - middle) / spread)
  return { middle, spread, widest }
}

function unit(column: Float64Array, weight: Float64Array) {
  let total = 0
  let sum = 0
  for (let i = 0; i < column.length; i++) {
    total += weight[i]
    sum += weight[i] * (column[i] - column[0])
  }
  const mean = column[0] + sum / total
  let deviation = 0
  for (let i = 0; i < column.length; i++) deviation += (weight[i] * Math.abs(column[i] - mean)) / total
  return { mean, deviation: deviation > 0 ? deviation : 1 }
}

/** J A Jᵀ. */
function transformed(J: Float64Array, A: Float64Array, size: number): Float64Array {
  const half = new Float64Array(size * size)
  const whole = new Float64Array(size * size)
  for (let i = 0; i < size; i++)
    for (let j = 0; j < size; j++)
      for (let k = 0; k < size; k++) half[i * size + j] += J[i * size + k] * A[k * size + j]
  for (let i = 0; i < size; i++)
    for (let j = 0; j < size; j++)
      for (let k = 0; k < size; k++) whole[i * size + j] += half[i * size + k] * J[j * size + k]
  return whole
}
