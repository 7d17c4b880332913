/** From the risks of the rows to ℓ, the hazard of each group, and what each row met of it: the scalar part of a partial likelihood. */
import type { CoxColumns } from './cox-columns.ts'
import type { LikelihoodRoom } from './cox-likelihood.ts'
import type { RiskSets } from './cox-risk-sets.ts'

/** ℓ, the hazard at each group, and what each group takes of S1 and D1 for its means. */
export function hazards(sets: RiskSets, columns: CoxColumns, room: LikelihoodRoom): number {
  const { stratumStart, stratumGroup, groupStart, groupEnd, leaving, leftBefore } = sets
  const { lp, risk, hazard, ownHazard, takeRisk, takeDeaths, takeSecond, secondOf } = room
  const { weight } = columns
  let logLikelihood = 0
  for (let s = 0; s + 1 < stratumStart.length; s++) {
    let i = stratumStart[s]
    let k = stratumStart[s]
    let sum = 0
    let lost = 0 // what rounding has taken from `sum`, so that rows may leave without a trace
    for (let g = stratumGroup[s]; g < stratumGroup[s + 1]; g++) {
      const start = groupStart[g]
      const end = groupEnd[g]
      if (leaving) {
        for (; k < leftBefore![g]; k++) {
          const next = sum - risk[leaving[k]]
          const part = next - sum
          lost += sum - (next - part) - (risk[leaving[k]] + part)
          sum = next
        }
        for (; i < start; i++) {
          const next = sum + risk[i]
          const part = next - sum
          lost += sum - (next - part) + (risk[i] - part)
          sum = next
        }
      } else for (; i < start; i++) sum += risk[i]

      let deaths = 0
      let deathWeight = 0
      for (; i < end; i++) {
        deaths += risk[i]
        deathWeight += weight[i]
        logLikelihood += weight[i] * lp[i]
      }
      const all = sum + lost + deaths
      if (leaving) {
        const next = sum + deaths
        const part = next - sum
        lost += sum - (next - part) + (deaths - part)
        sum = next
      } else sum = all

      if (secondOf[g] < 0) {
        const h = deathWeight / all
        logLikelihood -= deathWeight * Math.log(all)
        hazard[g] = h
        ownHazard[g] = h
        takeRisk[g] = Math.sqrt(deathWeight) / all
        takeDeaths[g] = 0
        continue
      }
      const d = end - start
      const each = deathWeight / d
      const logAll = Math.log(all)
      // In units of S0, for a product of four S0 far from 1 would leave the range of a double.
      const share = deaths / all
      let h = 0
      let own = 0
      let aa = 0
      let ab = 0
      let bb = 0
      for (let l = 0; l < d; l++) {
        const f = l / d
        const rest = 1 - f * share
        const inverse = 1 / rest
        logLikelihood -= each * (logAll + Math.log(rest))
        h += inverse
        own += (1 - f) * inverse
        aa += inverse * inverse
        ab += f * inverse * inverse
        bb += f * f * inverse * inverse
      }
      hazard[g] = (each * h) / all
      ownHazard[g] = (each * own) / all
      // Σ_k x̄_k x̄_k′ has rank two: (√aa S1 − ab/√aa D1)(…)′ + (bb − ab²/aa) D1 D1′
      const first = Math.sqrt(each * aa)
      takeRisk[g] = first / all
      takeDeaths[g] = (each * ab) / first / all
      takeSecond[g] = Math.sqrt(Math.max(0, each * (bb - (ab * ab) / aa))) / all
    }
  }
  return logLikelihood
}

/** a_i: the risk of each row times the hazard between its entry and its end; and m_i = w_i δ_i − a_i. */
export function hazardMet(sets: RiskSets, columns: CoxColumns, room: LikelihoodRoom) {
  const { stratumStart, stratumGroup, groupStart, groupEnd, leavesAt } = sets
  const { risk, met, residual, hazard, ownHazard } = room
  const groups = hazard.length
  for (let s = 0; s + 1 < stratumStart.length; s++) {
    const last = stratumGroup[s + 1]
    const until = leavesAt && cumulativeFromEarliest(hazard, stratumGroup[s], last)
    let cumulative = 0 // over this group and all earlier ones
    let to = stratumStart[s + 1]
    for (let g = last - 1; g >= stratumGroup[s]; g--) {
      const end = groupEnd[g]
      fillMet(end, to, cumulative)
      const own = cumulative + ownHazard[g]
      for (let i = groupStart[g]; i < end; i++) {
        met[i] = risk[i] * own
        residual[i] = columns.weight[i] - met[i]
      }
      cumulative += hazard[g]
      to = groupStart[g]
    }
    fillMet(stratumStart[s], to, cumulative)
    if (!until) continue
    for (let i = stratumStart[s]; i < stratumStart[s + 1]; i++) {
      const g = leavesAt![i]
      if (g === groups) continue
      const before = risk[i] * until[g - stratumGroup[s]]
      met[i] -= before
      residual[i] += before
    }
  }

  function fillMet(from: number, to: number, cumulative: number) {
    for (let i = from; i < to; i++) {
      met[i] = risk[i] * cumulative
      residual[i] = -met[i]
    }
  }
}

function cumulativeFromEarliest(hazard: Float64Array, from: number, to: number): Float64Array {
  const cumulative = new Float64Array(to - from)
  let sum = 0
  for (let g = to - 1; g >= from; g--) cumulative[g - from] = sum += hazard[g]
  return cumulative
}
