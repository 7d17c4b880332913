/**
 * For amounts per group, what each row meets between its entry and its end: the sum over the groups in which it is at
 * risk, with `own` in place of `amount` in the group in which it fails. O(n).
 */
import type { RiskSets } from './cox-risk-sets.ts'

export function timeMet(sets: RiskSets, amount: Float64Array, own: Float64Array = amount): Float64Array {
  const { rows, stratumStart, stratumGroup, groupStart, groupEnd, leavesAt } = sets
  const met = new Float64Array(rows.length)
  const upTo = new Float64Array(amount.length + 1) // of group g and all earlier ones of its stratum
  for (let s = 0; s + 1 < stratumStart.length; s++) {
    let cumulative = 0
    let to = stratumStart[s + 1]
    for (let g = stratumGroup[s + 1] - 1; g >= stratumGroup[s]; g--) {
      met.fill(cumulative, groupEnd[g], to)
      met.fill(cumulative + own[g], groupStart[g], groupEnd[g])
      cumulative += amount[g]
      upTo[g] = cumulative
      to = groupStart[g]
    }
    met.fill(cumulative, stratumStart[s], to)
    if (leavesAt) for (let i = stratumStart[s]; i < stratumStart[s + 1]; i++) met[i] -= upTo[leavesAt[i]]
  }
  return met
}
