/** RECIST 1.1 response of the non-target lesions at one time point: seen, not measured. */
import type { NonTargetResponse } from './response.ts'
import { firstRule, type Rule } from './rule.ts'

/** One non-target lesion on one scan; a node under 10 mm is absent. */
export type NonTargetState = 'present' | 'absent' | 'unequivocal-progression' | 'not-evaluated'

export type NonTargetFacts = {
  readonly states: readonly NonTargetState[]
  /** A lesion is seen again after a definite complete response; a node is not so by being seen. */
  readonly reappeared: boolean
  /** Tumour markers, where the protocol asks them to be normal. */
  readonly markers?: 'normal' | 'raised' | 'unknown'
}

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
    says: 'PD: a non-target lesion is seen again after a definite complete response; a node only where it has progressed unequivocally',
    source: 'EORTC RECIST FAQ, does-a-new-lesion-always-result-in-pd and abnormal-lymph-node-2',
    tag: 'S',
    holds: ({ reappeared }) => reappeared,
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
    id: 'non-target.non-cr.markers',
    response: 'NON-CR/NON-PD',
    says: 'NON-CR/NON-PD: every non-target lesion is gone, but a tumour marker that the protocol names is above normal',
    source: recist,
    tag: 'K',
    holds: ({ states, markers }) => markers === 'raised' && states.every((state) => state === 'absent'),
  },
  {
    id: 'non-target.ne.markers',
    response: 'NE',
    says: 'NE: every non-target lesion is gone, but a tumour marker that the protocol names was not measured near the scan, or its normal range is not known',
    source: 'ours; RECIST 1.1 asks for normal markers and does not say what a missing one is',
    tag: 'D',
    holds: ({ states, markers }) => markers === 'unknown' && states.every((state) => state === 'absent'),
  },
  {
    id: 'non-target.cr',
    response: 'CR',
    says: 'CR: every non-target lesion is gone, every node has a short axis under 10 mm, and the tumour markers that the protocol names are normal',
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

/** @throws RangeError if there is neither a non-target lesion nor a marker */
export function nonTargetResponse(facts: NonTargetFacts) {
  if (facts.states.length === 0 && facts.markers === undefined)
    throw new RangeError('nonTargetResponse: at least one non-target lesion or the tumour markers, got none')
  const { response, id } = firstRule(nonTargetRules, facts)
  return { response, because: id }
}
