/**
 * What each group of tied events needs of its risk set, for every quantity that is a sum over event times.
 *
 * With S0 the risk of the risk set, D0 that of the d events, W their weight, and Efron's terms k = 0 … d−1 (Breslow: the one
 * term f = 0, ω = W), c_k = 1/(S0 − f_k D0):
 *   hazard Σ ω c_k     ownHazard Σ ω (1 − f_k) c_k     variance Σ ω c_k²     S0, D0
 * and means x̄_k = (S1 − f_k D1) c_k enter sums as S1·(…) − D1·(…):
 *   Σ ω c_k x̄_k          = hazardMeanS S1 − hazardMeanD D1
 *   Σ ω (1 − f_k) c_k x̄_k = ownMeanS S1 − ownMeanD D1
 *   (1/d) Σ x̄_k          = meanS S1 − meanD D1
 */
import type { RiskSets } from './cox-risk-sets.ts'
import { riskSums } from './cox-risk-sums.ts'

export type GroupTerms = {
  readonly atRisk: Float64Array // S0
  readonly failing: Float64Array // D0
  readonly hazard: Float64Array
  readonly ownHazard: Float64Array
  readonly variance: Float64Array
  readonly hazardMeanS: Float64Array
  readonly hazardMeanD: Float64Array
  readonly ownMeanS: Float64Array
  readonly ownMeanD: Float64Array
  readonly meanS: Float64Array
  readonly meanD: Float64Array
}

export function groupTerms(
  sets: RiskSets,
  risk: Float64Array,
  weight: Float64Array,
  ties: 'efron' | 'breslow',
): GroupTerms {
  const { groupStart, groupEnd } = sets
  const groups = groupStart.length
  const column = () => new Float64Array(groups)
  const { all, failing } = riskSums(sets, risk)
  const terms = {
    atRisk: all,
    failing,
    hazard: column(),
    ownHazard: column(),
    variance: column(),
    hazardMeanS: column(),
    hazardMeanD: column(),
    ownMeanS: column(),
    ownMeanD: column(),
    meanS: column(),
    meanD: column(),
  }
  for (let g = 0; g < groups; g++) {
    const d = groupEnd[g] - groupStart[g]
    let deathWeight = 0
    for (let i = groupStart[g]; i < groupEnd[g]; i++) deathWeight += weight[i]
    const count = ties === 'efron' ? d : 1
    const each = deathWeight / count
    for (let k = 0; k < count; k++) {
      const f = k / count
      const c = 1 / (all[g] - f * failing[g])
      const own = 1 - f
      terms.hazard[g] += each * c
      terms.ownHazard[g] += each * own * c
      terms.variance[g] += each * c * c
      terms.hazardMeanS[g] += each * c * c
      terms.hazardMeanD[g] += each * f * c * c
      terms.ownMeanS[g] += each * own * c * c
      terms.ownMeanD[g] += each * own * f * c * c
      terms.meanS[g] += c / count
      terms.meanD[g] += (f * c) / count
    }
  }
  return terms
}
