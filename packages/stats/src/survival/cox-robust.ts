/**
 * Robust (sandwich) variance of the coefficients, grouped by cluster, and the robust score test.
 *
 *   V_R = V B V,   B = Σ_c U_c U_c′,   U_c = Σ_{i∈c} w_i U_i (score residuals at β̂);   score test u′ B₀⁻ u, with B₀ and u = Σ U_c at β₀
 *
 * @returns in the scaled columns of the state. Without clusters each row is one. O(n p + n p²)
 *
 * Source: Lin & Wei 1989, J Am Stat Assoc 84:1074; Lee, Wei & Amato 1992. R: D′D with D the dfbeta summed by cluster.
 * Checked: R survival 3.5-3 `coxph(cluster =)`, `robust = TRUE` and fractional weights, through cox.ts.
 */
import { addCrossProduct, crossProductRoom } from './cox-cross-product.ts'
import { scoreByPlace } from './cox-score-residuals.ts'
import type { CoxState } from './cox-state.ts'

export type ClusterScores = { readonly score: Float64Array; readonly meat: Float64Array }

export function clusterScores(state: CoxState, cluster?: Int32Array): ClusterScores {
  const { rows } = state.sets
  const { weight } = state.columns
  let clusters = rows.length
  if (cluster) {
    clusters = 0
    for (let row = 0; row < cluster.length; row++) if (cluster[row] >= clusters) clusters = cluster[row] + 1
  }
  const summed = scoreByPlace(state).map((score) => {
    const sums = new Float64Array(clusters)
    if (cluster) for (let i = 0; i < rows.length; i++) sums[cluster[rows[i]]] += weight[i] * score[i]
    else for (let i = 0; i < rows.length; i++) sums[i] = weight[i] * score[i]
    return sums
  })
  const p = summed.length
  const meat = new Float64Array(p * p)
  addCrossProduct(meat, summed, undefined, 1, crossProductRoom(p))
  for (let j = 0; j < p; j++) for (let k = 0; k < j; k++) meat[k * p + j] = meat[j * p + k]
  return { score: Float64Array.from(summed, total), meat }
}

/** V B V, flat. */
export function sandwich(variance: Float64Array, meat: Float64Array, p: number): Float64Array {
  return product(product(variance, meat, p), variance, p)
}

function product(A: Float64Array, B: Float64Array, p: number): Float64Array {
  const C = new Float64Array(p * p)
  for (let i = 0; i < p; i++)
    for (let k = 0; k < p; k++) for (let j = 0; j < p; j++) C[i * p + j] += A[i * p + k] * B[k * p + j]
  return C
}

function total(values: Float64Array): number {
  let sum = 0
  for (let i = 0; i < values.length; i++) sum += values[i]
  return sum
}
