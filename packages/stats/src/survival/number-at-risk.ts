/**
 * How many are still under observation, free of the event, just before each given time: entry < t ≤ time; at t = 0, all who start there.
 *
 * @param time   n ends of follow-up
 * @param times  asked times, ≥ 0, increasing
 * @param entry  n starts of follow-up; without them all start at 0
 * @returns one count per asked time. Someone whose follow-up ends at t, by event or censoring, is still counted at t.
 * @throws RangeError as `tiedTimes`, and for asked times that are not increasing
 *
 * Source: Kalbfleisch & Prentice 2002, §1.4. The row under published curves.
 * Checked: n_risk of every risk_table fixture of R survival 3.5-3; by hand with late entries. O(n + times).
 */
import { checkAskedTimes } from './survival-at.ts'
import { tiedTimes } from './tied-times.ts'

export function numberAtRisk(time: Float64Array, times: Float64Array, entry?: Float64Array): Float64Array {
  checkAskedTimes('numberAtRisk', times)
  const tied = tiedTimes(time, entry)
  const atRisk = new Float64Array(times.length)
  let ended = 0
  let entered = 0
  for (let i = 0; i < times.length; i++) {
    while (ended < time.length && tied.time[tied.byTime[ended]] < times[i]) ended++
    if (tied.entry && tied.byEntry) {
      const started = (start: number) => start < times[i] || (times[i] === 0 && start === 0)
      while (entered < time.length && started(tied.entry[tied.byEntry[entered]])) entered++
    } else entered = time.length
    atRisk[i] = entered - ended
  }
  return atRisk
}
