/** Who counts in which population, and who does not and why: the numbers of a CONSORT diagram. */
import type { Finding } from '../finding.ts'
import type { RowId, SubjectId } from '../ids.ts'
import type { Protocol } from '../protocol/protocol.ts'
import type { Records, Subject } from '../record/records.ts'
import type { PopulationReadout } from './readout.ts'
import { treatments } from './treatment.ts'

export type Population = PopulationReadout & { readonly members: ReadonlySet<SubjectId> }

type Observed = Pick<Records, 'subjects'> & Partial<Pick<Records, 'doses' | 'procedures'>>

/** Randomized, full analysis, per protocol and safety where treatment is recorded, then every other that the protocol names. */
export function populations(
  records: Observed,
  protocol: Protocol,
): { readonly populations: readonly Population[]; readonly findings: readonly Finding[] } {
  const { subjects } = records
  const randomized = subjects.filter(isRandomized)
  const treated = treatments(records, protocol)
  const defined = { ...standard, ...(treated ? ofTreatment : {}), ...protocol.populations }
  const reasonOf = (id: string) => {
    const said = excluded(id)
    if (id === 'randomized') return notRandomized
    if (!treated || !Object.hasOwn(ofTreatment, id)) return said
    const full = excluded('full-analysis')
    return (subject: Subject): Exclusion | undefined =>
      said(subject) ??
      (id === 'safety' ? treated.untreated(subject) : (full(subject) ?? treated.notAsAllocated(subject)))
  }
  const all = Object.entries(defined).map(([id, { title, says }]) =>
    populationOf(
      id,
      {
        title,
        says,
        from: id === 'randomized' ? subjects : randomized,
        reasonOf: reasonOf(id),
      },
      protocol,
    ),
  )
  const ours = { ...standard, ...ofTreatment }
  const unsaid = all.filter((one) => !Object.hasOwn(ours, one.id) && one.excluded.length === 0)
  return {
    populations: all,
    findings: [
      ...unsaid.map(({ id }): Finding => ({
        code: 'population.no-exclusion',
        severity: 'note',
        message: `population ${id}: the data excludes no one from it, so that it is all who were randomized`,
      })),
      ...unknownPopulations(subjects, all),
    ],
  }
}

const standard: Record<string, { readonly title?: string | undefined; readonly says: string }> = {
  randomized: { title: 'Randomized', says: 'all who were randomized, in the arm they were randomized to' },
  'full-analysis': {
    title: 'Full analysis set',
    says: 'all who were randomized, except those whom the data excludes with a reason',
  },
}

/** Known only where doses or ablations are recorded. */
const ofTreatment: Record<string, { readonly title?: string | undefined; readonly says: string }> = {
  'per-protocol': {
    title: 'Per protocol',
    says: 'the full analysis set, without those who did not receive what they were allocated to and those whom the data excludes with a reason',
  },
  safety: {
    title: 'Safety',
    says: 'all who were randomized and received a dose or a study ablation, in the arm they were randomized to',
  },
}

export type Exclusion = { readonly reason: string; readonly from: readonly RowId[] }
type Rule = {
  readonly title: string | undefined
  readonly says: string
  readonly from: readonly Subject[]
  readonly reasonOf: (subject: Subject) => Exclusion | undefined
}

function populationOf(id: string, { title, says, from, reasonOf }: Rule, { arms }: Protocol): Population {
  const judged = from.map((subject) => ({ subject, exclusion: reasonOf(subject) }))
  const members = judged.filter(({ exclusion }) => !exclusion).map(({ subject }) => subject)
  return {
    id,
    title: title ?? standard[id]?.title ?? ofTreatment[id]?.title ?? id,
    says,
    subjects: members.length,
    byArm: arms.map((arm) => ({
      arm: arm.id,
      subjects: members.filter((subject) => subject.arm === arm.id).length,
    })),
    excluded: judged.flatMap(({ subject, exclusion }) =>
      exclusion ? [{ subject: subject.id, arm: subject.arm ?? null, ...exclusion }] : [],
    ),
    members: new Set(members.map((subject) => subject.id)),
  }
}

export const isRandomized = (subject: Subject) => notRandomized(subject) === undefined

function notRandomized(subject: Subject): Exclusion | undefined {
  const said = excluded('randomized')(subject)
  if (said) return said
  if (subject.arm !== undefined) return undefined
  const failure = subject.dispositions.find(({ what }) => /screen.*fail/i.test(what))
  return failure
    ? { reason: failure.says || failure.what, from: [failure.from] }
    : { reason: 'no arm of the protocol', from: subject.from }
}

function excluded(id: string) {
  return ({ excludedFrom }: Subject): Exclusion | undefined => {
    const found = excludedFrom.find(({ population }) => population === id)
    return found && { reason: found.reason || 'no reason given', from: [found.from] }
  }
}

function unknownPopulations(subjects: readonly Subject[], all: readonly Population[]): Finding[] {
  return subjects.flatMap(({ id, excludedFrom }) =>
    excludedFrom
      .filter(({ population }) => !all.some((other) => other.id === population))
      .map(({ population }): Finding => ({
        code: 'population.unknown',
        severity: 'warning',
        subject: id,
        message: `excluded from ${population}, which is no population of the protocol (${all.map((p) => p.id).join(', ')}); not used`,
      })),
  )
}
