import { addCrossProduct, crossProductRoom } from './cox-cross-product.ts'
import type { FineGrayColumns } from './fine-gray-columns.ts'

/**
 * The weighted partial likelihood of a subdistribution hazard, its score and information, in O(n p² / 2).
 *
 *   ℓ = Σ_f ( Σ_{i fails at t_f} u_i x_iβ − d_f log S⁽⁰⁾(t_f) )      S⁽ʳ⁾(t) = Σ_i u_i w_i(t) x_i^r exp(x_iβ)
 *   w_i(t) = 1 while at risk, G(t−)/G(t_i−) once a competing cause has ended i at t_i < t, else 0
 *
 * S⁽⁰⁾ and S⁽¹⁾ are a sum over the rows that end at t or later, from the back, plus G(t−) times a sum of e/G(t_i−) over the
 * competing rows before t, from the front: two passes. S⁽²⁾ is never formed: Σ_f S⁽²⁾ dΛ = Σ_i u_i e_i Λ_i x_i xᵢᵀ with
 * Λ_i = ∫ w_i dΛ, one more pass. With Efron's ties the d rows that fail together take part by 1, (d−1)/d, …, 1/d.
 */
export type FineGrayLikelihood = {
  readonly score: Float64Array
  readonly information: Float64Array
  /** Fills score and information, and returns ℓ. */
  readonly at: (beta: Float64Array) => number
  /** What the last call of `at` left: for residuals. */
  readonly risk: Float64Array // n: u exp(xβ − shift)
  readonly exposure: Float64Array // n: Λ_i
  readonly hazard: Float64Array // F: dΛ at each failure time, ·exp(shift)
  readonly mean: Float64Array // F × p: ∫ x̄ dΛ at each failure time
  readonly ownHazard: Float64Array // F: the dΛ that the rows failing there were exposed to
  readonly ownMean: Float64Array // F × p
  readonly meanAtFailure: Float64Array // F × p: x̄ that stands beside a failing row
  readonly shift: () => number
}

export function fineGrayLikelihood(columns: FineGrayColumns, ties: 'efron' | 'breslow'): FineGrayLikelihood {
  const { n, at, first, ended, group, groups, weight, X, chance, ownChance, failures } = columns
  const p = X.length
  const T = first.length - 1
  const F = failures.length
  const score = new Float64Array(p)
  const information = new Float64Array(p * p)
  const risk = new Float64Array(n)
  const exposure = new Float64Array(n)
  const hazard = new Float64Array(F)
  const mean = new Float64Array(F * p)
  const ownHazard = new Float64Array(F)
  const ownMean = new Float64Array(F * p)
  const meanAtFailure = new Float64Array(F * p)
  const S0 = new Float64Array(F)
  const S1 = new Float64Array(F * p)
  const sum = new Float64Array(p)
  const competing0 = new Float64Array(groups)
  const competing1 = new Float64Array(groups * p)
  const own = new Float64Array(p)
  const average = new Float64Array(p)
  const gram = new Float64Array(n)
  const room = crossProductRoom(p)
  let shift = 0

  return {
    score,
    information,
    risk,
    exposure,
    hazard,
    mean,
    ownHazard,
    ownMean,
    meanAtFailure,
    shift: () => shift,
    at(beta) {
      linearPredictor(beta)
      sumsFromTheBack()
      sumsFromTheFront()
      const logLikelihood = overFailures(beta)
      exposures()
      for (let i = 0; i < n; i++) gram[i] = risk[i] * exposure[i]
      addCrossProduct(information, X, gram, 1, room)
      for (let j = 0; j < p; j++) for (let k = 0; k < j; k++) information[k * p + j] = information[j * p + k]
      return logLikelihood
    },
  }

  function linearPredictor(beta: Float64Array) {
    risk.fill(0)
    for (let j = 0; j < p; j++) for (let i = 0; i < n; i++) risk[i] += beta[j] * X[j][i]
    shift = -Infinity
    for (let i = 0; i < n; i++) if (risk[i] > shift) shift = risk[i]
    for (let i = 0; i < n; i++) risk[i] = weight[i] * Math.exp(risk[i] - shift)
  }

  function sumsFromTheBack() {
    const { entryAt, byEntry } = columns
    let total = 0
    sum.fill(0)
    let e = n - 1
    for (let f = F - 1, i = n - 1; f >= 0; f--) {
      const j = failures[f]
      for (; i >= first[j]; i--) {
        total += risk[i]
        for (let k = 0; k < p; k++) sum[k] += risk[i] * X[k][i]
      }
      if (byEntry)
        for (; e >= 0 && entryAt![byEntry[e]] > j; e--) {
          const late = byEntry[e]
          total -= risk[late]
          for (let k = 0; k < p; k++) sum[k] -= risk[late] * X[k][late]
        }
      S0[f] = total
      for (let k = 0; k < p; k++) S1[f * p + k] = sum[k]
    }
  }

  function sumsFromTheFront() {
    competing0.fill(0)
    competing1.fill(0)
    for (let f = 0, i = 0; f < F; f++) {
      const j = failures[f]
      for (; i < first[j]; i++)
        if (ended[i] === 2 && ownChance[i] > 0) {
          const part = risk[i] / ownChance[i]
          competing0[group[i]] += part
          for (let k = 0; k < p; k++) competing1[group[i] * p + k] += part * X[k][i]
        }
      for (let g = 0; g < groups; g++) {
        const G = chance[g * T + j]
        S0[f] += G * competing0[g]
        for (let k = 0; k < p; k++) S1[f * p + k] += G * competing1[g * p + k]
      }
    }
  }

  /** ℓ, and what the failures take from score and information; leaves dΛ and x̄ dΛ of each failure time. */
  function overFailures(beta: Float64Array): number {
    let logLikelihood = 0
    score.fill(0)
    information.fill(0)
    for (let f = 0; f < F; f++) {
      let d = 0
      let weights = 0
      let own0 = 0
      own.fill(0)
      for (let i = first[failures[f]]; i < first[failures[f] + 1]; i++) {
        if (ended[i] !== 1 || weight[i] === 0) continue
        d++
        weights += weight[i]
        own0 += risk[i]
        let predictor = -shift
        for (let k = 0; k < p; k++) {
          own[k] += risk[i] * X[k][i]
          score[k] += weight[i] * X[k][i]
          predictor += beta[k] * X[k][i]
        }
        logLikelihood += weight[i] * predictor
      }
      const steps = ties === 'efron' ? d : 1
      const each = weights / steps
      hazard[f] = 0
      ownHazard[f] = 0
      average.fill(0)
      for (let k = 0; k < p; k++) mean[f * p + k] = ownMean[f * p + k] = 0
      for (let l = 0; l < steps; l++) {
        const gone = l / steps
        const total = S0[f] - gone * own0
        logLikelihood -= each * Math.log(total)
        hazard[f] += each / total
        ownHazard[f] += ((1 - gone) * each) / total
        for (let k = 0; k < p; k++) {
          const x = (S1[f * p + k] - gone * own[k]) / total
          sum[k] = x
          average[k] += x / steps
          score[k] -= each * x
          mean[f * p + k] += (x * each) / total
          ownMean[f * p + k] += ((1 - gone) * x * each) / total
          for (let m = 0; m <= k; m++) information[k * p + m] -= each * x * sum[m]
        }
      }
      for (let k = 0; k < p; k++) meanAtFailure[f * p + k] = average[k]
    }
    return logLikelihood
  }

  /** Λ_i: the hazard while at risk, and what a competing row still sees of it. */
  function exposures() {
    const { entryAt, failuresUpTo } = columns
    const upTo = new Float64Array(F + 1)
    for (let f = 0; f < F; f++) upTo[f + 1] = upTo[f] + hazard[f]
    const after = new Float64Array(F + 1)
    for (let g = 0; g < groups; g++) {
      for (let f = F - 1; f >= 0; f--) after[f] = after[f + 1] + chance[g * T + failures[f]] * hazard[f]
      for (let i = 0; i < n; i++) {
        if (group[i] !== g) continue
        const f = failuresUpTo[at[i]]
        const before = entryAt && entryAt[i] > 0 ? upTo[failuresUpTo[entryAt[i] - 1]] : 0
        exposure[i] = upTo[f] - before
        if (ended[i] === 2 && ownChance[i] > 0) exposure[i] += after[f] / ownChance[i]
        if (ended[i] === 1 && weight[i] > 0) exposure[i] += ownHazard[f - 1] - hazard[f - 1]
      }
    }
  }
}
