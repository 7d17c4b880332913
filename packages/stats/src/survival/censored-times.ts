/**
 * What is known of n times: each lies in (lower, upper], or is exact where the two are equal.
 *
 *   right censored at c: (c, ∞)      left censored at c: (0, c], or (−∞, c] on a whole line      seen at visits: (last free, first not]
 */
export type CensoredTimes = { readonly lower: Float64Array; readonly upper: Float64Array }

/** Right-censored follow-up in that form. Throws RangeError for unequal lengths, times that are not finite, flags other than 0, 1. */
export function rightCensored(time: Float64Array, event: Uint8Array): CensoredTimes {
  if (event.length !== time.length)
    throw new RangeError(`rightCensored: as many events as times, got ${event.length} for ${time.length}`)
  for (let i = 0; i < time.length; i++) {
    if (!Number.isFinite(time[i]))
      throw new RangeError(`rightCensored: every time must be finite, row ${i} is ${time[i]}`)
    if (event[i] > 1)
      throw new RangeError(`rightCensored: every event must be 0 or 1, row ${i} is ${event[i]}`)
  }
  return { lower: time, upper: time.map((t, i) => (event[i] ? t : Infinity)) }
}

/** Throws RangeError in the name of `caller` unless least ≤ lower ≤ upper, with numbers in both and something known. */
export function checkCensoredTimes(caller: string, { lower, upper }: CensoredTimes, least: number) {
  if (lower.length !== upper.length)
    throw new RangeError(`${caller}: as many upper as lower times, got ${upper.length} for ${lower.length}`)
  for (let i = 0; i < lower.length; i++) {
    if (!(lower[i] >= least && lower[i] <= upper[i] && lower[i] < Infinity && upper[i] > -Infinity))
      throw new RangeError(
        `${caller}: every row must have ${least} ≤ lower ≤ upper with lower < ∞, row ${i} is (${lower[i]}, ${upper[i]}]`,
      )
  }
}
