/**
 * For values v by place: per group, the sum over its risk set and the sum over its events. O(n).
 *
 * Where rows leave at their entry, what is taken out is carried with the rounding of every addition (Neumaier), so that
 * a row of great risk leaves no trace in the small sums after it.
 *
 * Source: Neumaier 1974, Z Angew Math Mech 54:39.
 */
import type { RiskSets } from './cox-risk-sets.ts'

export type RiskSums = { readonly all: Float64Array; readonly failing: Float64Array }

export function riskSums(sets: RiskSets, v: Float64Array): RiskSums {
  const { stratumStart, stratumGroup, groupStart, groupEnd, leaving, leftBefore } = sets
  const all = new Float64Array(groupStart.length)
  const failing = new Float64Array(groupStart.length)
  for (let s = 0; s + 1 < stratumStart.length; s++) {
    let i = stratumStart[s]
    let k = i
    let sum = 0
    let lost = 0
    for (let g = stratumGroup[s]; g < stratumGroup[s + 1]; g++) {
      if (leaving)
        for (; k < leftBefore![g]; k++) {
          const value = -v[leaving[k]]
          const next = sum + value
          const part = next - sum
          lost += sum - (next - part) + (value - part)
          sum = next
        }
      for (const start = groupStart[g], end = groupEnd[g]; i < end; i++) {
        const value = v[i]
        const next = sum + value
        const part = next - sum
        lost += sum - (next - part) + (value - part)
        sum = next
        if (i >= start) failing[g] += value
      }
      all[g] = sum + lost
    }
  }
  return { all, failing }
}
