/**
 * Hazard that is constant between given times, with proportional effects of covariates if any.
 *
 *   λ_i(t) = λ_k exp(x_iβ) for t in (c_{k−1}, c_k]        λ̂_k = d_k / Σ_i T_ik exp(x_iβ̂),  T_ik the time of row i in interval k
 *   ℓ(β) = Σ_events xβ + Σ_k d_k log λ̂_k(β) − d: the λ are gone, β stays, and ℓ is concave in it
 *
 * @param time   n ends of follow-up
 * @param event  n flags
 * @param cuts   inner bounds c_1 < … < c_m of the m + 1 intervals; the first begins at 0, the last has no end
 * @param options  `X` p columns; `entry`; `weights` ≥ 0
 * @returns by interval: `events`, `personTime`, `hazard` (at x = 0), `logHazardStandardError`; by covariate: `coefficients`,
 *   `standardErrors`, `flags` as `cox`; `variance` of (log λ, β) over all, flat. An interval without events has hazard 0 and
 *   standard error NaN, one without person-time has hazard NaN. `converged` is false and `reason` says why where a
 *   coefficient is infinite
 * @throws RangeError for unequal lengths, an entry not before its time, cuts that do not ascend or are not > 0, covariates not finite
 *
 * Source: Friedman 1982, Ann Statist 10:101; the same as Poisson regression of the events with the log of person-time as offset,
 *   Holford 1980, Biometrics 36:299. O(n (p² + log m) + m p) per iteration: rows are never split.
 * Checked: `piecewise_exponential` fixtures (R `glm`, Poisson, on split rows), 1e-8; by hand without covariates.
 */
import { cholesky, choleskyInverse } from '../numeric/cholesky.ts'
import { checkWeights } from './cause-codes.ts'
import { concaveMaximum } from './concave-maximum.ts'
import type { CoxFlag } from './cox-estimates.ts'
import { addCrossProduct, crossProductRoom } from './cox-cross-product.ts'
import { checkCuts, checkEpisodes, cutsBelow } from './episodes.ts'

export type PiecewiseExponential = {
  readonly cuts: Float64Array
  readonly events: Float64Array
  readonly personTime: Float64Array
  readonly hazard: Float64Array
  readonly logHazardStandardError: Float64Array
  readonly coefficients: Float64Array
  readonly standardErrors: Float64Array
  readonly variance: Float64Array
  readonly flags: readonly CoxFlag[]
  readonly converged: boolean
  readonly reason?: string
  readonly logLikelihood: number
  readonly iterations: number
}

export function piecewiseExponential(
  time: Float64Array,
  event: Uint8Array,
  cuts: Float64Array,
  {
    X = [],
    entry,
    weights,
  }: {
    readonly X?: readonly Float64Array[]
    readonly entry?: Float64Array
    readonly weights?: Float64Array
  } = {},
): PiecewiseExponential {
  const n = time.length
  const p = X.length
  checkPiecewise(time, event, cuts, X, entry)
  if (weights) checkWeights('piecewiseExponential', n, weights)
  const m = cuts.length + 1
  const begin = (k: number) => (k === 0 ? 0 : cuts[k - 1])
  const weight = weights ?? new Float64Array(n).fill(1)
  const last = Int32Array.from(time, (t) => cutsBelow(cuts, t, false))
  const first = Int32Array.from(time, (_, i) => (entry ? cutsBelow(cuts, entry[i], true) : 0))
  const events = new Float64Array(m)
  for (let i = 0; i < n; i++) if (event[i]) events[last[i]] += weight[i]
  const total = events.reduce((sum, d) => sum + d, 0)

  // Each covariate about its mean, which only moves log λ.
  const centre = Float64Array.from(X, (column) => column.reduce((sum, x) => sum + x, 0) / n)
  const columns = X.map((column, j) => column.map((x) => x - centre[j]))
  const gradient = new Float64Array(p)
  const information = new Float64Array(p * p)
  const risk = new Float64Array(n)
  const exposed = new Float64Array(n)
  const S0 = new Float64Array(m)
  const S1 = columns.map(() => new Float64Array(m))
  const room = crossProductRoom(p)
  const fit = concaveMaximum({ gradient, information, at }, new Float64Array(p))
  at(fit.parameters)

  const flags = Array.from({ length: p }, (_, j): CoxFlag =>
    fit.collinear[j] ? 'collinear' : fit.infinite[j] ? 'infinite' : 'estimated',
  )
  const infinite = [...flags.keys()].filter((j) => flags[j] === 'infinite')
  const reason =
    total === 0 && p > 0
      ? 'no row has an event'
      : infinite.length > 0
        ? `the likelihood is monotone in coefficient ${infinite.map((j) => j + 1).join(', ')}`
        : fit.settled
          ? undefined
          : `not settled after ${fit.iterations} iterations`
  const coefficients = fit.parameters.map((b, j) => {
    if (total === 0 || flags[j] === 'collinear' || !fit.settled) return NaN
    return flags[j] === 'infinite' ? Math.sign(b) * Infinity : b
  })
  const atZero = Math.exp(-fit.parameters.reduce((sum, b, j) => sum + b * centre[j], 0))
  const size = m + p
  const variance = jointVariance()
  return {
    cuts,
    events,
    personTime: exposure(weight),
    hazard: S0.map((s, k) => (s > 0 ? (events[k] / s) * atZero : NaN)),
    logHazardStandardError: S0.map((_, k) => (events[k] > 0 ? Math.sqrt(variance[k * size + k]) : NaN)),
    coefficients,
    standardErrors: coefficients.map((b, j) =>
      Number.isFinite(b) ? Math.sqrt(variance[(m + j) * size + m + j]) : NaN,
    ),
    variance,
    flags,
    converged: reason === undefined,
    ...(reason && { reason }),
    logLikelihood: fit.logLikelihood,
    iterations: fit.iterations,
  }

  function at(beta: Float64Array): number {
    risk.fill(0)
    columns.forEach((column, j) => column.forEach((x, i) => (risk[i] += beta[j] * x)))
    let logLikelihood = -total
    for (let i = 0; i < n; i++) if (event[i]) logLikelihood += weight[i] * risk[i]
    for (let i = 0; i < n; i++) risk[i] = weight[i] * Math.exp(risk[i])
    S0.set(exposure(risk))
    columns.forEach((column, j) => S1[j].set(exposure(risk.map((e, i) => e * column[i]))))
    const hazard = S0.map((s, k) => {
      if (events[k] > 0) logLikelihood += events[k] * Math.log(events[k] / s)
      return events[k] > 0 ? events[k] / s : 0
    })
    const cumulative = new Float64Array(m + 1)
    for (let k = 1; k < m; k++) cumulative[k] = cumulative[k - 1] + hazard[k - 1] * (begin(k) - begin(k - 1))
    const H = (t: number, k: number) => cumulative[k] + hazard[k] * (t - begin(k))
    for (let i = 0; i < n; i++)
      exposed[i] = risk[i] * (H(time[i], last[i]) - (entry ? H(entry[i], first[i]) : 0))
    information.fill(0)
    addCrossProduct(information, columns, exposed, 1, room)
    for (let j = 0; j < p; j++) {
      gradient[j] = 0
      for (let i = 0; i < n; i++) if (event[i]) gradient[j] += weight[i] * columns[j][i]
      for (let k = 0; k < m; k++) {
        if (events[k] === 0) continue
        gradient[j] -= hazard[k] * S1[j][k]
        for (let l = 0; l <= j; l++)
          information[j * p + l] -= (events[k] * S1[j][k] * S1[l][k]) / (S0[k] * S0[k])
      }
    }
    for (let j = 0; j < p; j++) for (let l = 0; l < j; l++) information[l * p + j] = information[j * p + l]
    return logLikelihood
  }

  /** Σ_i amount_i T_ik of every interval k: what fills an interval whole is added by differences. */
  function exposure(amount: Float64Array): Float64Array {
    const partial = new Float64Array(m)
    const whole = new Float64Array(m + 1)
    for (let i = 0; i < n; i++) {
      const a = first[i]
      const b = last[i]
      const start = entry ? entry[i] : 0
      if (a === b) {
        partial[a] += amount[i] * (time[i] - start)
        continue
      }
      partial[a] += amount[i] * (cuts[a] - start)
      partial[b] += amount[i] * (time[i] - begin(b))
      whole[a + 1] += amount[i]
      whole[b] -= amount[i]
    }
    for (let k = 1, running = 0; k < m; k++) {
      running += whole[k]
      if (k < cuts.length) partial[k] += running * (cuts[k] - begin(k))
    }
    return partial
  }

  /** Of log λ at x = 0 and β: log λ̂_k = log d_k − log S0_k(β), so its part is 1/d_k and the slope of log S0 − x̄ in β. */
  function jointVariance(): Float64Array {
    const V = choleskyInverse(cholesky(information, p))
    const joint = new Float64Array(size * size)
    for (let j = 0; j < p; j++) for (let l = 0; l < p; l++) joint[(m + j) * size + m + l] = V[j * p + l]
    for (let k = 0; k < m; k++) {
      for (let l = 0; l < p; l++) {
        let sum = 0
        for (let j = 0; j < p; j++) sum -= slope(k, j) * V[j * p + l]
        joint[k * size + m + l] = joint[(m + l) * size + k] = sum
      }
      for (let h = 0; h < m; h++) {
        let sum = h === k ? 1 / events[k] : 0
        for (let l = 0; l < p; l++) sum -= joint[k * size + m + l] * slope(h, l)
        joint[k * size + h] = sum
      }
    }
    return joint
  }

  function slope(k: number, j: number): number {
    return (S0[k] > 0 ? S1[j][k] / S0[k] : 0) + centre[j]
  }
}

function checkPiecewise(
  time: Float64Array,
  event: Uint8Array,
  cuts: Float64Array,
  X: readonly Float64Array[],
  entry?: Float64Array,
) {
  const name = 'piecewiseExponential'
  checkEpisodes(name, time, event, entry)
  if (time.length === 0) throw new RangeError(`${name}: at least one row is needed, got none`)
  checkCuts(name, cuts)
  if (cuts.length > 0 && !(cuts[0] > 0)) throw new RangeError(`${name}: cuts must be > 0, got ${cuts[0]}`)
  for (let i = 0; i < time.length; i++) {
    if (entry && entry[i] < 0)
      throw new RangeError(`${name}: every entry must be ≥ 0, row ${i} is ${entry[i]}`)
    if (event[i] > 1) throw new RangeError(`${name}: every event must be 0 or 1, row ${i} is ${event[i]}`)
  }
  X.forEach((column, j) => {
    if (column.length !== time.length)
      throw new RangeError(
        `${name}: column ${j + 1} of X must have ${time.length} rows, got ${column.length}`,
      )
    column.forEach((x, i) => {
      if (!Number.isFinite(x))
        throw new RangeError(`${name}: column ${j + 1} of X must be finite, row ${i} is ${x}`)
    })
  })
}
