/** What each subject received from randomization on, and whether it is what the arm was allocated to. */
import type { Day } from '../day.ts'
import type { RowId, SubjectId } from '../ids.ts'
import type { Protocol } from '../protocol/protocol.ts'
import { tableOf } from '../protocol/trial-tables.ts'
import type { Dose, Procedure, Records, Subject } from '../record/records.ts'

export type Treatment = {
  readonly doses: readonly Dose[]
  readonly ablations: readonly Procedure[]
  /** The first and the last day on which a dose or a study ablation was given. */
  readonly first?: Day
  readonly last?: Day
}

type Reason = { readonly reason: string; readonly from: readonly RowId[] }

export type Treatments = {
  readonly of: (subject: SubjectId) => Treatment
  readonly untreated: (subject: Subject) => Reason | undefined
  readonly notAsAllocated: (subject: Subject) => Reason | undefined
}

const none: Treatment = { doses: [], ablations: [] }

/** Undefined where the data records no treatment at all: nobody is then said to be untreated. */
export function treatments(
  records: Pick<Records, 'subjects'> & Partial<Pick<Records, 'doses' | 'procedures'>>,
  protocol: Protocol,
): Treatments | undefined {
  const ablations = (records.procedures ?? []).filter(({ kind }) => kind === 'study-ablation')
  const doses = records.doses ?? []
  if (doses.length + ablations.length === 0) return undefined
  const dosesOf = Map.groupBy(doses, ({ subject }) => subject)
  const ablationsOf = Map.groupBy(ablations, ({ subject }) => subject)
  const bySubject = new Map(
    records.subjects.map(({ id, randomized }) => {
      const since = <T extends { readonly start: Day }>(all: readonly T[] = []) =>
        all.filter(({ start }) => !randomized || start >= randomized).toSorted(byStart)
      return [id, treatment(since(dosesOf.get(id)), since(ablationsOf.get(id)))]
    }),
  )
  const of = (subject: SubjectId) => bySubject.get(subject) ?? none
  const { received } = tableOf(protocol, 'flow').analysis
  const ablates = new Map<string, boolean>(protocol.arms.map(({ id, plansAblation }) => [id, plansAblation]))
  return {
    of,
    untreated: (subject) =>
      of(subject.id).first ? undefined : whyNot(subject, 'received no study treatment'),
    notAsAllocated: (subject) => {
      const { doses: given, ablations: done } = of(subject.id)
      if (subject.arm === undefined) return undefined
      const rule = received[subject.arm] ?? (ablates.get(subject.arm) ? 'dose-or-ablation' : 'dose')
      const [dose, ablation] = [given.length > 0, done.length > 0]
      const has = {
        dose,
        ablation,
        'dose-and-ablation': dose && ablation,
        'dose-or-ablation': dose || ablation,
      }[rule]
      return has ? undefined : whyNot(subject, `received no ${rule.replaceAll('-', ' ')}`)
    },
  }
}

/** The reason that the data gives: of an exclusion, else of a disposition that ends treatment or follow-up. */
function whyNot({ dispositions, excludedFrom, from }: Subject, otherwise: string): Reason {
  const said = excludedFrom.find(({ reason }) => /treatment|consent|dose|ablation/i.test(reason))
  if (said) return { reason: said.reason, from: [said.from] }
  const ended = dispositions.find(({ category }) => category === 'DISPOSITION EVENT')
  return ended ? { reason: ended.says, from: [ended.from] } : { reason: otherwise, from }
}

function treatment(doses: readonly Dose[], ablations: readonly Procedure[]): Treatment {
  const days = [...doses, ...ablations].map(({ start }) => start).toSorted()
  const [first, last] = [days[0], days.at(-1)]
  return { doses, ablations, ...(first && { first }), ...(last && { last }) }
}

const byStart = (a: { readonly start: Day }, b: { readonly start: Day }) =>
  a.start < b.start ? -1 : a.start > b.start ? 1 : 0
