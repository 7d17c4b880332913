/**
 * How many are at risk, have the event or are censored at each distinct time: what every curve is made of.
 *
 * A row is at risk on (entry, time]; at one time, events come before censorings and entries after both.
 * With weights the counts are sums of weights, and `eventRows` keeps how many rows they are.
 *
 * @param byTime   the rows of this curve, ascending in time; `byEntry` the same rows, ascending in entry
 * @param continues  per row, 1 where the same subject goes on in a later interval, so that its end is not a censoring
 * @returns one row per distinct time, ascending; `last[k]` is one past the last place in `byTime` with time k
 * O(n). Sums run from the last time backwards, and restart at 0 where the risk set is empty, so no rounding is carried over a gap.
 * Checked: through kaplanMeier.
 */
import type { TiedTimes } from './tied-times.ts'

export type RiskRows = {
  readonly event: Uint8Array
  readonly weights?: Float64Array
  readonly byTime: Uint32Array
  readonly byEntry?: Uint32Array
  readonly continues?: Uint8Array
}
export type RiskTable = {
  readonly time: Float64Array
  readonly atRisk: Float64Array
  readonly events: Float64Array
  readonly censored: Float64Array
  readonly eventRows: Float64Array
  readonly last: Uint32Array
}

export function riskTable({ time, entry }: TiedTimes, rows: RiskRows): RiskTable {
  const { event, weights, byTime, byEntry, continues } = rows
  const { times, last } = distinct(time, byTime)
  const m = times.length
  const atRisk = new Float64Array(m)
  const events = new Float64Array(m)
  const censored = new Float64Array(m)
  const eventRows = weights ? new Float64Array(m) : events
  if (!weights && !entry && !continues) {
    for (let k = 0, j = 0; k < m; k++) {
      const first = j
      let d = 0
      for (; j < last[k]; j++) d += event[byTime[j]]
      atRisk[k] = byTime.length - first
      events[k] = d
      censored[k] = last[k] - first - d
    }
    return { time: times, atRisk, events, censored, eventRows, last }
  }

  let sum = 0
  let count = 0
  let late = byTime.length - 1 // the next row, backwards, whose entry may be at or after the time
  for (let k = m - 1; k >= 0; k--) {
    if (entry && byEntry) {
      for (; late >= 0 && entry[byEntry[late]] >= times[k]; late--) {
        sum -= weights ? weights[byEntry[late]] : 1
        count--
      }
      if (count === 0) sum = 0
    }
    const first = k > 0 ? last[k - 1] : 0
    let d = 0
    let dRows = 0
    let c = 0
    for (let j = last[k] - 1; j >= first; j--) {
      const i = byTime[j]
      const w = weights ? weights[i] : 1
      sum += w
      if (event[i] === 1) {
        d += w
        dRows++
      } else if (!continues || continues[i] === 0) c += w
    }
    count += last[k] - first
    // When all at risk have the event the two sums are one number, however they were rounded; S is then exactly 0.
    if (dRows === count) sum = d
    atRisk[k] = sum
    events[k] = d
    censored[k] = c
    eventRows[k] = dRows
  }
  return { time: times, atRisk, events, censored, eventRows, last }
}

function distinct(time: Float64Array, byTime: Uint32Array): { times: Float64Array; last: Uint32Array } {
  const n = byTime.length
  const times = new Float64Array(n)
  const last = new Uint32Array(n)
  let m = 0
  for (let j = 0; j < n; j++) {
    const t = time[byTime[j]]
    if (m === 0 || t !== times[m - 1]) times[m++] = t
    last[m - 1] = j + 1
  }
  return m === n ? { times, last } : { times: times.slice(0, m), last: last.slice(0, m) }
}
