/**
 * The product limit of a risk table, and what one row does to its logarithm: ∂(−log S)/∂w = a for an event, −b for being at risk.
 *
 *   S = ∏ (1 − d/n),   a = 1/(n − d),   b = d/(n (n − d));   a = b = 0 where n = d, for S is then 0
 *
 * Source: Kaplan & Meier 1958, J Am Stat Assoc 53:457. Checked: through kaplanMeier and survivalInfluence.
 */
import type { RiskTable } from './risk-table.ts'

export function productLimitSurvival({ atRisk, events }: RiskTable): Float64Array {
  const survival = new Float64Array(atRisk.length)
  let S = 1
  for (let j = 0; j < atRisk.length; j++) {
    if (events[j] > 0) S *= (atRisk[j] - events[j]) / atRisk[j]
    survival[j] = S
  }
  return survival
}

/** A product limit one row late: its value just before each time. */
export function justBefore(survival: Float64Array): Float64Array {
  const before = new Float64Array(survival.length)
  for (let j = 0; j < before.length; j++) before[j] = j > 0 ? survival[j - 1] : 1
  return before
}

export function productLimitInfluence({ atRisk, events }: RiskTable): { a: Float64Array; b: Float64Array } {
  const a = new Float64Array(atRisk.length)
  const b = new Float64Array(atRisk.length)
  for (let j = 0; j < atRisk.length; j++) {
    const left = atRisk[j] - events[j]
    if (left > 0) {
      a[j] = 1 / left
      b[j] = events[j] / (atRisk[j] * left)
    }
  }
  return { a, b }
}
