import { normalQuantile } from '../special/normal.ts'
import type { IntervalKind } from './survival-interval.ts'

/**
 * Confidence limits of probabilities from their standard errors, each probability by itself.
 *
 *   with z = Φ⁻¹((1 + level)/2), s = SE / p:
 *   plain p ∓ z SE · log exp(log p ∓ z s) · log-log exp(−exp(log(−log p) ∓ z s / log p)) · logit and arcsin by their slopes
 *
 * @param probability    m values in [0, 1]
 * @param standardError  m values ≥ 0 of the same probabilities
 * @param options  `kind` of scale and `level`, both said by the caller; plain and log are clipped to [0, 1], arcsin's angle
 *   to [0, π/2]
 * @returns lower and upper; NaN where the scale has no value: p = 0 for all but plain; p = 1 for log-log, logit and arcsin
 * @throws RangeError for unequal lengths, an unknown kind, a level not inside (0, 1)
 *
 * Source: Kalbfleisch & Prentice 2002, §1.4.1; R survival 3.5-3 `survfit` of a multi-state end point.
 * Checked: the `aalen_johansen` fixtures of all five kinds, 1e-12 relative.
 */
export function incidenceInterval(
  probability: Float64Array,
  standardError: Float64Array,
  { kind, level }: { readonly kind: IntervalKind; readonly level: number },
): { readonly lower: Float64Array; readonly upper: Float64Array } {
  if (standardError.length !== probability.length)
    throw new RangeError(
      `incidenceInterval: as many standard errors as probabilities, got ${standardError.length} for ${probability.length}`,
    )
  if (!(kind in limits))
    throw new RangeError(`incidenceInterval: kind is one of ${Object.keys(limits).join(', ')}, got ${kind}`)
  if (!(level > 0 && level < 1)) throw new RangeError(`incidenceInterval: 0 < level < 1, got ${level}`)
  const z = normalQuantile((1 - level) / 2, { upper: true })
  const limit = limits[kind]
  return {
    lower: probability.map((p, i) => limit(p, -z * standardError[i])),
    upper: probability.map((p, i) => limit(p, z * standardError[i])),
  }
}

/** The limit that lies `by` from p, on the probability scale, before its own scale bends it. */
const limits: Record<IntervalKind, (p: number, by: number) => number> = {
  plain: (p, by) => Math.min(1, Math.max(0, p + by)),
  log: (p, by) => (p === 0 ? NaN : Math.min(1, p * Math.exp(by / p))),
  'log-log': (p, by) => {
    if (p === 0 || p === 1) return NaN
    const log = Math.log(p)
    return Math.exp(log * Math.exp(by / p / log))
  },
  logit: (p, by) => {
    if (p === 0 || p === 1) return NaN
    return 1 / (1 + ((1 - p) / p) * Math.exp(-by / (p * (1 - p))))
  },
  arcsin: (p, by) => {
    if (p === 0 || p === 1) return NaN
    const angle = Math.asin(Math.sqrt(p)) + by / (2 * Math.sqrt(p * (1 - p)))
    return Math.sin(Math.min(Math.PI / 2, Math.max(0, angle))) ** 2
  },
}
