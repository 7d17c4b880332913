/**
 * Follow-up cut into episodes at fixed times, so that a covariate, a hazard or a coefficient may differ between them.
 *
 *   (entry, time] becomes (entry, c₁], (c₁, c₂], …, (c_k, time] for the cuts strictly inside; the event stays with the last
 *
 * @param time   n ends of follow-up, finite
 * @param event  n codes of how it ended; any but 0 moves to the last episode, whose earlier ones get 0
 * @param cuts   ascending, distinct, finite
 * @param options  `entry` n starts, each before its time; 0 where not given
 * @returns columns over the episodes, rows in their order: `row` it came from, `start`, `stop`, `event`, and `episode`, how many
 *   cuts are at or before its start (R counts from 1)
 * @throws RangeError for unequal lengths, an entry not before its time, cuts that do not ascend
 *
 * Source: R survival 3.5-3 `survSplit`. O(rows made).
 * Checked: the `surv_split` fixtures, every value.
 */
export function splitEpisodes(
  time: Float64Array,
  event: Uint8Array,
  cuts: Float64Array,
  { entry }: { readonly entry?: Float64Array } = {},
): Episodes {
  const n = time.length
  checkEpisodes('splitEpisodes', time, event, entry)
  checkCuts('splitEpisodes', cuts)
  let made = n
  for (let i = 0; i < n; i++) made += cutsBelow(cuts, time[i], false) - cutsBelow(cuts, startOf(i), true)

  const row = new Int32Array(made)
  const start = new Float64Array(made)
  const stop = new Float64Array(made)
  const ended = new Uint8Array(made)
  const episode = new Int32Array(made)
  for (let i = 0, at = 0; i < n; i++) {
    const last = cutsBelow(cuts, time[i], false)
    for (let k = cutsBelow(cuts, startOf(i), true), from = startOf(i); k <= last; k++, at++) {
      row[at] = i
      start[at] = from
      stop[at] = from = k === last ? time[i] : cuts[k]
      ended[at] = k === last ? event[i] : 0
      episode[at] = k
    }
  }
  return { row, start, stop, event: ended, episode }

  function startOf(i: number): number {
    return entry ? entry[i] : Math.min(0, time[i])
  }
}

export type Episodes = {
  readonly row: Int32Array
  readonly start: Float64Array
  readonly stop: Float64Array
  readonly event: Uint8Array
  readonly episode: Int32Array
}

/** Throws unless times are finite, there are as many events, and each entry is finite and before its time. */
export function checkEpisodes(caller: string, time: Float64Array, event: Uint8Array, entry?: Float64Array) {
  const n = time.length
  if (event.length !== n)
    throw new RangeError(`${caller}: as many events as times, got ${event.length} for ${n}`)
  if (entry && entry.length !== n)
    throw new RangeError(`${caller}: as many entries as times, got ${entry.length} for ${n}`)
  for (let i = 0; i < n; i++) {
    if (!Number.isFinite(time[i]))
      throw new RangeError(`${caller}: every time must be finite, row ${i} is ${time[i]}`)
    if (entry && !(Number.isFinite(entry[i]) && entry[i] < time[i]))
      throw new RangeError(
        `${caller}: every entry must be before its time, row ${i} is (${entry[i]}, ${time[i]}]`,
      )
    if (!entry && time[i] < 0)
      throw new RangeError(`${caller}: every time must be ≥ 0, row ${i} is ${time[i]}`)
  }
}

/** Throws unless cuts are finite and ascend strictly. */
export function checkCuts(caller: string, cuts: Float64Array) {
  for (let k = 0; k < cuts.length; k++)
    if (!Number.isFinite(cuts[k]) || (k > 0 && cuts[k] <= cuts[k - 1]))
      throw new RangeError(`${caller}: cuts must be finite and ascend, got ${cuts.join(', ')}`)
}

/** How many cuts are < t, or ≤ t. */
export function cutsBelow(cuts: Float64Array, t: number, orEqual: boolean): number {
  let low = 0
  let high = cuts.length
  while (low < high) {
    const middle = (low + high) >> 1
    if (cuts[middle] < t || (orEqual && cuts[middle] === t)) low = middle + 1
    else high = middle
  }
  return low
}
