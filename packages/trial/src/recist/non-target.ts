/** RECIST 1.1 response of the non-target lesions at one time point: seen, not measured. */
import type { NonTargetResponse } from './response.ts'
import { firstRule, type Rule } from './rule.ts'

/** One non-target lesion on one scan; a node under 10 mm is absent. */
export type NonTargetState = 'present' | 'absent' | 'unequivocal-progression' | 'not-evaluated'

export type NonTargetFacts = { readonly states: readonly NonTargetState[]; readonly definiteCR: boolean }

const recist = 'RECIST 1.1, Eisenhauer 2009, 10.1016/j.ejca.2008.10.026'

export const nonTargetRules: readonly Rule<NonTargetFacts, NonTargetResponse>[] = [
  {
    id: 'non-target.pd',
    response: 'PD',
    says: 'PD: a non-target lesion has progressed unequivocally, in the reader’s words',
    source: recist,
    tag: 'S',
    holds: ({ states }) => states.includes('unequivocal-progression'),
  },
  {
    id: 'non-target.pd.reappeared',
    response: 'PD',
    says: 'PD: a non-target lesion is seen again after a definite complete response',
    source: 'EORTC RECIST FAQ, does-a-new-lesion-always-result-in-pd',
    tag: 'S',
    holds: ({ states, definiteCR }) => definiteCR && states.includes('present'),
  },
  {
    id: 'non-target.ne',
    response: 'NE',
    says: 'NE: a non-target lesion was not evaluated, and none of the others has progressed',
    source: recist,
    tag: 'S',
    holds: ({ states }) => states.includes('not-evaluated'),
  },
  {
    id: 'non-target.cr',
    response: 'CR',
    says: 'CR: every non-target lesion is gone, every node has a short axis under 10 mm',
    source: recist,
    tag: 'S',
    holds: ({ states }) => states.every((state) => state === 'absent'),
  },
  {
    id: 'non-target.non-cr-non-pd',
    response: 'NON-CR/NON-PD',
    says: 'NON-CR/NON-PD: a non-target lesion is still there, and none has progressed unequivocally',
    source: recist,
    tag: 'S',
    holds: () => true,
  },
]

/** @throws RangeError if there is no non-target lesion */
export function nonTargetResponse(facts: NonTargetFacts) {
  if (facts.states.length === 0)
    throw new RangeError('nonTargetResponse: at least one non-target lesion, got none')
  const { response, id } = firstRule(nonTargetRules, facts)
  return { response, because: id }
}
