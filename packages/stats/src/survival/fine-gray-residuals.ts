import type { FineGrayColumns } from './fine-gray-columns.ts'
import type { FineGrayLikelihood } from './fine-gray-likelihood.ts'

/**
 * What each row adds to the score of a subdistribution model, times its weight; their outer products are the meat of the
 * sandwich variance.
 *
 *   η_i = δ_i (x_i − x̄(t_i)) − ∫ w_i(t) (x_i − x̄(t)) exp(x_iβ) dΛ(t)
 *   ψ_i = δᶜ_i q(t_i)/π(t_i) − Σ_{c ≤ t_i} q(c) dNᶜ(c)/π(c)²      because G was estimated
 *   q_g(u) = Σ_{competing k of group g, t_k < u} exp(x_kβ) ∫_{t ≥ u} (x_k − x̄(t)) G_g(t−)/G_g(t_k−) dΛ(t)
 *
 * @param censoring  whether ψ is added: cmprsk::crr does, a weighted Cox model takes the weights as known
 * @returns p columns by position. Both are suffix and prefix sums over the failure times, O(n p) where cmprsk needs O(n²)
 *
 * Source: Fine & Gray 1999, J Am Stat Assoc 94:496, §3.
 *   With several censoring groups, q_g sums over the rows of its own group, whose weights alone depend on G_g. cmprsk 2.2-11
 *   sums over all groups there: docs/methods/competing-risks.md.
 * Checked: through the variance of `fineGray`; with several groups, against the numerical jackknife of the coefficients.
 */
export function fineGrayResiduals(
  columns: FineGrayColumns,
  likelihood: FineGrayLikelihood,
  censoring: boolean,
): Float64Array[] {
  const residuals = columns.X.map(() => new Float64Array(columns.n))
  for (let k = 0; k < residuals.length; k++) addMartingale(residuals[k], columns, likelihood, k)
  if (censoring) for (let g = 0; g < columns.groups; g++) addCensoring(residuals, columns, likelihood, g)
  return residuals
}

function addMartingale(
  residual: Float64Array,
  {
    n,
    at,
    entryAt,
    ended,
    group,
    groups,
    weight,
    X,
    chance,
    ownChance,
    failures,
    failuresUpTo,
    first,
  }: FineGrayColumns,
  { risk, exposure, mean, ownMean, meanAtFailure }: FineGrayLikelihood,
  k: number,
) {
  const p = X.length
  const T = first.length - 1
  const F = failures.length
  const upTo = new Float64Array(F + 1)
  for (let f = 0; f < F; f++) upTo[f + 1] = upTo[f] + mean[f * p + k]
  const after = new Float64Array(F + 1)
  for (let g = 0; g < groups; g++) {
    for (let f = F - 1; f >= 0; f--) after[f] = after[f + 1] + chance[g * T + failures[f]] * mean[f * p + k]
    for (let i = 0; i < n; i++) {
      if (group[i] !== g) continue
      const f = failuresUpTo[at[i]]
      let drift = upTo[f] - (entryAt && entryAt[i] > 0 ? upTo[failuresUpTo[entryAt[i] - 1]] : 0)
      if (ended[i] === 2 && ownChance[i] > 0) drift += after[f] / ownChance[i]
      const failed = ended[i] === 1 && weight[i] > 0
      if (failed) drift += ownMean[(f - 1) * p + k] - mean[(f - 1) * p + k]
      residual[i] = -risk[i] * (X[k][i] * exposure[i] - drift)
      if (failed) residual[i] += weight[i] * (X[k][i] - meanAtFailure[(f - 1) * p + k])
    }
  }
}

function addCensoring(
  residuals: readonly Float64Array[],
  { n, first, ended, group, weight, X, chance, ownChance, failures, failuresUpTo }: FineGrayColumns,
  { risk, hazard, mean }: FineGrayLikelihood,
  g: number,
) {
  const p = X.length
  const T = first.length - 1
  const F = failures.length
  // ∫_{t ≥ t_f} G dΛ and ∫_{t ≥ t_f} G x̄ dΛ
  const after = new Float64Array(F + 1)
  const meanAfter = new Float64Array((F + 1) * p)
  for (let f = F - 1; f >= 0; f--) {
    const G = chance[g * T + failures[f]]
    after[f] = after[f + 1] + G * hazard[f]
    for (let k = 0; k < p; k++) meanAfter[f * p + k] = meanAfter[(f + 1) * p + k] + G * mean[f * p + k]
  }
  let atRisk = 0
  for (let i = 0; i < n; i++) if (group[i] === g) atRisk += weight[i]
  let competing = 0
  const competingX = new Float64Array(p)
  const q = new Float64Array(p)
  const known = new Float64Array(p)
  for (let j = 0; j < T; j++) {
    let censored = 0
    let leaving = 0
    for (let i = first[j]; i < first[j + 1]; i++) {
      if (group[i] !== g) continue
      leaving += weight[i]
      if (ended[i] === 0) censored += weight[i]
    }
    if (censored > 0) {
      const f = j === 0 ? 0 : failuresUpTo[j - 1]
      for (let k = 0; k < p; k++) {
        q[k] = competingX[k] * after[f] - competing * meanAfter[f * p + k]
        known[k] += (q[k] * censored) / (atRisk * atRisk)
      }
    }
    for (let i = first[j]; i < first[j + 1]; i++) {
      if (group[i] !== g) continue
      for (let k = 0; k < p; k++)
        residuals[k][i] += weight[i] * ((ended[i] === 0 ? q[k] / atRisk : 0) - known[k])
      if (ended[i] === 2 && ownChance[i] > 0) {
        const part = risk[i] / ownChance[i]
        competing += part
        for (let k = 0; k < p; k++) competingX[k] += part * X[k][i]
      }
    }
    atRisk -= leaving
  }
}
