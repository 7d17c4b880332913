import { checkEpisodes } from './episodes.ts'

/**
 * Follow-up from a landmark on: only who is still under observation and free of the event after it, with time counted from there.
 * What happened by the landmark may then define groups without giving any of them time in which nothing could happen.
 *
 * @param time   n ends of follow-up, ≥ 0
 * @param event  n codes
 * @param at     the landmark, ≥ 0, finite
 * @param options  `entry` late entry: a row that enters after the landmark still enters late, `entry` − `at` after it
 * @returns the `row`s with time > at, their `time` − at, `event`, and `entry` where asked. An end exactly at the landmark is before it
 * @throws RangeError for unequal lengths, times that are not finite and ≥ 0, a landmark that is not
 *
 * Source: Anderson, Cain & Gelber 1983, J Clin Oncol 1:710.
 * Checked: by hand.
 */
export function landmark(
  time: Float64Array,
  event: Uint8Array,
  at: number,
  { entry }: { readonly entry?: Float64Array } = {},
): Landmark {
  checkEpisodes('landmark', time, event, entry)
  if (!(at >= 0 && at < Infinity)) throw new RangeError(`landmark: it must be a finite number ≥ 0, got ${at}`)
  const row = Int32Array.from([...time.keys()].filter((i) => time[i] > at))
  return {
    row,
    time: Float64Array.from(row, (i) => time[i] - at),
    event: Uint8Array.from(row, (i) => event[i]),
    ...(entry && { entry: Float64Array.from(row, (i) => Math.max(0, entry[i] - at)) }),
  }
}

export type Landmark = {
  readonly row: Int32Array
  readonly time: Float64Array
  readonly event: Uint8Array
  readonly entry?: Float64Array
}
