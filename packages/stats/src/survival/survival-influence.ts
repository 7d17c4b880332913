/**
 * Infinitesimal jackknife: how much each row moves an estimate, per unit of its weight.
 *
 *   U_i(τ) = ∂θ(τ)/∂w_i;   for S:  −S(τ) [ δ_i a(t_i) − Σ_{entry_i < t ≤ t_i} b(t) ] over t ≤ τ,   a = 1/(n − d), b = d/(n(n − d))
 *   for H: the bracket with a = 1/n, b = d/n²;   for ∫₀^τ S: the bracket with each a(t), b(t) multiplied by −∫_t^τ S
 *
 * @param time, event, options  as for `kaplanMeier` (entry, weights, tied); `times` finite ≥ 0, any order; `quantity`
 * @returns for each asked time one value per row, in the order of the rows; weighted they add up to 0
 * @throws RangeError as `kaplanMeier`, and for an asked time that is negative or not finite
 *
 * Where all at risk have the event (n = d) a = b = 0: S is 0 from there on and no row moves it.
 * Source: Therneau, survival vignette "Methods"; R `survresid.fit`. O(n log n + n · times).
 * Checked: numerical derivatives by fast-check; R survival 3.5-3 through `pseudoValues`.
 */
import { checkWeights } from './cause-codes.ts'
import { hazardInfluence } from './cumulative-hazard.ts'
import { productLimitInfluence, productLimitSurvival } from './product-limit.ts'
import { areasToTau } from './areas-to-tau.ts'
import { riskTable } from './risk-table.ts'
import type { RiskTable } from './risk-table.ts'
import { checkEvents } from './survival-curve.ts'
import { settledTimes } from './tied-times.ts'
import type { TiedTimes } from './tied-times.ts'

export type InfluenceQuantity = 'survival' | 'cumulativeHazard' | 'rmst'
export type InfluenceOptions = {
  readonly times: Float64Array
  readonly quantity: InfluenceQuantity
  readonly entry?: Float64Array
  readonly weights?: Float64Array
  readonly tied?: TiedTimes
}

export function survivalInfluence(
  time: Float64Array,
  event: Uint8Array,
  { times, quantity, weights, ...order }: InfluenceOptions,
): Float64Array[] {
  checkEvents('survivalInfluence', event, time.length)
  const tied = settledTimes('survivalInfluence', time, order)
  if (weights) checkWeights('survivalInfluence', time.length, weights)
  if (!times.every((tau) => tau >= 0 && tau < Infinity))
    throw new RangeError(
      `survivalInfluence: every asked time must be finite and ≥ 0, got ${times.join(', ')}`,
    )
  const table = riskTable(tied, { event, weights, byTime: tied.byTime, byEntry: tied.byEntry })
  const survival = productLimitSurvival(table)
  const { a, b } =
    quantity === 'cumulativeHazard' ? hazardInfluence(table, false) : productLimitInfluence(table)
  const rank = timeRanks(tied, table)

  return Array.from(times, (tau) => {
    let reached = 0 // the rows of the table up to τ
    while (reached < table.time.length && table.time[reached] <= tau) reached++
    const area = quantity === 'rmst' ? areasToTau({ time: table.time, survival }, tau).area : undefined
    const outer = quantity === 'survival' ? -(reached > 0 ? survival[reached - 1] : 1) : 1
    const scale = (j: number) => (area ? -area[j] : outer)
    const lost = new Float64Array(reached + 1) // lost[j]: what being at risk at the first j times takes away
    for (let j = 0; j < reached; j++) lost[j + 1] = lost[j] + b[j] * scale(j)
    return Float64Array.from(time, (_, i) => {
      const end = rank.end[i]
      const gain = event[i] === 1 && end <= reached ? a[end - 1] * scale(end - 1) : 0
      const start = rank.start ? lost[Math.min(rank.start[i], reached)] : 0
      return gain - (lost[Math.min(end, reached)] - start)
    })
  })
}

/** Of each row, the number of distinct times up to its end, and up to its entry. */
function timeRanks({ entry, byTime, byEntry }: TiedTimes, table: RiskTable) {
  const end = new Uint32Array(byTime.length)
  for (let j = 0, r = 0; j < table.last.length; j++) for (; r < table.last[j]; r++) end[byTime[r]] = j + 1
  if (!entry || !byEntry) return { end }
  const start = new Uint32Array(byTime.length)
  let j = 0
  for (const i of byEntry) {
    while (j < table.time.length && table.time[j] <= entry[i]) j++
    start[i] = j
  }
  return { end, start }
}
