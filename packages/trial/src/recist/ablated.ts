/**
 * Lesions that the study ablated: RECIST 1.1 has no rule for them, so the protocol names one of four.
 * A zone is expected to be larger than the tumour at first, so its diameter never enters a sum.
 */
import type { Day } from '../day.ts'
import type { LesionId, RowId, SubjectId } from '../ids.ts'
import type { Protocol } from '../protocol/protocol.ts'
import type { Procedure } from '../record/records.ts'
import type { Sentence } from './rule.ts'

export type AblatedRule = Protocol['response']['ablatedLesions']
/** `start` and `from` are of the first session: from it on the lesion counts as ablated. Sessions are in order of time. */
export type Ablation = {
  readonly start: Day
  readonly from: RowId
  readonly sessions: readonly Procedure[]
}
/** The ablated lesions of one subject. */
export type Ablations = ReadonlyMap<LesionId, Ablation>

const source = 'ours; options after EORTC RECIST FAQ, surgeryradiotherapy-and-recist'

export const ablatedRules: Readonly<Record<AblatedRule, Sentence>> = {
  exclude: {
    id: 'ablated.exclude',
    says: 'from the ablation on, an ablated lesion is left out: the sums at baseline, nadir and now are those of the untouched target lesions',
    source,
    tag: 'D',
  },
  freeze: {
    id: 'ablated.freeze',
    says: 'from the ablation on, an ablated lesion counts with what was last seen of it before; local progression of it is PD by itself',
    source,
    tag: 'D',
  },
  're-baseline': {
    id: 'ablated.re-baseline',
    says: 'the scan on the day that the protocol names, in both arms, is the new baseline, or a later one after the last planned ablation; ablated lesions are left out',
    source,
    tag: 'D',
  },
  'per-lesion': {
    id: 'ablated.per-lesion',
    says: 'target sums do not decide: only a new lesion, progression of a non-target lesion, or progression stated for a lesion',
    source,
    tag: 'D',
  },
}

/** Study ablations by subject and lesion. */
export function ablationsBySubject(procedures: readonly Procedure[]): ReadonlyMap<SubjectId, Ablations> {
  const bySubject = new Map<SubjectId, Map<LesionId, Ablation>>()
  for (const session of procedures.toSorted(byTime)) {
    const { kind, subject, lesion, start, from } = session
    if (kind !== 'study-ablation' || lesion === undefined) continue
    let lesions = bySubject.get(subject)
    if (!lesions) bySubject.set(subject, (lesions = new Map()))
    const known = lesions.get(lesion)
    lesions.set(
      lesion,
      known ? { ...known, sessions: [...known.sessions, session] } : { start, from, sessions: [session] },
    )
  }
  return bySubject
}

function byTime(a: Procedure, b: Procedure): number {
  return a.start < b.start ? -1 : a.start > b.start ? 1 : a.from < b.from ? -1 : 1
}

/** A scan after baseline on the day of the ablation shows the zone already. */
export function isAblated(ablations: Ablations, lesion: LesionId, day: Day): boolean {
  const ablation = ablations.get(lesion)
  return ablation !== undefined && ablation.start <= day
}
