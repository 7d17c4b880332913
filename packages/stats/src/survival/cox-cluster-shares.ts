/**
 * For each cluster, Σ_t Σ_k ω_k p_c and Σ_t Σ_k ω_k p_c², with p_c = (R_c − f_k D_c)/(S0 − f_k D0) its share in the risk of the risk set.
 *
 * Between the comings and goings of its own rows R_c is constant, so that p_c² sums to R_c² times a running sum over groups;
 * only in a group in which the cluster itself has events is it taken apart. O(n).
 */
import type { GroupTerms } from './cox-group-terms.ts'
import type { RiskSets } from './cox-risk-sets.ts'
import { timeMet } from './cox-time-met.ts'

export function clusterShares(
  sets: RiskSets,
  risk: Float64Array,
  codes: Int32Array,
  size: number,
  terms: GroupTerms,
) {
  const { stratumStart, stratumGroup, groupStart, groupEnd, leaving, leftBefore } = sets
  const met = timeMet(sets, terms.hazard, terms.ownHazard)
  const shares = new Float64Array(size)
  for (let i = 0; i < codes.length; i++) shares[codes[i]] += risk[i] * met[i]

  const squares = new Float64Array(size)
  const R = new Float64Array(size)
  const D = new Float64Array(size)
  const since = new Float64Array(size) // the running sum when R last changed
  let sum = 0 // of Σ_k ω_k c_k²
  for (let s = 0; s + 1 < stratumStart.length; s++) {
    let i = stratumStart[s]
    let k = i
    for (let g = stratumGroup[s]; g < stratumGroup[s + 1]; g++) {
      if (leaving) for (; k < leftBefore![g]; k++) change(codes[leaving[k]], -risk[leaving[k]])
      for (; i < groupEnd[g]; i++) change(codes[i], risk[i])
      const [c0, c1] = [terms.variance[g], terms.hazardMeanD[g]]
      const c2 = c1 - terms.ownMeanD[g]
      for (let e = groupStart[g]; e < groupEnd[g]; e++) D[codes[e]] += risk[e]
      for (let e = groupStart[g]; e < groupEnd[g]; e++) {
        const c = codes[e]
        if (D[c] === 0) continue
        squares[c] += R[c] * R[c] * c0 - 2 * R[c] * D[c] * c1 + D[c] * D[c] * c2
        since[c] = sum + c0
        D[c] = 0
      }
      sum += c0
    }
    for (let j = stratumStart[s]; j < stratumStart[s + 1]; j++) {
      change(codes[j], 0)
      R[codes[j]] = 0
    }
  }
  return { shares, squares }

  function change(c: number, by: number) {
    squares[c] += R[c] * R[c] * (sum - since[c])
    since[c] = sum
    R[c] += by
  }
}
