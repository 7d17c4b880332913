/** Times as seen by a test of proportional hazards, for every row. */
import { riskSets } from './cox-risk-sets.ts'
import type { TiedTimes } from './tied-times.ts'

export type TimeTransform = 'km' | 'rank' | 'identity' | 'log' | ((time: number) => number)

export function transformedTimes(tied: TiedTimes, event: Uint8Array, transform: TimeTransform): Float64Array {
  if (transform === 'identity') return tied.time
  if (transform === 'rank') return meanRanks(tied)
  if (transform === 'km') return kaplanMeierBefore(tied, event)
  if (transform === 'log') {
    if (tied.time.includes(0)) throw new RangeError('proportionality: with log every time must be > 0, got 0')
    return tied.time.map(Math.log)
  }
  if (typeof transform !== 'function')
    throw new TypeError(
      `proportionality: transform must be km, rank, identity, log or a function, got ${String(transform)}`,
    )
  return tied.time.map((t) => transform(t))
}

function meanRanks({ time, byTime }: TiedTimes): Float64Array {
  const ranks = new Float64Array(time.length)
  for (let from = 0, to = 0; from < time.length; from = to) {
    while (to < time.length && time[byTime[to]] === time[byTime[from]]) to++
    for (let i = from; i < to; i++) ranks[byTime[i]] = (from + 1 + to) / 2
  }
  return ranks
}

/** 1 − S(t−) of the Kaplan–Meier curve of all rows, unweighted and without strata. */
function kaplanMeierBefore(tied: TiedTimes, event: Uint8Array): Float64Array {
  const { groupStart, groupEnd, groupTime, leftBefore } = riskSets(tied, event)
  const before = new Float64Array(tied.time.length)
  let survival = 1
  let g = groupTime.length - 1 // the next group in ascending time
  for (const row of tied.byTime) {
    while (g >= 0 && groupTime[g] < tied.time[row]) {
      const atRisk = groupEnd[g] - (leftBefore ? leftBefore[g] : 0)
      survival *= (atRisk - (groupEnd[g] - groupStart[g])) / atRisk
      g--
    }
    before[row] = 1 - survival
  }
  return before
}
