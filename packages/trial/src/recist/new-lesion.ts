/** When a new lesion is progression, and from which scan on. */
import type { RuleId } from '../ids.ts'
import type { Sentence } from './rule.ts'

/** One new lesion on one scan. */
export type NewLesionState = 'unequivocal' | 'equivocal' | 'absent' | 'not-evaluated'

export const newLesionRules = {
  unequivocal: {
    id: 'new-lesion.pd',
    says: 'a new lesion that is unequivocal is progression, whatever its size',
    source: 'RECIST 1.1, Eisenhauer 2009, 10.1016/j.ejca.2008.10.026',
    tag: 'S',
  },
  backDated: {
    id: 'new-lesion.pd.back-dated',
    says: 'an equivocal new lesion is no progression until a later scan shows it unequivocally; progression is then dated back to the scan that showed it first',
    source: 'RECIST 1.1, Eisenhauer 2009, 10.1016/j.ejca.2008.10.026; first of an unbroken run: ours',
    tag: 'K',
  },
  smallNode: {
    id: 'new-lesion.node',
    says: 'a new node is normal under a short axis of 10 mm, equivocal from 10 to under 15 mm, and unequivocal from 15 mm or where the reader says so',
    source: 'EORTC RECIST FAQ, abnormal-lymph-node-2 and new-lymph-node-lesions',
    tag: 'S',
  },
  outsideField: {
    id: 'new-lesion.outside-baseline',
    says: 'a lesion in a part of the body that baseline did not image is new, whatever the reader calls it',
    source: 'RECIST 1.1, Eisenhauer 2009, 10.1016/j.ejca.2008.10.026',
    tag: 'K',
  },
  petAfterNegative: {
    id: 'new-lesion.pet.negative-baseline',
    says: 'new uptake on PET where PET was negative at baseline is a new lesion',
    source: 'RECIST 1.1, Eisenhauer 2009, 10.1016/j.ejca.2008.10.026',
    tag: 'K',
  },
  petAlone: {
    id: 'new-lesion.pet.ct-decides',
    says: 'without PET at baseline, uptake that CT does not show is equivocal: CT decides, and a CT that shows it later dates progression back to the PET',
    source: 'RECIST 1.1; EORTC RECIST FAQ, fdg-pet-correlation-with-ct-2',
    tag: 'S',
  },
  petKnownSite: {
    id: 'new-lesion.pet.known-site',
    says: 'uptake on PET at the site of a lesion known on CT is no new lesion: the CT of that lesion decides, and PET never overrides the sum',
    source: 'EORTC RECIST FAQ, fdg-pet-correlation-with-ct-2',
    tag: 'S',
  },
} as const satisfies Record<string, Sentence>

/**
 * For each scan, in order of time, the rule by which the lesion is progression there, or null.
 * Once unequivocal, it stays so where a later scan calls it equivocal.
 */
export function newLesionProgression(states: readonly NewLesionState[]): readonly (RuleId | null)[] {
  const first = states.indexOf('unequivocal')
  const rules: (RuleId | null)[] = states.map((state, scan) =>
    state === 'unequivocal' || (state === 'equivocal' && first >= 0 && scan > first)
      ? newLesionRules.unequivocal.id
      : null,
  )
  for (let scan = first - 1; scan >= 0 && states[scan] !== 'absent'; scan--)
    if (states[scan] === 'equivocal') rules[scan] = newLesionRules.backDated.id
  return rules
}
