/**
 * Pointwise confidence limits of a survival curve, on one of five scales g:  g⁻¹( g(S) ± z · se(log S) · |dg/d log S| ).
 *
 *   log      S e^{± z s}                      plain    S ± z s S
 *   log-log  S^{exp(± z s / log S)}           logit    logit S ± z s / (1 − S)
 *   arcsin   sin²( asin √S ± ½ z s √(S / (1 − S)) )            with s = se of log S = √greenwood
 *
 * @param curve  from kaplanMeier, flemingHarrington, …: `survival` and `greenwood` (Var log S)
 * @param options.kind   which scale: no default, for it changes the answer; @param options.level  for instance 0.95
 * @returns `lower`, `upper`, one element per time, within [0, 1]. Where R says NA they are NaN: all scales at S = 0 with Greenwood's variance,
 *   log-log and logit at S = 1, while `log`, `plain` and `arcsin` give [1, 1] there (arcsin: NaN, as 0 · √(1/0))
 * @throws RangeError for a level outside (0, 1); TypeError for an unknown kind
 *
 * Source: Kalbfleisch & Prentice 1980; Thomas & Grunkemeier 1975 (logit); Nair 1984 (arcsin); R `survfit_confint`.
 * Checked: R survival 3.5-3, every limit of every kaplan_meier fixture, all five scales, to 1e-12 relative.
 */
import { normalQuantile } from '../special/normal.ts'

export type IntervalKind = 'log' | 'log-log' | 'plain' | 'arcsin' | 'logit'
export type IntervalOptions = { readonly kind: IntervalKind; readonly level: number }
export type SurvivalInterval = { readonly lower: Float64Array; readonly upper: Float64Array }

export function survivalInterval(
  curve: { readonly survival: Float64Array; readonly greenwood: Float64Array },
  { kind, level }: IntervalOptions,
): SurvivalInterval {
  const z = criticalValue('survivalInterval', level)
  const limit = scales[kind]
  if (!limit)
    throw new TypeError(`survivalInterval: kind must be ${Object.keys(scales).join(', ')}, got ${kind}`)
  const lower = new Float64Array(curve.survival.length)
  const upper = new Float64Array(curve.survival.length)
  for (let j = 0; j < lower.length; j++) {
    const s = z * Math.sqrt(curve.greenwood[j])
    lower[j] = limit(curve.survival[j], -s)
    upper[j] = limit(curve.survival[j], s)
  }
  return { lower, upper }
}

/** The normal quantile of a two-sided level. */
export function criticalValue(caller: string, level: number): number {
  if (!(level > 0 && level < 1))
    throw new RangeError(`${caller}: level must be between 0 and 1, got ${level}`)
  return -normalQuantile((1 - level) / 2)
}

/** The limit at signed distance ± z s; `s` negative for the lower one. */
const scales: Record<IntervalKind, (S: number, s: number) => number> = {
  log: (S, s) => (S === 0 ? NaN : Math.min(1, S * Math.exp(s))),
  'log-log': (S, s) => {
    if (S === 0 || S === 1) return NaN
    const logS = Math.log(S)
    return Math.exp(-Math.exp(Math.log(-logS) + s / logS))
  },
  plain: (S, s) => Math.min(1, Math.max(0, S + s * S)),
  arcsin: (S, s) => {
    if (S === 0) return NaN
    const angle = Math.asin(Math.sqrt(S)) + 0.5 * s * Math.sqrt(S / (1 - S))
    return Math.sin(Math.min(Math.PI / 2, Math.max(0, angle))) ** 2
  },
  logit: (S, s) => (S === 0 ? NaN : 1 - 1 / (1 + Math.exp(Math.log(S / (1 - S)) + s * (1 + S / (1 - S))))),
}
