/**
 * Quantiles of a survival curve by inversion, with limits by inverting the pointwise confidence limits (Brookmeyer–Crowley).
 *
 *   t_p = smallest t with 1 − S(t) ≥ p; where S is flat at exactly 1 − p (within 1.5e-8), the midpoint of the flat stretch
 *
 * @param curve  from kaplanMeier or its like
 * @param p      probabilities in [0, 1]: 0.5 is the median, 0.25 the time by which a quarter had the event
 * @param options kind and level of the interval
 * @returns for each p `estimate`, `lower`, `upper`; NaN means: not reached. p = 0 gives 0. A flat stretch at the end of the
 *   curve runs to the last time of follow-up. `lower` comes from the lower limit of S, so it is the earlier time.
 * @throws RangeError for a p outside [0, 1], or a level outside (0, 1)
 *
 * The tolerance is R's: products of (1 − d/n) miss 1 − p by a few ulp. Print of R's survfit takes the start of a flat stretch that
 * ends the curve where `quantile` takes its midpoint; we are `quantile`.
 * Source: Brookmeyer & Crowley 1982, Biometrics 38:29; R `quantile.survfit`. O(rows) for each p.
 * Checked: R survival 3.5-3, quartiles and limits of every kaplan_meier fixture; flats by hand.
 */
import { survivalInterval } from './survival-interval.ts'
import type { IntervalOptions } from './survival-interval.ts'
import { TIE_TOLERANCE } from './tied-times.ts'

export type SurvivalQuantile = {
  readonly p: Float64Array
  readonly estimate: Float64Array
  readonly lower: Float64Array
  readonly upper: Float64Array
}

export function survivalQuantile(
  curve: { readonly time: Float64Array; readonly survival: Float64Array; readonly greenwood: Float64Array },
  p: Float64Array,
  options: IntervalOptions,
): SurvivalQuantile {
  if (!p.every((x) => x >= 0 && x <= 1))
    throw new RangeError(
      `survivalQuantile: every p must be in [0, 1], got ${p.find((x) => !(x >= 0 && x <= 1))}`,
    )
  const { lower, upper } = survivalInterval(curve, options)
  return {
    p,
    estimate: p.map((x) => crossing(curve.time, curve.survival, x)),
    lower: p.map((x) => crossing(curve.time, lower, x)),
    upper: p.map((x) => crossing(curve.time, upper, x)),
  }
}

/**
 * The time at which 1 − `level` first reaches p. A confidence limit need not fall all the way, so the crossing is the smallest value
 * that is high enough, not the first in time; of equal values the first.
 */
function crossing(time: Float64Array, level: Float64Array, p: number): number {
  if (time.length === 0) return NaN
  if (p < TIE_TOLERANCE) return 0
  let [reachesAt, reached] = [NaN, Infinity]
  let [passesAt, passed] = [NaN, Infinity]
  let [end, before] = [NaN, NaN] // the last level that differs from those before it; as in R, a missing one counts once
  let unknown = false
  for (let j = 0; j < time.length; j++) {
    const fallen = 1 - level[j]
    if (fallen >= p - TIE_TOLERANCE && fallen < reached) [reachesAt, reached] = [time[j], fallen]
    if (fallen >= p + TIE_TOLERANCE && fallen < passed) [passesAt, passed] = [time[j], fallen]
    if (Number.isNaN(fallen) ? !unknown : fallen !== before) [end, before] = [fallen, fallen]
    unknown ||= Number.isNaN(fallen)
  }
  // A flat stretch that ends the curve ends with follow-up.
  if (Math.abs(end - p) < TIE_TOLERANCE) return (reachesAt + time[time.length - 1]) / 2
  return (reachesAt + passesAt) / 2
}
