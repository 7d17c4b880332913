/**
 * Rows in the order in which a partial likelihood meets them, so that each risk set is a prefix.
 *
 * Within a stratum, rows stand by descending time, and at one time the censored before the events. The risk set of an
 * event time is then everything from the first row of the stratum to the last event of that time, less the rows whose
 * entry is not before it; those leave in the order of descending entry.
 *
 * @param tied      ends and entries, ties settled and sorted
 * @param event     n flags
 * @param strata    n codes 0..k-1; absent for one stratum
 * @param weights   n case weights ≥ 0; rows of weight 0 are left out
 *
 * A `group` is the events of one time in one stratum. All columns that follow a group run in the order of the rows:
 * stratum by stratum, latest group first. O(n) after the sort.
 */
import type { TiedTimes } from './tied-times.ts'

export type RiskSets = {
  readonly rows: Uint32Array // place → row of the caller
  readonly stratumStart: Uint32Array // first place of each stratum, and n at the end
  readonly stratumGroup: Uint32Array // first group of each stratum, and the number of groups at the end
  readonly groupStart: Uint32Array // place of the first event of the group
  readonly groupEnd: Uint32Array // one past its last event: the risk set ends here
  readonly groupTime: Float64Array
  readonly leaving?: Uint32Array // places by descending entry, stratum by stratum
  readonly leftBefore?: Uint32Array // per group, how many of `leaving` have an entry at or after it
  readonly leavesAt?: Uint32Array // per place, the first group at which it is no longer at risk; groups when there is none
}

export function riskSets(
  tied: TiedTimes,
  event: Uint8Array,
  strata?: Int32Array,
  weights?: Float64Array,
): RiskSets {
  const { time, entry, byTime } = tied
  const strataCount = strata ? highest(strata) + 1 : 1
  const stratumStart = new Uint32Array(strataCount + 1)
  for (let row = 0; row < time.length; row++)
    if (weights === undefined || weights[row] > 0) stratumStart[(strata ? strata[row] : 0) + 1]++
  for (let s = 0; s < strataCount; s++) stratumStart[s + 1] += stratumStart[s]

  const n = stratumStart[strataCount]
  // Plain gathers first: the walk over them then needs nothing but what lies side by side.
  const sortedTime = new Float64Array(time.length)
  const sortedEvent = new Uint8Array(time.length)
  for (let i = 0; i < time.length; i++) sortedTime[i] = time[byTime[i]]
  for (let i = 0; i < time.length; i++) sortedEvent[i] = event[byTime[i]]

  const rows = new Uint32Array(n)
  const isEvent = new Uint8Array(n)
  const timeByPlace = new Float64Array(n)
  const next = stratumStart.slice()
  for (let end = time.length; end > 0;) {
    let start = end - 1
    const t = sortedTime[start]
    while (start > 0 && sortedTime[start - 1] === t) start--
    const alone = end - start === 1
    for (let flag = alone ? sortedEvent[start] : 0; flag <= 1; flag++) {
      for (let i = end - 1; i >= start; i--) {
        if (sortedEvent[i] !== flag) continue
        const row = byTime[i]
        if (weights !== undefined && weights[row] === 0) continue
        const place = next[strata === undefined ? 0 : strata[row]]++
        rows[place] = row
        isEvent[place] = flag
        timeByPlace[place] = t
      }
      if (alone) break
    }
    end = start
  }

  const groups = eventGroups(stratumStart, timeByPlace, isEvent)
  if (!entry) return { rows, stratumStart, ...groups }
  return { rows, stratumStart, ...groups, ...departures(rows, stratumStart, groups, tied, strata) }
}

function highest(codes: Int32Array): number {
  let max = -1
  for (let i = 0; i < codes.length; i++) if (codes[i] > max) max = codes[i]
  return max
}

type Groups = Pick<RiskSets, 'stratumGroup' | 'groupStart' | 'groupEnd' | 'groupTime'>

function eventGroups(stratumStart: Uint32Array, time: Float64Array, isEvent: Uint8Array): Groups {
  const strataCount = stratumStart.length - 1
  const stratumGroup = new Uint32Array(strataCount + 1)
  let groups = 0
  for (let s = 0; s < strataCount; s++)
    for (let i = stratumStart[s]; i < stratumStart[s + 1]; i++) if (opens(i, s)) groups++
  const groupStart = new Uint32Array(groups)
  const groupEnd = new Uint32Array(groups)
  const groupTime = new Float64Array(groups)
  let g = -1
  for (let s = 0; s < strataCount; s++) {
    for (let i = stratumStart[s]; i < stratumStart[s + 1]; i++) {
      if (isEvent[i] === 0) continue
      if (opens(i, s)) {
        groupStart[++g] = i
        groupTime[g] = time[i]
      }
      groupEnd[g] = i + 1
    }
    stratumGroup[s + 1] = g + 1
  }
  return { stratumGroup, groupStart, groupEnd, groupTime }

  function opens(i: number, s: number): boolean {
    if (isEvent[i] === 0) return false
    return i === stratumStart[s] || isEvent[i - 1] === 0 || time[i - 1] !== time[i]
  }
}

function departures(
  rows: Uint32Array,
  stratumStart: Uint32Array,
  { stratumGroup, groupTime }: Groups,
  { entry, byEntry }: TiedTimes,
  strata?: Int32Array,
) {
  const place = new Int32Array(entry!.length).fill(-1)
  for (let i = 0; i < rows.length; i++) place[rows[i]] = i
  const leaving = new Uint32Array(rows.length)
  const next = stratumStart.slice()
  for (let i = byEntry!.length - 1; i >= 0; i--) {
    const row = byEntry![i]
    if (place[row] >= 0) leaving[next[strata ? strata[row] : 0]++] = place[row]
  }

  const leftBefore = new Uint32Array(groupTime.length)
  const leavesAt = new Uint32Array(rows.length).fill(groupTime.length)
  for (let s = 0; s + 1 < stratumStart.length; s++) {
    let k = stratumStart[s]
    for (let g = stratumGroup[s]; g < stratumGroup[s + 1]; g++) {
      while (k < stratumStart[s + 1] && entry![rows[leaving[k]]] >= groupTime[g]) leavesAt[leaving[k++]] = g
      leftBefore[g] = k
    }
  }
  return { leaving, leftBefore, leavesAt }
}
