/**
 * A covariate that changes during follow-up, written as (start, stop] rows: the later value holds from the moment after its time.
 *
 * @param rows     follow-up of each subject: `subject` code ≥ 0, `start`, `stop`, `event`; a subject may have several rows
 * @param changes  `subject`, `time` and the `value` from then on, in any order; of two at one time the later in the columns holds
 * @param options  `initial` value before the first change; NaN unless given
 * @returns columns over the new rows: `row` it came from, `start`, `stop`, `event`, `value`. A change at or before a start
 *   is in force from the start; one at or after a stop does not reach that row, so that nothing known only at the event
 *   speaks of it. For a second covariate cut the result again, by its own changes
 * @throws RangeError for unequal lengths, intervals without length, codes below 0, times of change that are not finite
 *
 * Source: R survival 3.5-3 `tmerge` with `tdc`. O((n + m) log m), m changes.
 * Checked: the `tmerge` fixture, every value.
 */
import { checkEpisodes } from './episodes.ts'

export function timeDependent(
  rows: FollowUpRows,
  changes: { readonly subject: Int32Array; readonly time: Float64Array; readonly value: Float64Array },
  { initial = NaN }: { readonly initial?: number } = {},
): TimeDependentRows {
  const { subject, start, stop, event } = rows
  checkEpisodes('timeDependent', stop, event, start)
  checkSubjects(stop.length, subject, changes)
  const of = changesBySubject(changes)
  const made: number[][] = []
  for (let i = 0; i < stop.length; i++) {
    let value = initial
    let from = start[i]
    for (const c of of.get(subject[i]) ?? []) {
      const at = changes.time[c]
      if (at >= stop[i]) break
      if (at > from) {
        made.push([i, from, at, 0, value])
        from = at
      }
      value = changes.value[c]
    }
    made.push([i, from, stop[i], event[i], value])
  }
  const column = (k: number) => made.map((values) => values[k])
  return {
    row: Int32Array.from(column(0)),
    start: Float64Array.from(column(1)),
    stop: Float64Array.from(column(2)),
    event: Uint8Array.from(column(3)),
    value: Float64Array.from(column(4)),
  }
}

export type FollowUpRows = {
  readonly subject: Int32Array
  readonly start: Float64Array
  readonly stop: Float64Array
  readonly event: Uint8Array
}

export type TimeDependentRows = {
  readonly row: Int32Array
  readonly start: Float64Array
  readonly stop: Float64Array
  readonly event: Uint8Array
  readonly value: Float64Array
}

function checkSubjects(
  n: number,
  subject: Int32Array,
  changes: { readonly subject: Int32Array; readonly time: Float64Array; readonly value: Float64Array },
) {
  if (subject.length !== n)
    throw new RangeError(`timeDependent: as many subjects as rows, got ${subject.length} for ${n}`)
  const m = changes.time.length
  if (changes.subject.length !== m || changes.value.length !== m)
    throw new RangeError(
      `timeDependent: as many subjects and values as times of change, got ${changes.subject.length} and ${changes.value.length} for ${m}`,
    )
  for (const codes of [subject, changes.subject])
    for (let i = 0; i < codes.length; i++)
      if (codes[i] < 0)
        throw new RangeError(`timeDependent: a subject code must be 0, 1, 2 …, got ${codes[i]}`)
  for (let c = 0; c < m; c++)
    if (!Number.isFinite(changes.time[c]))
      throw new RangeError(
        `timeDependent: every time of change must be finite, row ${c} is ${changes.time[c]}`,
      )
}

/** The changes of each subject by time; a stable sort keeps the later of two at one time last. */
function changesBySubject(changes: { readonly subject: Int32Array; readonly time: Float64Array }) {
  const of = new Map<number, number[]>()
  changes.subject.forEach((subject, c) => {
    const list = of.get(subject)
    if (list) list.push(c)
    else of.set(subject, [c])
  })
  for (const list of of.values()) list.sort((a, b) => changes.time[a] - changes.time[b])
  return of
}
