/**
 * Σ_t Σ_k ω_k E[(x_j − x̄_j)(x − x̄)′V(x − x̄)] for each j, expectations over the risk set of t with weights r_i, or r_i (1 − f_k)
 * for the events of t: the derivative of the information, contracted with V.
 *
 * With q = x′Vx, the expectation is E[x_j q] − x̄_j E[q] − 2 (E[x x′]V x̄)_j + 2 x̄_j x̄′Vx̄, all from running sums. O(n p²).
 */
import type { CoxColumns } from './cox-columns.ts'
import { linearPredictor } from './cox-likelihood.ts'
import type { RiskSets } from './cox-risk-sets.ts'
import { riskSums } from './cox-risk-sums.ts'

export function thirdMoments(
  sets: RiskSets,
  columns: CoxColumns,
  beta: Float64Array,
  V: Float64Array,
  ties: 'efron' | 'breslow',
): Float64Array {
  const { n, X, weight } = columns
  const p = X.length
  const risk = new Float64Array(n)
  linearPredictor(columns, beta, risk)
  for (let i = 0; i < n; i++) risk[i] = weight[i] * Math.exp(risk[i])
  const form = new Float64Array(n)
  for (let j = 0; j < p; j++)
    for (let k = 0; k < p; k++) {
      const v = V[j * p + k]
      const [x, y] = [X[j], X[k]]
      for (let i = 0; i < n; i++) form[i] += v * x[i] * y[i]
    }
  const product = (x: Float64Array, y?: Float64Array) => risk.map((r, i) => r * x[i] * (y ? y[i] : 1))
  const S0 = riskSums(sets, risk)
  const S1 = X.map((x) => riskSums(sets, product(x)))
  const S2 = X.map((x, j) => X.slice(0, j + 1).map((y) => riskSums(sets, product(x, y))))
  const Q = riskSums(sets, product(form))
  const T = X.map((x) => riskSums(sets, product(x, form)))

  const result = new Float64Array(p)
  const mean = new Float64Array(p)
  const Vm = new Float64Array(p)
  for (let g = 0; g < sets.groupStart.length; g++) {
    const d = sets.groupEnd[g] - sets.groupStart[g]
    let deathWeight = 0
    for (let i = sets.groupStart[g]; i < sets.groupEnd[g]; i++) deathWeight += weight[i]
    const count = ties === 'efron' ? d : 1
    for (let k = 0; k < count; k++) {
      const f = k / count
      const of = (sums: { all: Float64Array; failing: Float64Array }) => sums.all[g] - f * sums.failing[g]
      const total = of(S0)
      for (let j = 0; j < p; j++) mean[j] = of(S1[j]) / total
      for (let j = 0; j < p; j++) {
        Vm[j] = 0
        for (let l = 0; l < p; l++) Vm[j] += V[j * p + l] * mean[l]
      }
      let mVm = 0
      for (let j = 0; j < p; j++) mVm += mean[j] * Vm[j]
      const q = of(Q) / total
      for (let j = 0; j < p; j++) {
        let xxVm = 0
        for (let l = 0; l < p; l++) xxVm += (of(l <= j ? S2[j][l] : S2[l][j]) / total) * Vm[l]
        result[j] += (deathWeight / count) * (of(T[j]) / total - mean[j] * q - 2 * xxVm + 2 * mean[j] * mVm)
      }
    }
  }
  return result
}
