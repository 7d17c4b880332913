/**
 * Reverse Kaplan–Meier curve: how long subjects were followed, where the event is what cuts follow-up short.
 *
 *   the product-limit estimate with events and censorings exchanged; its median is the median follow-up
 *
 * @param time, event, options  as for `kaplanMeier`; at one time, ends of follow-up come before the events of interest
 * @returns the columns of `kaplanMeier`, whose `events` are the ends of follow-up
 * @throws RangeError as `kaplanMeier`
 *
 * Source: Schemper & Smith 1996, Control Clin Trials 17:343. O(n log n).
 * Checked: R survival 3.5-3 `survfit(Surv(time, 1 - event))`, quartiles of every median_followup fixture to 1e-12 relative.
 */
import { kaplanMeier } from './kaplan-meier.ts'
import type { KaplanMeier } from './kaplan-meier.ts'
import { checkEvents } from './survival-curve.ts'
import type { CurveOptions } from './survival-curve.ts'

export function reverseKaplanMeier(
  time: Float64Array,
  event: Uint8Array,
  options: CurveOptions = {},
): KaplanMeier {
  checkEvents('reverseKaplanMeier', event, time.length)
  return kaplanMeier(
    time,
    event.map((e) => 1 - e),
    options,
  )
}
