import type { CensoredTimes } from './censored-times.ts'

/**
 * The innermost intervals of a set of intervals: each begins at a lower end, ends at an upper end, and holds no other end.
 * Only they can bear mass in a non-parametric maximum of the likelihood (Peto 1973, Appl Stat 22:86).
 *
 * @returns `left` and `right` in order, (left, right] or a point; for each row the first and last innermost interval that it
 *   holds, `from` and `to`. O(n log n)
 */
export function innermostIntervals({ lower, upper }: CensoredTimes) {
  const n = lower.length
  // At one time: the start of an exact time, then ends, then starts of what lies beyond.
  const ends = Array.from({ length: 2 * n }, (_, e) => {
    const i = e >> 1
    const isUpper = e % 2 === 1
    const exact = lower[i] === upper[i]
    return { at: isUpper ? upper[i] : lower[i], order: isUpper ? 1 : exact ? 0 : 2, row: i, isUpper }
  }).toSorted((a, b) => (a.at === b.at ? a.order - b.order : a.at < b.at ? -1 : 1))

  const left: number[] = []
  const right: number[] = []
  const from = new Int32Array(n)
  const to = new Int32Array(n)
  ends.forEach((end, e) => {
    if (!end.isUpper) {
      from[end.row] = left.length
      return
    }
    if (!ends[e - 1].isUpper) {
      left.push(ends[e - 1].at)
      right.push(end.at)
    }
    to[end.row] = left.length - 1
  })
  return { left: Float64Array.from(left), right: Float64Array.from(right), from, to }
}
