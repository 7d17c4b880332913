/**
 * The flow of subjects after CONSORT 2025: assessed, excluded, randomized; by arm: received, lost, discontinued, analysed.
 * Every reason that the protocol foresees is there, also with 0; every subject left out is named with the rows that say why.
 */
import type { RowId, SubjectId } from '../ids.ts'
import type { Protocol } from '../protocol/protocol.ts'
import { tableOf } from '../protocol/trial-tables.ts'
import type { Records, Subject } from '../record/records.ts'
import { isRandomized } from './populations.ts'
import type { Population } from './populations.ts'
import { treatments } from './treatment.ts'

export type FlowReadout = {
  readonly id: string
  /** Null where the records hold only who was randomized: how many were assessed is then not known. */
  readonly assessed: number | null
  readonly notRandomized: readonly FlowReason[]
  readonly randomized: number
  readonly population: { readonly id: string; readonly title: string } | null
  readonly arms: readonly FlowArm[]
  readonly methods: readonly string[]
}

export type FlowReason = { readonly reason: string; readonly subjects: readonly FlowSubject[] }
export type FlowSubject = { readonly subject: SubjectId; readonly from: readonly RowId[] }

export type FlowArm = {
  readonly arm: string
  readonly title: string
  readonly allocated: number
  /** Null where no treatment is recorded. */
  readonly received: number | null
  readonly notReceived: readonly FlowReason[]
  readonly lost: readonly FlowReason[]
  readonly discontinued: readonly FlowReason[]
  readonly analysed: number
  readonly excluded: readonly FlowReason[]
}

export function flow(records: Records, protocol: Protocol, populations: readonly Population[]): FlowReadout {
  const { analysis, listed } = tableOf(protocol, 'flow')
  const { reasons, lostWords } = analysis
  const treated = treatments(records, protocol)
  const primary = protocol.analyses.find(({ kind, rank }) => kind === 'time-to-event' && rank === 'primary')
  const wanted = analysis.population ?? String(primary?.['population' as never] ?? 'full-analysis')
  const final = populations.find(({ id }) => id === wanted)
  const excludedFrom = new Map(final?.excluded.map((row) => [row.subject, row]))
  const randomized = records.subjects.filter(isRandomized)
  const out = populations.find(({ id }) => id === 'randomized')?.excluded ?? []
  const lost = new Set(lostWords.map((word) => word.toUpperCase()))
  return {
    id: analysis.id,
    assessed: out.length > 0 ? records.subjects.length : null,
    notRandomized: byReason(reasons.notEligible, out),
    randomized: randomized.length,
    population: final ? { id: final.id, title: final.title } : null,
    arms: protocol.arms.map(({ id, title }) => {
      const subjects = randomized.filter(({ arm }) => arm === id)
      const ended = subjects.flatMap(endOf)
      const notReceived = subjects.flatMap((subject) => {
        const why = treated?.notAsAllocated(subject)
        return why ? [{ subject: subject.id, ...why }] : []
      })
      const without = new Set(notReceived.map(({ subject }) => subject))
      return {
        arm: id,
        title,
        allocated: subjects.length,
        received: treated ? subjects.length - without.size : null,
        notReceived: byReason(reasons.notReceived, notReceived),
        lost: byReason(
          reasons.lost,
          ended.filter(({ what }) => lost.has(what)),
        ),
        discontinued: byReason(
          reasons.discontinued,
          ended.filter(({ what, subject }) => !lost.has(what) && !without.has(subject)),
        ),
        analysed: subjects.filter((subject) => final?.members.has(subject.id)).length,
        excluded: byReason(
          reasons.notAnalysed,
          subjects.flatMap((subject) => excludedFrom.get(subject.id) ?? []),
        ),
      }
    }),
    methods: [
      listed ? 'Flow as the protocol lists it' : 'Flow by the defaults: the protocol lists none',
      `Lost to follow-up: ${lostWords.join(', ').toLowerCase()}; discontinued: every other end of treatment or follow-up that a disposition gives, death and completion aside`,
      treated
        ? 'Received the allocation: a dose in a control arm, a dose or a study ablation in an experimental arm, unless the protocol says otherwise'
        : 'No treatment is recorded: who received the allocation is not known',
    ],
  }
}

type Told = { readonly subject: SubjectId; readonly reason: string; readonly from: readonly RowId[] }

function endOf({ id, dispositions }: Subject): (Told & { readonly what: string })[] {
  return dispositions
    .filter(({ what, category }) => category === 'DISPOSITION EVENT' && !/^(DEATH|COMPLETED)$/.test(what))
    .map(({ what, says, from }) => ({ subject: id, what, reason: says, from: [from] }))
}

/** The reasons foreseen first, also with nobody, then those that came, in order of their number. */
export function byReason(foreseen: readonly string[], told: readonly Told[]): FlowReason[] {
  const groups = new Map<string, { reason: string; subjects: FlowSubject[] }>(
    foreseen.map((reason) => [same(reason), { reason, subjects: [] }]),
  )
  for (const { subject, reason, from } of told) {
    const group = groups.get(same(reason)) ?? { reason: asSentence(reason), subjects: [] }
    groups.set(same(reason), group)
    if (!group.subjects.some((other) => other.subject === subject)) group.subjects.push({ subject, from })
  }
  const all = [...groups.values()]
  const [expected, came] = [all.slice(0, foreseen.length), all.slice(foreseen.length)]
  return [...expected, ...came.toSorted((a, b) => b.subjects.length - a.subjects.length)]
}

const same = (text: string) => text.trim().toLowerCase()

/** Tables write in capitals; a page does not. */
export function asSentence(text: string): string {
  return /[a-z]/.test(text) ? text : text.charAt(0) + text.slice(1).toLowerCase()
}
