/** The signs at an ablation zone that point to tumour, and when each counts. Its mere size never does: a zone is larger than the tumour was. */
import { DAYS_PER_MONTH } from '../day.ts'
import { fromMillimetres } from '../length.ts'
import type { ZoneSigns } from '../record/zone-signs.ts'
import type { Rule } from './rule.ts'

export type SignFacts = Omit<ZoneSigns, 'from' | 'statement'> & {
  readonly daysSince: number
  /** From the smallest diameter since the last session, by the protocol's threshold. */
  readonly grown: boolean
}
export type Weight = 'suspicious' | 'certain'

const radiographics = 'Radiographics 2012;32:947–69, 10.1148/rg.324105181'
const ecio = 'ECIO-ESOI 2020, table 3 (lung; asked of every organ here), 10.1186/s13244-020-00884-5'
const tenMillimetres = fromMillimetres(10)
const months = (n: number) => n * DAYS_PER_MONTH
const grows = ({ grown, scarGrowth }: SignFacts) => grown || scarGrowth === true

/** Every row that holds is a sign. */
export const zoneSignRules: readonly Rule<SignFacts, Weight>[] = [
  {
    id: 'zone.sign.growth.certain',
    response: 'certain',
    says: 'the zone grows more than 6 months after ablation',
    source: radiographics,
    tag: 'S',
    holds: (facts) => grows(facts) && facts.daysSince > months(6),
  },
  {
    id: 'zone.sign.growth',
    response: 'suspicious',
    says: 'the zone grows more than 3 and up to 6 months after ablation',
    source: radiographics,
    tag: 'S',
    holds: (facts) => grows(facts) && facts.daysSince > months(3) && facts.daysSince <= months(6),
  },
  {
    id: 'zone.sign.scar',
    response: 'suspicious',
    says: 'the scar grows more than 2 and up to 3 months after ablation',
    source: ecio,
    tag: 'S',
    holds: (facts) => grows(facts) && facts.daysSince > months(2) && facts.daysSince <= months(3),
  },
  {
    id: 'zone.sign.nodule.large',
    response: 'suspicious',
    says: 'nodular enhancement of more than 10 mm',
    source: radiographics,
    tag: 'S',
    holds: ({ nodule }) => nodule !== undefined && nodule > tenMillimetres,
  },
  {
    id: 'zone.sign.nodule',
    response: 'suspicious',
    says: 'a nodular or eccentric solid part at the margin that was not there after ablation',
    source: ecio,
    tag: 'S',
    holds: ({ nodule }) => nodule !== undefined && nodule > 0 && nodule <= tenMillimetres,
  },
  {
    id: 'zone.sign.enhancement.margin',
    response: 'suspicious',
    says: 'new enhancement of more than 15 HU',
    source: ecio,
    tag: 'S',
    holds: ({ marginEnhancement = 0 }) => marginEnhancement > 15,
  },
  {
    id: 'zone.sign.enhancement.central',
    response: 'suspicious',
    says: 'central enhancement of more than 15 HU',
    source: radiographics,
    tag: 'S',
    holds: ({ centralEnhancement = 0 }) => centralEnhancement > 15,
  },
  {
    id: 'zone.sign.solid',
    response: 'suspicious',
    says: 'ground glass around the zone turns solid',
    source: radiographics,
    tag: 'S',
    holds: ({ groundGlassTurnedSolid }) => groundGlassTurnedSolid === true,
  },
  {
    id: 'zone.sign.pet',
    response: 'suspicious',
    says: 'PET activity rises beyond 2 months after ablation',
    source: radiographics,
    tag: 'S',
    holds: ({ petRising, daysSince }) => petRising === true && daysSince > months(2),
  },
]

export function signsOf(facts: SignFacts): readonly Rule<SignFacts, Weight>[] {
  return zoneSignRules.filter(({ holds }) => holds(facts))
}
