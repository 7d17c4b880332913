/**
 * Hazard ratios with Wald intervals: exp(β), exp(β ± z SE), and the two-sided p of β/SE.
 *
 * @param level  coverage, 0 < level < 1
 * @returns columns over the coefficients. A collinear one is NaN throughout; an infinite one has estimate 0 or ∞, and no interval or p
 *          (a profile interval, or Firth's fit, has)
 * @throws RangeError for a level outside (0, 1)
 *
 * Source: Therneau & Grambsch 2000, §3.4. Checked: R survival 3.5-3 `summary(coxph)`, every fixture to 1e-8.
 */
import { normalCdf, normalQuantile } from '../special/normal.ts'
import type { Cox } from './cox-estimates.ts'

export type HazardRatios = {
  readonly estimate: Float64Array
  readonly lower: Float64Array
  readonly upper: Float64Array
  readonly z: Float64Array
  readonly p: Float64Array
  readonly level: number
}

export function hazardRatios(fit: Cox, level = 0.95): HazardRatios {
  if (!(level > 0 && level < 1))
    throw new RangeError(`hazardRatios: level must be between 0 and 1, got ${level}`)
  const { coefficients, standardErrors } = fit
  const width = normalQuantile((1 - level) / 2, { upper: true })
  const z = coefficients.map((b, j) => b / standardErrors[j])
  return {
    estimate: coefficients.map(Math.exp),
    lower: coefficients.map((b, j) => Math.exp(b - width * standardErrors[j])),
    upper: coefficients.map((b, j) => Math.exp(b + width * standardErrors[j])),
    z,
    p: z.map((value) => (Number.isNaN(value) ? NaN : 2 * normalCdf(Math.abs(value), { upper: true }))),
    level,
  }
}
