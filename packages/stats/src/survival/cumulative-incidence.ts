/**
 * Cumulative incidence of competing causes (Aalen–Johansen), with the infinitesimal-jackknife standard error.
 *
 *   F_k(t) = Σ_{t_j ≤ t} S(t_j−) d_kj / n_j        S(t) = Π_{t_j ≤ t} (1 − d_j / n_j)        S(t) + Σ_k F_k(t) = 1
 *   Var F_k(t) = Σ_i U_ik(t)²,  U_ik = the sum over the rows of unit i of w ∂F_k(t)/∂w
 *
 * @param time   n follow-up times ≥ 0, any order, one unit
 * @param cause  n codes: 0 censored, 1..K the cause that ended the follow-up; at a tie, causes come before censorings
 * @param options  `entry` left truncation, at risk on (entry, time]; `weights` case weights ≥ 0; `unit` whose rows vary
 *   together (codes 0..m−1, e.g. the several rows of one individual; default: each row alone); `causes` K, where a cause
 *   may be absent; `tied` the columns and order from `tiedTimes`, to share the sort
 * @returns one row per distinct time, in columns; `incidence[k − 1]` belongs to cause k. Where nobody ever has cause k both
 *   its incidence and its standard error are 0
 * @throws RangeError for unequal lengths, times that `tiedTimes` refuses, a cause that is not 0..K, a weight that is not a
 *   finite number ≥ 0
 *
 * Source: Aalen & Johansen 1978, Scand J Statist 5:141; the jackknife form as in R survival 3.5-3 `survfit` of a multi-state
 *   end point. R updates all n influences at each time, O(n²). Between its own entry and exit a row gains what everybody at
 *   risk gains, and after its exit U_ik is linear in F_k, so six running sums per cause carry Σ U²: O(n (log n + K)).
 * Checked: by hand (six rows); all `aalen_johansen` fixtures and reference/competing-risks.json, 1e-12 relative;
 *   the unit jackknife itself, computed row by row in the test.
 */
import { causeCount, checkWeights, codeCount } from './cause-codes.ts'
import { tiedTimes } from './tied-times.ts'
import type { TiedTimes } from './tied-times.ts'

export type CumulativeIncidence = {
  readonly time: Float64Array
  /** Rows at risk just before the time; `weightAtRisk` is their weight. */
  readonly atRisk: Float64Array
  readonly weightAtRisk: Float64Array
  /** Rows (not weights) that end by cause k = index + 1. */
  readonly events: readonly Float64Array[]
  readonly censored: Float64Array
  readonly survival: Float64Array
  readonly survivalStandardError: Float64Array
  readonly incidence: readonly Float64Array[]
  readonly standardError: readonly Float64Array[]
  /** Cumulative cause-specific hazard, Σ d_kj / n_j. */
  readonly cumulativeHazard: readonly Float64Array[]
  readonly n: number
  /** How many nearly equal times were merged. */
  readonly merged: number
}

export type CumulativeIncidenceOptions = {
  readonly entry?: Float64Array
  readonly weights?: Float64Array
  readonly unit?: Int32Array
  readonly causes?: number
  readonly tied?: TiedTimes
}

export function cumulativeIncidence(
  time: Float64Array,
  cause: Int32Array,
  options: CumulativeIncidenceOptions = {},
): CumulativeIncidence {
  const n = time.length
  const causes = causeCount('cumulativeIncidence', n, cause, options.causes)
  const { entry, weights, unit } = options
  if (weights) checkWeights('cumulativeIncidence', n, weights)
  const units = unit ? codeCount('cumulativeIncidence', 'unit', n, unit) : n
  const tied = options.tied ?? tiedTimes(time, entry)

  const curve = emptyCurve(distinctTimes(tied), causes, n, tied.merged)
  const influence = influenceSums(units, causes, unit ?? positions(tied.byTime), weights)
  const { byTime, byEntry } = tied
  const order = byEntry ?? byTime
  let entered = 0
  let survival = 1
  const incidence = new Float64Array(causes)
  const hazard = new Float64Array(causes)
  const moved = new Float64Array(causes)
  const jump = new Float64Array(causes)

  for (let from = 0, to = 0, j = 0; from < n; from = to, j++) {
    const t = tied.time[byTime[from]]
    while (entered < n && !(tied.entry && tied.entry[order[entered]] >= t)) influence.enter(order[entered++])
    moved.fill(0)
    let staying = influence.carriers()
    let censored = 0
    for (to = from; to < n && tied.time[byTime[to]] === t; to++) {
      const k = cause[byTime[to]]
      if (k === 0) censored++
      else {
        const weight = weights ? weights[byTime[to]] : 1
        curve.events[k - 1][j]++
        moved[k - 1] += weight
        if (weight > 0) staying--
      }
    }
    const weightAtRisk = influence.weightAtRisk()
    let total = 0
    for (let k = 0; k < causes; k++) total += moved[k]
    if (total > 0) {
      for (let k = 0; k < causes; k++) {
        jump[k] = (survival * moved[k]) / weightAtRisk
        hazard[k] += moved[k] / weightAtRisk
        incidence[k] += jump[k]
      }
      // Counted, not subtracted: fractional weights that all leave must end at exactly zero.
      const left = staying === 0 ? 0 : weightAtRisk - total
      influence.step(jump, weightAtRisk, left)
      for (let i = from; i < to; i++)
        if (cause[byTime[i]] > 0)
          influence.move(byTime[i], cause[byTime[i]] - 1, survival, weightAtRisk, left)
      survival *= left / weightAtRisk
    }
    curve.time[j] = t
    curve.atRisk[j] = entered - from
    curve.weightAtRisk[j] = weightAtRisk
    curve.censored[j] = censored
    curve.survival[j] = survival
    curve.survivalStandardError[j] = survival > 0 ? survival * influence.survivalRoot() : 0
    for (let k = 0; k < causes; k++) {
      curve.incidence[k][j] = incidence[k]
      curve.cumulativeHazard[k][j] = hazard[k]
      curve.standardError[k][j] = influence.root(k)
    }
    for (let i = from; i < to; i++) influence.leave(byTime[i])
  }
  return curve
}

/**
 * Running sums over units u of the products of three numbers that each unit carries:
 *   w  weight now at risk     a  influence on log S     v_k  influence on F_k
 * At a time with jumps δ_k of F_k and risk weight W everybody obeys  v_k += a δ_k − w δ_k / W,  then  a += w dA with
 * dA = 1/(W − d) − 1/W. Only a unit whose own rows enter, move or leave is touched by itself; it is brought up to date from
 * the sums A, F_k and D_k = Σ (A(s−) − 1/W) δ_k at the time it was last seen.
 */
function influenceSums(units: number, causes: number, unit: Int32Array, weights?: Float64Array) {
  const w = new Float64Array(units)
  const a = new Float64Array(units)
  const v = new Float64Array(units * causes)
  const seenA = new Float64Array(units)
  const seenF = new Float64Array(units * causes)
  const seenD = new Float64Array(units * causes)
  let A = 0
  const F = new Float64Array(causes)
  const D = new Float64Array(causes)
  let ww = 0
  let aw = 0
  let aa = 0
  const vv = new Float64Array(causes)
  const va = new Float64Array(causes)
  const vw = new Float64Array(causes)
  const largest = new Float64Array(causes)
  // The weight at risk, and what rounding took from it (Neumaier 1974): the last one at risk must weigh its own weight.
  let present = 0
  let lost = 0
  let carriers = 0

  const refresh = (u: number) => {
    for (let k = 0, at = u * causes; k < causes; k++, at++) {
      v[at] += (a[u] - w[u] * seenA[u]) * (F[k] - seenF[at]) + w[u] * (D[k] - seenD[at])
      seenF[at] = F[k]
      seenD[at] = D[k]
    }
    a[u] += w[u] * (A - seenA[u])
    seenA[u] = A
  }
  const count = (u: number, sign: number) => {
    ww += sign * w[u] * w[u]
    aw += sign * a[u] * w[u]
    aa += sign * a[u] * a[u]
    for (let k = 0, at = u * causes; k < causes; k++, at++) {
      vv[k] += sign * v[at] * v[at]
      va[k] += sign * v[at] * a[u]
      vw[k] += sign * v[at] * w[u]
    }
  }
  const change = (row: number, by: number) => {
    const u = unit[row]
    refresh(u)
    count(u, -1)
    w[u] += by
    count(u, 1)
    const sum = present + by
    lost += Math.abs(present) >= Math.abs(by) ? present - sum + by : by - sum + present
    present = sum
    if (by !== 0) carriers += by > 0 ? 1 : -1
  }
  const weight = (row: number) => (weights ? weights[row] : 1)

  return {
    weightAtRisk: () => present + lost,
    /** Rows at risk whose weight is not 0. */
    carriers: () => carriers,
    survivalRoot: () => Math.sqrt(Math.max(0, aa)),
    /** A sum that is only rounding beside what it was, or was made of, is 0: as where everybody has had cause k. */
    root(k: number) {
      largest[k] = Math.max(largest[k], vv[k])
      return vv[k] > 1e-12 * largest[k] ? Math.sqrt(vv[k]) : 0
    },
    enter: (row: number) => change(row, weight(row)),
    leave: (row: number) => change(row, -weight(row)),
    /** Everybody at risk, as if nobody had an event of their own. */
    step(jump: Float64Array, W: number, left: number) {
      for (let k = 0; k < causes; k++) {
        const f = jump[k]
        const c = f / W
        largest[k] = Math.max(largest[k], f * f * aa + c * c * ww)
        vv[k] += f * f * aa + c * c * ww + 2 * (f * va[k] - c * vw[k] - f * c * aw)
        va[k] += f * aa - c * aw
        vw[k] += f * aw - c * ww
        D[k] += A * f - c
        F[k] += f
      }
      if (left === 0) return // S is 0 from here on: no later jump can ask for a
      const dA = 1 / left - 1 / W
      for (let k = 0; k < causes; k++) va[k] += dA * vw[k]
      aa += 2 * dA * aw + dA * dA * ww
      aw += dA * ww
      A += dA
    },
    /** What the row that moved to cause k gains beside: it reached k, and did not stay. */
    move(row: number, k: number, survival: number, W: number, left: number) {
      const u = unit[row]
      refresh(u)
      count(u, -1)
      v[u * causes + k] += (weight(row) * survival) / W
      if (left > 0) a[u] -= weight(row) / left
      count(u, 1)
    },
  }
}

/** Rows that vary alone are numbered in the order they leave, so that memory is walked and not jumped in. */
function positions(byTime: Uint32Array): Int32Array {
  const position = new Int32Array(byTime.length)
  for (let i = 0; i < byTime.length; i++) position[byTime[i]] = i
  return position
}

function distinctTimes({ time, byTime }: TiedTimes): number {
  let count = 0
  for (let i = 0; i < byTime.length; i++) if (i === 0 || time[byTime[i]] !== time[byTime[i - 1]]) count++
  return count
}

function emptyCurve(rows: number, causes: number, n: number, merged: number) {
  const column = () => new Float64Array(rows)
  const columns = () => Array.from({ length: causes }, column)
  return {
    time: column(),
    atRisk: column(),
    weightAtRisk: column(),
    events: columns(),
    censored: column(),
    survival: column(),
    survivalStandardError: column(),
    incidence: columns(),
    standardError: columns(),
    cumulativeHazard: columns(),
    n,
    merged,
  }
}
