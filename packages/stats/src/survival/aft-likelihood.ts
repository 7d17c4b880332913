import type { ConcaveFunction } from './concave-maximum.ts'
import { addCrossProduct, crossProductRoom } from './cox-cross-product.ts'
import type { LocationScale } from './location-scale.ts'

/**
 * The log-likelihood of a location–scale model of exact, right-, left- and interval-censored y, in the parameters
 * γ = 1/σ and θ = β/σ, in which it is concave (Burridge 1981, J R Stat Soc B 43:41): Newton cannot be led astray.
 *
 *   z = γ y − xθ      exact: log f(z) + log γ      right: log S(z_l)      left: log F(z_u)      between: log(F(z_u) − F(z_l))
 *
 * @param columns   p columns of x, the first the intercept
 * @param lower     n lower ends of y, −∞ where none; `upper` likewise; equal where exact
 * @param fixed     γ, if it is not to be estimated
 * @returns `at(parameters)` fills gradient and information (minus the Hessian) over θ_1..θ_p and, if estimated, γ
 */
export function aftLikelihood(
  family: LocationScale,
  columns: readonly Float64Array[],
  lower: Float64Array,
  upper: Float64Array,
  weight: Float64Array,
  fixed?: number,
): ConcaveFunction {
  const n = lower.length
  const p = columns.length
  const size = fixed === undefined ? p + 1 : p
  const gradient = new Float64Array(size)
  const information = new Float64Array(size * size)
  const gram = new Float64Array(p * p)
  const mixed = new Float64Array(n)
  const curvature = new Float64Array(n)
  const linear = new Float64Array(n)
  const push = new Float64Array(n)
  const room = crossProductRoom(p)
  const jet = new Float64Array(3)
  let logLikelihood = 0
  let slopeGamma = 0
  let bendGamma = 0

  return { gradient, information, at }

  function at(parameters: Float64Array): number {
    const gamma = fixed ?? parameters[p]
    if (!(gamma > 0)) return -Infinity
    linear.fill(0)
    for (let j = 0; j < p; j++) for (let i = 0; i < n; i++) linear[i] += parameters[j] * columns[j][i]
    gradient.fill(0)
    information.fill(0)
    gram.fill(0)
    let exact = 0
    slopeGamma = 0
    bendGamma = 0
    logLikelihood = 0
    for (let i = 0; i < n; i++) {
      const w = weight[i]
      push[i] = curvature[i] = mixed[i] = 0
      if (w === 0) continue
      const yl = lower[i]
      const yu = upper[i]
      const one = yl === yu || yu === Infinity || yl === -Infinity
      if (!one) {
        between(i, w, gamma)
        continue
      }
      const y = yl === -Infinity ? yu : yl
      if (!Number.isFinite(y)) continue // nothing is known of the row
      const z = gamma * y - linear[i]
      if (yl === yu) family.exact(z, jet)
      else if (yl === -Infinity) family.left(z, jet)
      else family.right(z, jet)
      logLikelihood += w * jet[0]
      push[i] = -w * jet[1]
      curvature[i] = -w * jet[2]
      mixed[i] = w * jet[2] * y
      slopeGamma += w * jet[1] * y
      bendGamma -= w * jet[2] * y * y
      if (yl === yu) exact += w
    }
    logLikelihood += exact * Math.log(gamma)
    slopeGamma += exact / gamma
    bendGamma += exact / (gamma * gamma)
    for (let j = 0; j < p; j++) {
      let slope = 0
      let cross = 0
      for (let i = 0; i < n; i++) {
        slope += push[i] * columns[j][i]
        cross += mixed[i] * columns[j][i]
      }
      gradient[j] = slope
      if (fixed === undefined) information[j * size + p] = information[p * size + j] = cross
    }
    addCrossProduct(gram, columns, curvature, 1, room)
    for (let j = 0; j < p; j++)
      for (let k = 0; k <= j; k++) information[j * size + k] = information[k * size + j] = gram[j * p + k]
    if (fixed === undefined) {
      gradient[p] = slopeGamma
      information[p * size + p] = bendGamma
    }
    return logLikelihood
  }

  /** A row in (l, u], both finite: a and b are the first derivatives in z_u and z_l, aa, bb and ab the second ones. */
  function between(i: number, w: number, gamma: number) {
    const u = upper[i]
    const l = lower[i]
    const zu = gamma * u - linear[i]
    const zl = gamma * l - linear[i]
    const log = family.logInterval(zl, zu)
    const a = Math.exp(family.logDensity(zu) - log)
    const b = -Math.exp(family.logDensity(zl) - log)
    const aa = a * family.slope(zu) - a * a
    const bb = b * family.slope(zl) - b * b
    const ab = -a * b
    logLikelihood += w * log
    push[i] = -w * (a + b)
    curvature[i] = -w * (aa + bb + 2 * ab)
    mixed[i] = w * (aa * u + bb * l + ab * (u + l))
    slopeGamma += w * (a * u + b * l)
    bendGamma -= w * (aa * u * u + bb * l * l + 2 * ab * u * l)
  }
}
