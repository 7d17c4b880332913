/**
 * The sums behind every test of the log-rank family: weighted observed and expected events by group and stratum, and their covariance.
 *
 *   O_g = Σ w d_g     E_g = Σ w d n_g / n     Cov(O_g − E_g, O_h − E_h) = Σ w w′ d (n − d) / (n − 1) · (n_g / n)(1{g = h} − n_h / n)
 *
 * over the distinct event times of each stratum; a time with one at risk (n = 1) has no variance. w and w′ may be two weightings
 * of the same data, which gives the joint distribution of several tests.
 *
 * @param weightings  each gives its weights over the distinct times of one stratum
 * @returns for each weighting `observed` and `expected`, strata × groups, row-major; `covariance(a, b)` groups × groups, flat
 * @throws RangeError as `tiedTimes`; for an event that is not 0 or 1, a negative code, fewer than two groups
 *
 * Source: Mantel 1966; Harrington & Fleming 1982, Biometrika 69:553; covariance, Karrison 2016, Stata J 16:678. O(n log n + times · k²).
 * Checked: through logRank, maxCombo.
 */
import { groupCount, partition } from './partition.ts'
import { justBefore, productLimitSurvival } from './product-limit.ts'
import { riskTable } from './risk-table.ts'
import type { RiskRows } from './risk-table.ts'
import { checkEvents } from './survival-curve.ts'
import { settledTimes } from './tied-times.ts'
import type { TiedTimes } from './tied-times.ts'

export type LogRankData = {
  /** Codes of strata: observed, expected and variance are summed over them. */
  readonly strata?: Int32Array
  /** Starts of follow-up: a row is at risk on (entry, time]. */
  readonly entry?: Float64Array
  /** Result of `tiedTimes(time, entry)`, to share its sort. */
  readonly tied?: TiedTimes
}

/** Weights over the distinct times of one stratum; `survivalBefore` is the pooled Kaplan–Meier estimate just before each. */
export type Weighting = (survivalBefore: Float64Array, time: Float64Array) => Float64Array

export type LogRankSums = {
  readonly groups: number
  readonly strata: number
  readonly n: Float64Array
  readonly observed: readonly Float64Array[]
  readonly expected: readonly Float64Array[]
  readonly covariance: (a: number, b: number) => Float64Array
}

export function logRankSums(
  caller: string,
  {
    time,
    event,
    group,
  }: { readonly time: Float64Array; readonly event: Uint8Array; readonly group: Int32Array },
  { strata, ...order }: LogRankData,
  weightings: readonly (Weighting | 'equal')[],
): LogRankSums {
  const n = time.length
  checkEvents(caller, event, n)
  const tied = settledTimes(caller, time, order)
  const k = groupCount(caller, 'group', group, n)
  if (k < 2) throw new RangeError(`${caller}: at least two groups are needed, codes 0 and 1; got ${k}`)
  const s = strata ? Math.max(1, groupCount(caller, 'strata', strata, n)) : 1
  const ends = strata ? partition(tied.byTime, strata, s) : { rows: tied.byTime, start: Uint32Array.of(0, n) }
  const starts = tied.byEntry && (strata ? partition(tied.byEntry, strata, s).rows : tied.byEntry)

  const W = weightings.length
  const observed = weightings.map(() => new Float64Array(s * k))
  const expected = weightings.map(() => new Float64Array(s * k))
  const covariance = Array.from({ length: W * W }, () => new Float64Array(k * k))
  for (let stratum = 0; stratum < s; stratum++) {
    const byTime = ends.rows.subarray(ends.start[stratum], ends.start[stratum + 1])
    const byEntry = starts?.subarray(ends.start[stratum], ends.start[stratum + 1])
    const weights = stratumWeights(tied, { event, byTime, byEntry }, weightings)
    const own = (sums: Float64Array) => sums.subarray(stratum * k, (stratum + 1) * k)
    for (let a = 0; a < W; a++)
      for (let b = a; b < W; b++)
        addStratum(
          { tied, event, group, byTime, byEntry, weight: weights[a], otherWeight: weights[b] },
          {
            observed: a === b ? own(observed[a]) : new Float64Array(k),
            expected: a === b ? own(expected[a]) : new Float64Array(k),
            covariance: covariance[a * W + b],
          },
        )
  }
  const counts = new Float64Array(k)
  for (let i = 0; i < n; i++) counts[group[i]]++
  return {
    groups: k,
    strata: s,
    n: counts,
    observed,
    expected,
    covariance: (a, b) => covariance[Math.min(a, b) * W + Math.max(a, b)],
  }
}

function stratumWeights(tied: TiedTimes, rows: RiskRows, weightings: readonly (Weighting | 'equal')[]) {
  if (weightings.every((w) => w === 'equal')) return weightings.map(() => undefined)
  const table = riskTable(tied, rows)
  const before = justBefore(productLimitSurvival(table))
  return weightings.map((w) => (w === 'equal' ? undefined : w(before, table.time)))
}

type Stratum = {
  readonly tied: TiedTimes
  readonly event: Uint8Array
  readonly group: Int32Array
  readonly byTime: Uint32Array
  readonly byEntry?: Uint32Array
  readonly weight?: Float64Array
  readonly otherWeight?: Float64Array
}
type StratumSums = { observed: Float64Array; expected: Float64Array; covariance: Float64Array }

/** One pass over the times of a stratum; without weights both are 1. */
function addStratum(
  { tied: { time, entry }, event, group, byTime, byEntry, weight, otherWeight }: Stratum,
  { observed, expected, covariance }: StratumSums,
) {
  const k = observed.length
  const rows = byTime.length
  // Gathered in order first: one far jump in memory at a time is slow, many at once are not.
  const times = new Float64Array(rows)
  const events = new Uint8Array(rows)
  const groups = new Int32Array(rows)
  for (let r = 0; r < rows; r++) {
    times[r] = time[byTime[r]]
    events[r] = event[byTime[r]]
    groups[r] = group[byTime[r]]
  }
  const risk = new Float64Array(k)
  const deaths = new Float64Array(k)
  let n = 0
  let entered = 0
  if (!entry || !byEntry) for (; n < rows; n++) risk[groups[n]]++
  for (let r = 0, j = 0; r < rows; j++) {
    const t = times[r]
    if (entry && byEntry)
      for (; entered < rows && entry[byEntry[entered]] < t; entered++, n++) risk[group[byEntry[entered]]]++
    const first = r
    let d = 0
    for (; r < rows && times[r] === t; r++) {
      deaths[groups[r]] += events[r]
      d += events[r]
    }
    if (d > 0) {
      const w = weight ? weight[j] : 1
      const other = otherWeight ? otherWeight[j] : 1
      const share = 1 / n
      const spread = n > 1 ? ((w * other * d * (n - d)) / (n - 1)) * share * share : 0
      for (let g = 0; g < k; g++) {
        observed[g] += w * deaths[g]
        deaths[g] = 0
        if (risk[g] === 0) continue
        expected[g] += w * d * risk[g] * share
        const part = spread * risk[g]
        covariance[g * k + g] += part * (n - risk[g])
        for (let h = 0; h < g; h++) {
          const shared = part * risk[h]
          covariance[g * k + h] -= shared
          covariance[h * k + g] -= shared
        }
      }
    }
    for (let i = first; i < r; i++) risk[groups[i]]--
    n -= r - first
  }
}
