/** Oligo-residual disease at one scan, by the limits and switches of the protocol. */
import { firstRule, type Rule } from '../recist/rule.ts'
import type { OligoSettings } from '../protocol/oligo-state.ts'
import type { Burden, Range } from './burden.ts'

export type OligoState = 'no-disease' | 'oligo-residual' | 'polymetastatic' | 'too-early' | 'unknown'
export type OligoFacts = {
  readonly burden: Burden
  /** Days on immunotherapy; a dose of the study shows the least, `max` is Infinity where earlier doses are not excluded. */
  readonly immunotherapyDays: Range
  readonly settings: OligoSettings
}

const local = 'local default; what BOOSTER asked for is not published'
const near = 'after the published thresholds of docs/rules/oligo.md'

export const oligoRules: readonly Rule<OligoFacts, OligoState>[] = [
  {
    id: 'oligo.no-disease',
    response: 'no-disease',
    says: 'no disease: no lesion is active, and none is in doubt',
    source: local,
    tag: 'D',
    holds: ({ burden }) => burden.lesions.max === 0,
  },
  {
    id: 'oligo.polymetastatic',
    response: 'polymetastatic',
    says: 'polymetastatic: lesions or organs are certainly over the limit (operator or: both are)',
    source: near,
    tag: 'D',
    holds: (facts) => isOverLimit(facts.burden, facts.settings),
  },
  {
    id: 'oligo.too-early',
    response: 'too-early',
    says: 'too early: within the limits, but not long enough on immunotherapy',
    source: local,
    tag: 'D',
    holds: (facts) =>
      facts.immunotherapyDays.max < facts.settings.minDaysOnImmunotherapy &&
      isWithinLimit(facts.burden, facts.settings) &&
      facts.burden.lesions.min > 0,
  },
  {
    id: 'oligo.residual',
    response: 'oligo-residual',
    says: 'oligo-residual: at least one lesion is active, lesions and organs are certainly within the limits (operator or: one of the two is), long enough on immunotherapy',
    source: near,
    tag: 'D',
    holds: (facts) =>
      facts.burden.lesions.min > 0 &&
      isWithinLimit(facts.burden, facts.settings) &&
      facts.immunotherapyDays.min >= facts.settings.minDaysOnImmunotherapy,
  },
  {
    id: 'oligo.unknown',
    response: 'unknown',
    says: 'not known: lesions that were not evaluated or are in doubt, or the time on immunotherapy, could make it either',
    source: local,
    tag: 'D',
    holds: () => true,
  },
]

export function oligoState(facts: OligoFacts): { readonly state: OligoState; readonly because: string } {
  const { response, id } = firstRule(oligoRules, facts)
  return { state: response, because: id }
}

export function isOverLimit({ lesions, organs }: Burden, settings: OligoSettings): boolean {
  const over = [lesions.min > settings.maxLesions, organs.min > settings.maxOrgans]
  return settings.operator === 'and' ? over.some(Boolean) : over.every(Boolean)
}

export function isWithinLimit({ lesions, organs }: Burden, settings: OligoSettings): boolean {
  const within = [lesions.max <= settings.maxLesions, organs.max <= settings.maxOrgans]
  return settings.operator === 'and' ? within.every(Boolean) : within.some(Boolean)
}
