/**
 * Exact (discrete) partial log-likelihood: given that d of the n at risk fail at t, which d.
 *
 *   ℓ(β) = Σ_t [ Σ_{i∈D_t} η_i − log B_d ],   B_d = Σ over all sets of d at risk of ∏ exp(η_i),
 *   by recursion over the rows at risk: B_k ← B_k + e_i B_{k−1}, and the same once and twice differentiated
 *
 * The risk set only grows while nobody enters, so one pass updates B for all event times of a stratum: O(n d p²) in all, where
 * d is the largest tie. With late entry each risk set is built anew, O(n d p²) each (R's way is exponential in d).
 * Risks are multiplied by c = d/Σe before, and log B_d corrected by d log c, so that B neither overflows nor vanishes.
 *
 * Source: Gail, Lubin & Rubinstein 1981, Biometrika 68:703. Checked: R survival 3.5-3 `coxph(ties = 'exact')` through cox.ts; by
 * listing all subsets on small sets.
 */
import type { CoxColumns } from './cox-columns.ts'
import { linearPredictor } from './cox-likelihood.ts'
import type { Objective } from './cox-newton.ts'
import type { RiskSets } from './cox-risk-sets.ts'

export function exactPartialLikelihood(sets: RiskSets, columns: CoxColumns): Objective {
  const { stratumStart, stratumGroup, groupStart, groupEnd, leavesAt } = sets
  const { X } = columns
  const p = X.length
  const score = new Float64Array(p)
  const information = new Float64Array(p * p)
  const moments = new Float64Array(p)
  const lp = new Float64Array(columns.n)
  const risk = new Float64Array(columns.n)
  let largest = 0
  for (let g = 0; g < stratumGroup[stratumGroup.length - 1]; g++)
    largest = Math.max(largest, groupEnd[g] - groupStart[g])
  const subsets = subsetSums(p, largest)

  return { score, information, moments, at }

  function at(beta: Float64Array): number {
    linearPredictor(columns, beta, lp)
    score.fill(0)
    information.fill(0)
    moments.fill(0)
    let logLikelihood = 0
    for (let s = 0; s + 1 < stratumStart.length; s++) logLikelihood += stratum(s)
    for (let j = 0; j < p; j++) for (let k = 0; k < j; k++) information[k * p + j] = information[j * p + k]
    return logLikelihood
  }

  function stratum(s: number): number {
    const from = stratumStart[s]
    const to = stratumStart[s + 1]
    let most = 1
    for (let g = stratumGroup[s]; g < stratumGroup[s + 1]; g++)
      most = Math.max(most, groupEnd[g] - groupStart[g])
    let sum = 0
    for (let i = from; i < to; i++) sum += risk[i] = Math.exp(lp[i])
    const c = most / sum
    for (let i = from; i < to; i++) risk[i] *= c

    let logLikelihood = 0
    subsets.clear(most)
    for (let g = stratumGroup[s], i = from; g < stratumGroup[s + 1]; g++) {
      const d = groupEnd[g] - groupStart[g]
      if (leavesAt) {
        subsets.clear(d)
        for (let k = from; k < groupEnd[g]; k++) if (leavesAt[k] > g) subsets.add(risk[k], X, k)
      } else for (; i < groupEnd[g]; i++) subsets.add(risk[i], X, i)
      for (let k = groupStart[g]; k < groupEnd[g]; k++) {
        logLikelihood += lp[k]
        for (let j = 0; j < p; j++) score[j] += X[j][k]
      }
      logLikelihood += d * Math.log(c) - Math.log(subsets.sum(d))
      subsets.takeFrom(d, score, information, moments)
    }
    return logLikelihood
  }
}

/** B_0 … B_d with first and second derivatives: `order` + 1 rows of 1 + p + p(p+1)/2 numbers. */
function subsetSums(p: number, largest: number) {
  const width = 1 + p + (p * (p + 1)) / 2
  const B = new Float64Array((largest + 1) * width)
  let order = 0
  let size = 0
  return { clear, add, sum: (d: number) => B[d * width], takeFrom }

  function clear(most: number) {
    order = most
    size = 0
    B.fill(0, 0, (most + 1) * width)
    B[0] = 1
  }

  function add(e: number, X: readonly Float64Array[], i: number) {
    size = Math.min(size + 1, order)
    for (let k = size; k >= 1; k--) {
      const at = k * width
      const before = at - width
      const b = B[before]
      for (let j = 0, jl = 1 + p; j < p; j++) {
        const x = X[j][i]
        const first = B[before + 1 + j]
        for (let l = 0; l <= j; l++, jl++) {
          const y = X[l][i]
          B[at + jl] += e * (x * y * b + x * B[before + 1 + l] + y * first + B[before + jl])
        }
      }
      for (let j = 0; j < p; j++) B[at + 1 + j] += e * (X[j][i] * b + B[before + 1 + j])
      B[at] += e * b
    }
  }

  function takeFrom(d: number, score: Float64Array, information: Float64Array, moments: Float64Array) {
    const at = d * width
    const b = B[at]
    for (let j = 0, jl = 1 + p; j < p; j++) {
      const first = B[at + 1 + j] / b
      score[j] -= first
      moments[j] += B[at + jl + j] / b
      for (let l = 0; l <= j; l++, jl++)
        information[j * p + l] += B[at + jl] / b - first * (B[at + 1 + l] / b)
    }
  }
}
