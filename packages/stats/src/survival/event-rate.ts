import { gammaQuantile } from '../special/gamma.ts'

/**
 * Events per unit of person-time, with the exact Poisson interval.
 *
 *   rate = d / T      [ G⁻¹(α/2; d) / T,  G⁻¹(1 − α/2; d + 1) / T ],  G the gamma distribution function of that shape
 *
 * @param events      d, a whole number ≥ 0
 * @param personTime  T > 0
 * @param options  `level` of the interval, said by the caller
 * @returns the lower limit is 0 where d = 0
 * @throws RangeError for anything else
 *
 * Source: Garwood 1936, Biometrika 28:437.
 * Checked: R 4.2.2 `poisson.test`, 1e-12.
 */
export function eventRate(
  events: number,
  personTime: number,
  { level }: { readonly level: number },
): { readonly rate: number; readonly lower: number; readonly upper: number } {
  if (!(Number.isInteger(events) && events >= 0))
    throw new RangeError(`eventRate: events must be a whole number ≥ 0, got ${events}`)
  if (!(personTime > 0 && personTime < Infinity))
    throw new RangeError(`eventRate: person-time must be a finite number > 0, got ${personTime}`)
  if (!(level > 0 && level < 1)) throw new RangeError(`eventRate: 0 < level < 1, got ${level}`)
  const tail = (1 - level) / 2
  return {
    rate: events / personTime,
    lower: events === 0 ? 0 : gammaQuantile(tail, events) / personTime,
    upper: gammaQuantile(tail, events + 1, { upper: true }) / personTime,
  }
}
