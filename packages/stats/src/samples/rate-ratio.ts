import { betaQuantile } from '../special/beta.ts'

/**
 * Ratio of two Poisson rates with its exact conditional interval.
 *
 *   given d₁ + d₂, d₁ is binomial with π = r T₁ / (r T₁ + T₂); the Clopper–Pearson limits of π give those of r = π T₂ / ((1 − π) T₁)
 *
 * @param first   d₁ events, a whole number ≥ 0, in person-time T₁ > 0
 * @param second  d₂, T₂ likewise: the reference
 * @param options  `level` of the interval, said by the caller
 * @returns `ratio` NaN where there is no event at all, ∞ where the reference has none; the interval is then [0, ∞] or open above
 * @throws RangeError for anything else
 *
 * Source: Przyborowski & Wilenski 1940, Biometrika 31:313; Clopper & Pearson 1934, Biometrika 26:404.
 * Checked: R 4.2.2 `poisson.test` of two rates, 1e-10.
 */
export function rateRatio(
  first: { readonly events: number; readonly personTime: number },
  second: { readonly events: number; readonly personTime: number },
  { level }: { readonly level: number },
): { readonly ratio: number; readonly lower: number; readonly upper: number } {
  for (const { events, personTime } of [first, second]) {
    if (!(Number.isInteger(events) && events >= 0))
      throw new RangeError(`rateRatio: events must be a whole number ≥ 0, got ${events}`)
    if (!(personTime > 0 && personTime < Infinity))
      throw new RangeError(`rateRatio: person-time must be a finite number > 0, got ${personTime}`)
  }
  if (!(level > 0 && level < 1)) throw new RangeError(`rateRatio: 0 < level < 1, got ${level}`)
  const [d1, d2] = [first.events, second.events]
  const scale = second.personTime / first.personTime
  const tail = (1 - level) / 2
  const odds = (share: number) => (share >= 1 ? Infinity : share / (1 - share)) * scale
  return {
    ratio: d1 + d2 === 0 ? NaN : d2 === 0 ? Infinity : (d1 / d2) * scale,
    lower: d1 === 0 ? 0 : odds(betaQuantile(tail, d1, d2 + 1)),
    upper: d2 === 0 ? Infinity : odds(betaQuantile(tail, d1 + 1, d2, { upper: true })),
  }
}
