/**
 * A survival curve read at given times: the step function, its standard error and limits, and what happened between the times.
 *
 * @param curve  from kaplanMeier or its like
 * @param times  increasing, ≥ 0
 * @param options.kind, level  the interval; `extend` carries the last value on past the last follow-up, as R's `extend = TRUE`
 * @returns columns, one row per asked time: `atRisk` at the first time of the curve at or after it (0 past the end), `events` and
 *   `censored` since the row above, `survival`, `standardError`, `lower`, `upper` (1, 0, 1, 1 before the first time).
 *   Past the last follow-up the estimate is NaN, unless the curve has reached 0, or `extend`.
 * @throws RangeError for times that are not increasing, negative or not finite
 *
 * With late entries `atRisk` belongs to the next time of the curve; `numberAtRisk` counts at the asked time itself.
 * Source: R `summary.survfit`. O(rows + times).
 * Checked: R survival 3.5-3, every risk_table fixture to 1e-12 relative.
 */
import { survivalInterval } from './survival-interval.ts'
import type { IntervalOptions } from './survival-interval.ts'
import type { SurvivalCurve } from './survival-curve.ts'

export type SurvivalAt = {
  readonly time: Float64Array
  readonly atRisk: Float64Array
  readonly events: Float64Array
  readonly censored: Float64Array
  readonly survival: Float64Array
  readonly standardError: Float64Array
  readonly lower: Float64Array
  readonly upper: Float64Array
}

export function survivalAt(
  curve: SurvivalCurve,
  times: Float64Array,
  { extend = false, ...interval }: IntervalOptions & { readonly extend?: boolean },
): SurvivalAt {
  checkAskedTimes('survivalAt', times)
  const { lower, upper } = survivalInterval(curve, interval)
  const empty = () => new Float64Array(times.length)
  const result = {
    time: times,
    atRisk: empty(),
    events: empty(),
    censored: empty(),
    survival: empty(),
    standardError: empty(),
    lower: empty(),
    upper: empty(),
  }
  const rows = curve.time.length
  let next = 0 // the first row of the curve after the asked time
  for (let i = 0; i < times.length; i++) {
    let at = next // the first row at or after it
    while (at < rows && curve.time[at] < times[i]) at++
    // Of equal asked times the first takes the row's events, yet all stand before the row they ask about.
    if (at > 0 && curve.time[at - 1] === times[i]) at--
    for (; next < rows && curve.time[next] <= times[i]; next++) {
      result.events[i] += curve.events[next]
      result.censored[i] += curve.censored[next]
    }
    const last = next - 1
    const known =
      extend || next < rows || (rows > 0 && (curve.survival[last] === 0 || curve.time[last] === times[i]))
    const value = (column: Float64Array, start: number) => (!known ? NaN : last < 0 ? start : column[last])
    result.atRisk[i] = at < rows ? curve.atRisk[at] : 0
    result.survival[i] = value(curve.survival, 1)
    result.standardError[i] = value(curve.standardError, 0)
    result.lower[i] = value(lower, 1)
    result.upper[i] = value(upper, 1)
  }
  return result
}

export function checkAskedTimes(caller: string, times: Float64Array) {
  for (let i = 0; i < times.length; i++)
    if (!(times[i] >= (i > 0 ? times[i - 1] : 0) && times[i] < Infinity))
      throw new RangeError(
        `${caller}: the asked times must be finite, ≥ 0 and increasing, got ${times.join(', ')}`,
      )
}
