/**
 * The cumulative incidence of one cause read at given times: the step function, its standard error and limits.
 *
 * @param curve  from `cumulativeIncidence`
 * @param of     the cause, 1..K
 * @param times  finite numbers ≥ 0, any order
 * @param options  `kind` and `level` of the interval, as `incidenceInterval`
 * @returns columns, one row per asked time: `incidence`, `standardError`, `lower`, `upper`, and `atRisk` just before it. Before the first
 *   time of the curve 0 with error 0; past the last NaN, unless nobody is left free of all causes, after which nothing changes
 * @throws RangeError for a cause that the curve does not have, times that are negative or not finite, and as `incidenceInterval`
 *
 * Checked: estimates at the times of every `cuminc` fixture, 1e-12; limits through `incidenceInterval`.
 */
import { checkCauseOfInterest } from './cause-codes.ts'
import type { CumulativeIncidence } from './cumulative-incidence.ts'
import { cutsBelow } from './episodes.ts'
import { incidenceInterval } from './incidence-interval.ts'
import type { IntervalKind } from './survival-interval.ts'

export type IncidenceAt = {
  readonly time: Float64Array
  readonly atRisk: Float64Array
  readonly incidence: Float64Array
  readonly standardError: Float64Array
  readonly lower: Float64Array
  readonly upper: Float64Array
}

export function incidenceAt(
  curve: CumulativeIncidence,
  of: number,
  times: Float64Array,
  interval: { readonly kind: IntervalKind; readonly level: number },
): IncidenceAt {
  checkCauseOfInterest('incidenceAt', of, curve.incidence.length)
  for (let i = 0; i < times.length; i++)
    if (!(times[i] >= 0 && times[i] < Infinity))
      throw new RangeError(`incidenceAt: every time must be a finite number ≥ 0, row ${i} is ${times[i]}`)
  const rows = curve.time.length
  const ended = rows > 0 && curve.survival[rows - 1] === 0
  const at = Int32Array.from(times, (t) => cutsBelow(curve.time, t, true) - 1)
  const known = (i: number) => ended || (rows > 0 && times[i] <= curve.time[rows - 1])
  const read = (column: Float64Array) =>
    Float64Array.from(at, (row, i) => (!known(i) ? NaN : row < 0 ? 0 : column[row]))
  const incidence = read(curve.incidence[of - 1])
  const standardError = read(curve.standardError[of - 1])
  return {
    time: times,
    atRisk: Float64Array.from(times, (t) => curve.atRisk[cutsBelow(curve.time, t, false)] ?? 0),
    incidence,
    standardError,
    ...incidenceInterval(incidence, standardError, interval),
  }
}
