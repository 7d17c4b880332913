/**
 * Gray's test: is the cumulative incidence of one cause the same in k groups, whatever the other causes do?
 *
 *   z_g = Σ_j (1 − F(t_j−))^ρ ( d_jg − d_j R_g(t_j) / Σ_r R_r(t_j) )      R_g(t) = Y_g(t) (1 − F_g(t−)) / S_g(t−)
 *   χ² = z′ V⁻¹ z,  z and V summed over strata;  F the pooled, F_g the group's cumulative incidence of the cause
 *
 * @param time   n follow-up times ≥ 0, any order
 * @param cause  n codes: 0 censored, 1..K
 * @param group  n codes ≥ 0; codes that nobody bears are ignored
 * @param options  `of` the cause tested; `rho` the weight's exponent (0 unless said); `strata` codes; `tied` from `tiedTimes`
 * @returns the statistic, its degrees of freedom (the rank of V, at most k − 1) and p; the scores z of all groups and V of
 *   all but the last. Without an event of the cause, or with one group, χ² = 0 on 0 degrees of freedom and p is NaN
 * @throws RangeError for unequal lengths, a code below 0, a cause of interest that is not 1..K, a ρ that is not finite
 *
 * Source: Gray 1988, Ann Statist 16:1141; V with the corrections for ties of cmprsk 2.2-11 `cuminc`.
 *   O(n log n + T k³), T distinct times. Where V is singular cmprsk prints −1; we use its rank.
 * Checked: all `cuminc` fixtures with groups (2 and 3 groups, strata, ρ = −1, 0, 1), 1e-10 relative.
 */
import { cholesky, choleskyQuadraticForm } from '../numeric/cholesky.ts'
import { chiSquareCdf } from '../special/chi-square.ts'
import { causeCount, checkCauseOfInterest, codeCount } from './cause-codes.ts'
import { tiedTimes } from './tied-times.ts'
import type { TiedTimes } from './tied-times.ts'

export type GrayTest = {
  readonly chiSquare: number
  readonly degreesOfFreedom: number
  readonly p: number
  /** The group codes that occur, in the order of `score`. */
  readonly groups: Int32Array
  readonly score: Float64Array
  /** (k − 1) × (k − 1), flat, of the scores of all groups but the last. */
  readonly variance: Float64Array
}

export function grayTest(
  time: Float64Array,
  cause: Int32Array,
  group: Int32Array,
  {
    of,
    rho = 0,
    strata,
    tied,
  }: { readonly of: number; readonly rho?: number; readonly strata?: Int32Array; readonly tied?: TiedTimes },
): GrayTest {
  const n = time.length
  checkCauseOfInterest('grayTest', of, Math.max(of, causeCount('grayTest', n, cause)))
  if (!Number.isFinite(rho)) throw new RangeError(`grayTest: rho must be a finite number, got ${rho}`)
  codeCount('grayTest', 'group', n, group)
  const strataCount = strata ? codeCount('grayTest', 'stratum', n, strata) : 1
  const groups = Int32Array.from(new Set(group)).toSorted()
  const k = groups.length
  const at = new Map(Array.from(groups, (g, index) => [g, index]))
  const code = group.map((g) => at.get(g)!)
  const order = (tied ??= tiedTimes(time)).byTime

  const score = new Float64Array(k)
  const full = new Float64Array(k * k)
  for (const rows of byStratum(order, strata, strataCount)) addStratum(rows)

  const free = Math.max(0, k - 1)
  const variance = new Float64Array(free * free)
  for (let i = 0; i < free; i++) for (let j = 0; j < free; j++) variance[i * free + j] = full[i * k + j]
  const decomposition = cholesky(variance, free, 1e-10)
  const df = decomposition.rank
  const chiSquare = df > 0 ? choleskyQuadraticForm(decomposition, score) : 0
  const p = df > 0 ? chiSquareCdf(chiSquare, df, { upper: true }) : NaN
  return { chiSquare, degreesOfFreedom: df, p, groups, score, variance }

  function addStratum(rows: Uint32Array) {
    const m = rows.length
    const column = () => new Float64Array(k)
    const Y = column()
    const own = column()
    const others = column()
    const F = column()
    const S = column().fill(1)
    const nextF = column()
    const nextS = column()
    const h = column()
    const a = new Float64Array(k * k)
    const c = new Float64Array(k * k)
    // Σ over times of the parts of V that multiply the final c not at all, once and twice
    const once = new Float64Array(k * k)
    const twice = column()
    for (let i = 0; i < m; i++) Y[code[rows[i]]]++
    let pooled = 0

    for (let from = 0, to = 0; from < m; from = to) {
      const t = tied!.time[rows[from]]
      own.fill(0)
      others.fill(0)
      for (to = from; to < m && tied!.time[rows[to]] === t; to++) {
        const ended = cause[rows[to]]
        if (ended > 0) (ended === of ? own : others)[code[rows[to]]]++
      }
      const d = sum(own)
      if (d + sum(others) > 0) atTime(d)
      for (let i = from; i < to; i++) Y[code[rows[i]]]--
    }
    for (let i = 0; i < k; i++)
      for (let j = 0; j < k; j++)
        for (let g = 0; g < k; g++)
          full[i * k + j] +=
            c[i * k + g] * c[j * k + g] * twice[g] +
            c[i * k + g] * once[j * k + g] +
            c[j * k + g] * once[i * k + g]

    function atTime(d: number) {
      let H = 0
      let R = 0
      for (let g = 0; g < k; g++) {
        h[g] = Y[g] > 0 ? Y[g] / S[g] : 0
        H += h[g]
        R += h[g] * (1 - F[g])
        nextS[g] = Y[g] > 0 ? (S[g] * (Y[g] - own[g] - others[g])) / Y[g] : S[g]
        nextF[g] = Y[g] > 0 ? F[g] + (S[g] * own[g]) / Y[g] : F[g]
      }
      const weight = (1 - pooled) ** rho
      const nextPooled = pooled + d / H
      if (d > 0) {
        for (let i = 0; i < k; i++) {
          score[i] += weight * (own[i] - (d * h[i] * (1 - F[i])) / R)
          for (let j = 0; j < k; j++) {
            a[i * k + j] = weight * h[i] * ((i === j ? 1 : 0) - h[j] / H)
            c[i * k + j] += (a[i * k + j] * d) / (H * (1 - pooled))
          }
        }
        for (let g = 0; g < k; g++) {
          if (Y[g] === 0) continue
          const slope = nextS[g] > 0 ? 1 - (1 - nextPooled) / nextS[g] : 1
          const ties = d > 1 ? 1 - (d - 1) / (H * S[g] - 1) : 1
          add(g, (ties * S[g] * d) / (H * Y[g]), 1, slope)
        }
      }
      for (let g = 0; g < k; g++) {
        if (others[g] === 0 || nextS[g] === 0) continue
        const ties = others[g] > 1 ? 1 - (others[g] - 1) / (Y[g] - 1) : 1
        add(g, ties * (S[g] / Y[g]) ** 2 * others[g], 0, -(1 - nextPooled) / nextS[g])
      }
      pooled = nextPooled
      S.set(nextS)
      F.set(nextF)
    }

    /** The influence of group g's events, here and through c, of size `s`: (direct · a − slope · c now + slope · c at the end). */
    function add(g: number, s: number, direct: 0 | 1, slope: number) {
      twice[g] += slope * slope * s
      for (let i = 0; i < k; i++) {
        const left = direct * a[i * k + g] - slope * c[i * k + g]
        once[i * k + g] += left * slope * s
        for (let j = 0; j < k; j++)
          full[i * k + j] += left * (direct * a[j * k + g] - slope * c[j * k + g]) * s
      }
    }
  }
}

const sum = (values: Float64Array) => values.reduce((total, value) => total + value, 0)

/** The rows of each stratum, in the order of time. */
function byStratum(order: Uint32Array, strata: Int32Array | undefined, count: number): Uint32Array[] {
  if (!strata) return [order]
  const size = new Uint32Array(count)
  for (const i of order) size[strata[i]]++
  const rows = Array.from(size, (many) => new Uint32Array(many))
  size.fill(0)
  for (const i of order) rows[strata[i]][size[strata[i]]++] = i
  return rows
}
