import { normalCdf, normalDensity, normalQuantile } from '../special/normal.ts'
import { logOneMinusExp } from '../special/tail.ts'

/**
 * The standard members of three location–scale families, y = μ + σ z: what a likelihood of exact and censored z needs.
 *
 *   extreme value  S(z) = exp(−eᶻ)         log t: Weibull, exponential at σ = 1
 *   normal         S(z) = Φ(−z)            log t: log-normal
 *   logistic       S(z) = 1 / (1 + eᶻ)     log t: log-logistic
 *
 * `logInterval(l, u)` is log(F(u) − F(l)), l < u finite, from the tail that does not cancel.
 * `exact`, `right` and `left` put log f, log S or log F and its first two derivatives into `jet`; `slope` is (log f)′. All three
 * densities are log-concave, which makes every likelihood below concave.
 * `saturated(w)` is the largest log-probability that any location gives to an interval of width w, for deviances.
 *
 * Source: Kalbfleisch & Prentice 2002, ch. 2 and 3. Checked: through `acceleratedFailureTime`; derivatives by differences.
 */
export type LocationScale = {
  readonly logDensity: (z: number) => number
  readonly slope: (z: number) => number
  readonly exact: (z: number, jet: Float64Array) => void
  readonly right: (z: number, jet: Float64Array) => void
  readonly left: (z: number, jet: Float64Array) => void
  readonly logSurvival: (z: number) => number
  readonly logCdf: (z: number) => number
  readonly logInterval: (l: number, u: number) => number
  readonly quantile: (p: number) => number
  readonly saturated: (width: number) => number
  readonly saturatedExact: number
}

export const extremeValue: LocationScale = {
  logDensity: (z) => z - Math.exp(z),
  slope: (z) => -Math.expm1(z),
  exact: (z, jet) => {
    const e = Math.exp(z)
    put(jet, z - e, 1 - e, -e)
  },
  right: (z, jet) => {
    const e = Math.exp(z)
    put(jet, -e, -e, -e)
  },
  left: (z, jet) => {
    const log = extremeValue.logCdf(z)
    const ratio = Math.exp(z - Math.exp(z) - log)
    put(jet, log, ratio, ratio * (-Math.expm1(z) - ratio))
  },
  logSurvival: (z) => -Math.exp(z),
  logCdf: (z) => (z < -37 ? z : logOneMinusExp(-Math.exp(z))),
  logInterval: (l, u) => -Math.exp(l) + logOneMinusExp(Math.exp(l) - Math.exp(u)),
  quantile: (p) => Math.log(-Math.log1p(-p)),
  saturated: (w) => -w / Math.expm1(w) + logOneMinusExp(-w),
  saturatedExact: -1,
}

export const normal: LocationScale = {
  logDensity: (z) => normalDensity(z, { log: true }),
  slope: (z) => -z,
  exact: (z, jet) => put(jet, -0.5 * z * z + normal.saturatedExact, -z, -1),
  right: (z, jet) => {
    const log = normalCdf(z, { upper: true, log: true })
    const ratio = Math.exp(normal.saturatedExact - 0.5 * z * z - log)
    put(jet, log, -ratio, -ratio * (ratio - z))
  },
  left: (z, jet) => {
    normal.right(-z, jet)
    jet[1] = -jet[1]
  },
  logSurvival: (z) => normalCdf(z, { upper: true, log: true }),
  logCdf: (z) => normalCdf(z, { log: true }),
  logInterval: (l, u) => {
    if (l > 0)
      return logDifference(normalCdf(l, { upper: true, log: true }), normalCdf(u, { upper: true, log: true }))
    if (u < 0) return logDifference(normalCdf(u, { log: true }), normalCdf(l, { log: true }))
    return Math.log(0.5 - normalCdf(l) + (0.5 - normalCdf(u, { upper: true })))
  },
  quantile: (p) => normalQuantile(p),
  saturated: (w) => normal.logInterval(-w / 2, w / 2),
  saturatedExact: normalDensity(0, { log: true }),
}

export const logistic: LocationScale = {
  logDensity: (z) => -Math.abs(z) - 2 * Math.log1p(Math.exp(-Math.abs(z))),
  slope: (z) => -Math.tanh(z / 2),
  exact: (z, jet) => {
    const log = logistic.logDensity(z)
    put(jet, log, -Math.tanh(z / 2), -2 * Math.exp(log))
  },
  right: (z, jet) => {
    const F = 1 / (1 + Math.exp(-z))
    put(jet, -softplus(z), -F, -F * (1 - F))
  },
  left: (z, jet) => {
    logistic.right(-z, jet)
    jet[1] = -jet[1]
  },
  logSurvival: (z) => -softplus(z),
  logCdf: (z) => -softplus(-z),
  logInterval: (l, u) => -softplus(-u) - softplus(l) + logOneMinusExp(l - u),
  quantile: (p) => Math.log(p) - Math.log1p(-p),
  saturated: (w) => Math.log(Math.tanh(w / 4)),
  saturatedExact: -Math.log(4),
}

function put(jet: Float64Array, value: number, first: number, second: number) {
  jet[0] = value
  jet[1] = first
  jet[2] = second
}

const softplus = (z: number) => Math.max(z, 0) + Math.log1p(Math.exp(-Math.abs(z)))

/** log(eᵃ − eᵇ), a > b. */
const logDifference = (a: number, b: number) => a + logOneMinusExp(b - a)
