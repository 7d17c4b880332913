/**
 * Order and ties of follow-up times, decided once, for every curve, test and model of the same data.
 *
 * Two successive distinct times y_j < y_{j+1} (entries and ends pooled) are one time when
 *   y_{j+1} − y_j ≤ tol   or   (y_{j+1} − y_j) / mean |y| ≤ tol,     tol = 2⁻²⁶ ≈ 1.5e-8;
 * a run of such pairs collapses onto its smallest member (merging chains). 12.3 months computed in two ways is then one time.
 *
 * @param time   n ends of follow-up, any order, one unit, finite and ≥ 0
 * @param entry  n starts of follow-up (left truncation), each 0 ≤ entry < time; a row is at risk on (entry, time]
 * @param tolerance  0 keeps every distinct double apart
 * @returns the columns after merging (the very same arrays where nothing merged), `byTime` and `byEntry`, the rows in
 *   ascending order (of equal times in the caller's), and `merged`, how many distinct times were absorbed. Pass it on as the option `tied` to share the sort.
 * @throws RangeError for a time that is NaN, infinite or negative, for lengths that differ, for an entry not before its
 *   time, and for an interval that merging would empty
 *
 * Source: R survival 3.5-3 `aeqSurv` (argument timefix); Therneau, vignette "tiedtimes". O(n).
 * Checked: by hand; chains and pooled entries against `aeqSurv` (reference/curves.json).
 */
import { argsort } from '../numeric/argsort.ts'

export type TiedTimes = {
  readonly time: Float64Array
  readonly entry?: Float64Array
  readonly byTime: Uint32Array
  readonly byEntry?: Uint32Array
  readonly merged: number
}

export const TIE_TOLERANCE = 2 ** -26

export function tiedTimes(time: Float64Array, entry?: Float64Array, tolerance = TIE_TOLERANCE): TiedTimes {
  checkColumns(time, entry)
  if (!(tolerance >= 0)) throw new RangeError(`tiedTimes: the tolerance must be ≥ 0, got ${tolerance}`)
  const byTime = argsort(time)
  const byEntry = entry && argsort(entry)
  const ends = gathered(time, byTime)
  const starts = entry && byEntry && gathered(entry, byEntry)
  const cuts = mergedTimes(distinctTimes(ends, starts), tolerance)
  if (!cuts) return { time, entry, byTime, byEntry, merged: 0 }

  const merged = {
    time: snapped(time, { sorted: ends, order: byTime }, cuts.kept),
    entry: entry && starts && byEntry && snapped(entry, { sorted: starts, order: byEntry }, cuts.kept),
  }
  merged.entry?.forEach((start, i) => {
    if (start >= merged.time[i])
      throw new RangeError(
        `tiedTimes: an interval must be longer than the tolerance for ties, row ${i} is (${entry![i]}, ${time[i]}]`,
      )
  })
  // Sorted anew, so that the rows of a merged time stand in the order of the caller, as rows of equal times do.
  return {
    ...merged,
    byTime: argsort(merged.time),
    byEntry: merged.entry && argsort(merged.entry),
    merged: cuts.absorbed,
  }
}

/** The order that a caller shares, if it belongs to these times and entries; else their own. */
export function settledTimes(
  caller: string,
  time: Float64Array,
  { entry, tied }: { readonly entry?: Float64Array; readonly tied?: TiedTimes },
): TiedTimes {
  if (!tied) return tiedTimes(time, entry)
  if (tied.time.length !== time.length)
    throw new RangeError(
      `${caller}: tied must come from the same ${time.length} times, it has ${tied.time.length}`,
    )
  if (entry && !tied.entry)
    throw new RangeError(`${caller}: tied must come from times and entries, it has no entries`)
  return tied
}

function checkColumns(time: Float64Array, entry: Float64Array | undefined) {
  for (let i = 0; i < time.length; i++)
    if (!(time[i] >= 0 && time[i] < Infinity))
      throw new RangeError(`tiedTimes: every time must be a finite number ≥ 0, row ${i} is ${time[i]}`)
  if (!entry) return
  if (entry.length !== time.length)
    throw new RangeError(`tiedTimes: as many entries as times, got ${entry.length} for ${time.length}`)
  for (let i = 0; i < entry.length; i++)
    if (!(entry[i] >= 0 && entry[i] < time[i]))
      throw new RangeError(
        `tiedTimes: every entry must be ≥ 0 and before its time, row ${i} is (${entry[i]}, ${time[i]}]`,
      )
}

function gathered(values: Float64Array, order: Uint32Array): Float64Array {
  const result = new Float64Array(values.length)
  for (let r = 0; r < order.length; r++) result[r] = values[order[r]]
  return result
}

/** Ascending distinct values of two ascending columns. */
function distinctTimes(ends: Float64Array, starts: Float64Array | undefined): Float64Array {
  const n = ends.length
  const distinct = new Float64Array(starts ? 2 * n : n)
  let count = 0
  let last = -1
  let j = 0
  for (let i = 0; i < n; i++) {
    const end = ends[i]
    if (starts)
      for (; j < n && starts[j] < end; j++) if (starts[j] !== last) distinct[count++] = last = starts[j]
    if (end !== last) distinct[count++] = last = end
  }
  return distinct.subarray(0, count) // every entry is before its own end, so none is left
}

/** The first member of each run of near-equal times; undefined when every run has one. */
function mergedTimes(distinct: Float64Array, tolerance: number) {
  if (distinct.length < 2 || tolerance === 0) return undefined
  let sum = 0
  let narrowest = Infinity
  for (let j = 0; j < distinct.length; j++) {
    sum += distinct[j]
    if (j > 0 && distinct[j] - distinct[j - 1] < narrowest) narrowest = distinct[j] - distinct[j - 1]
  }
  const mean = sum / distinct.length
  const isTie = (gap: number) => gap <= tolerance || gap / mean <= tolerance
  if (!isTie(narrowest)) return undefined
  const kept = new Float64Array(distinct.length)
  let count = 0
  for (let j = 0; j < distinct.length; j++)
    if (j === 0 || !isTie(distinct[j] - distinct[j - 1])) kept[count++] = distinct[j]
  return { kept: kept.subarray(0, count), absorbed: distinct.length - count }
}

/** Every value replaced by the largest kept time that is not above it. */
function snapped(
  values: Float64Array,
  { sorted, order }: { readonly sorted: Float64Array; readonly order: Uint32Array },
  kept: Float64Array,
): Float64Array {
  const result = values.slice()
  let k = 0
  for (let r = 0; r < sorted.length; r++) {
    while (k + 1 < kept.length && kept[k + 1] <= sorted[r]) k++
    if (kept[k] !== sorted[r]) result[order[r]] = kept[k]
  }
  return result
}
