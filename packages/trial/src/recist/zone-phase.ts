/** The phase of an ablation zone by whole days since the session. Source: Radiographics 2012;32:947, 10.1148/rg.324105181 [S]. */
import { DAYS_PER_MONTH } from '../day.ts'
import type { Sentence } from './rule.ts'

export type ZonePhase = 'early' | 'intermediate' | 'late'

const source = 'Radiographics 2012;32:947–69, 10.1148/rg.324105181; a month is 30.4375 days'

export const zonePhases: readonly (Sentence & { readonly phase: ZonePhase; readonly upToDays: number })[] = [
  {
    id: 'zone.phase.early',
    phase: 'early',
    upToDays: 7,
    says: 'early phase: up to 1 week after ablation',
    source,
    tag: 'S',
  },
  {
    id: 'zone.phase.intermediate',
    phase: 'intermediate',
    upToDays: 2 * DAYS_PER_MONTH,
    says: 'intermediate phase: more than 1 week, up to 2 months after ablation',
    source,
    tag: 'S',
  },
  {
    id: 'zone.phase.late',
    phase: 'late',
    upToDays: Infinity,
    says: 'late phase: more than 2 months after ablation',
    source,
    tag: 'S',
  },
]

/** @throws RangeError before the session */
export function zonePhase(daysSince: number) {
  if (!(daysSince >= 0)) throw new RangeError(`zonePhase: days since ablation, at least 0, got ${daysSince}`)
  return zonePhases.find(({ upToDays }) => daysSince <= upToDays)!
}
