/** The adverse events that count, each placed: its day after the first treatment, the ablation session before it, the window. */
import { daysBetween, imputedDay } from '../day.ts'
import type { Day } from '../day.ts'
import type { Finding } from '../finding.ts'
import type { RowId, RuleId, SubjectId } from '../ids.ts'
import type { SafetyAnalysis } from '../protocol/trial-tables.ts'
import type { AdverseEvent, Lesion, Procedure, Subject } from '../record/records.ts'
import { ctcaeTerm } from '../safety/ctcae.ts'
import type { Treatment } from './treatment.ts'

export type SafetyEvent = {
  readonly subject: SubjectId
  readonly arm: string
  /** The term of CTCAE where the table has it, else the word that was reported. */
  readonly term: string
  readonly reported: string
  readonly bodySystem: string | null
  readonly grade: number | null
  readonly serious: boolean
  readonly relatedToAblation: boolean | null
  readonly relatedToImmunotherapy: boolean | null
  /** Days after the first treatment, null where the start is not known. */
  readonly day: number | null
  readonly window: string | null
  readonly daysAfterAblation: number | null
  /** Whether it lies on the side of the ablated lung, where both sides are recorded. */
  readonly side: 'same' | 'other' | null
  readonly because: readonly RuleId[]
  readonly from: readonly RowId[]
}

export type Treated = {
  readonly subject: Subject & { readonly arm: NonNullable<Subject['arm']> }
  readonly treatment: Treatment & { readonly first: Day; readonly last: Day }
  /** The last day at risk. */
  readonly end: Day
}

export function safetyEvents(
  events: readonly AdverseEvent[],
  treated: ReadonlyMap<SubjectId, Treated>,
  { analysis, lesions }: { readonly analysis: SafetyAnalysis; readonly lesions: readonly Lesion[] },
): { readonly counted: readonly SafetyEvent[]; readonly findings: readonly Finding[] } {
  const findings: Finding[] = []
  const sideOf = new Map(
    lesions.flatMap(({ subject, id, organ, laterality }) =>
      laterality && /LUNG/i.test(organ) ? [[`${subject} ${id}`, laterality.toUpperCase()] as const] : [],
    ),
  )
  const counted = events.flatMap((event) => {
    const who = treated.get(event.subject)
    if (!who) return []
    const start = startOf(event, who.treatment.first)
    if (start && (start < who.treatment.first || start > who.end)) return []
    if (!start) findings.push(undated(event))
    return [placed(event, { who, start, analysis, sideOf })]
  })
  return { counted, findings }
}

/** An incomplete date that may lie on treatment is not earlier than its first day. */
function startOf({ start }: AdverseEvent, first: Day): Day | undefined {
  if (!start) return undefined
  const [earliest, latest] = [imputedDay(start, 'first', 'month'), imputedDay(start, 'last', 'month')]
  if (!earliest || !latest) return undefined
  return earliest.day < first && latest.day >= first ? first : earliest.day
}

type Placing = {
  readonly who: Treated
  readonly start: Day | undefined
  readonly analysis: SafetyAnalysis
  readonly sideOf: ReadonlyMap<string, string>
}

function placed(event: AdverseEvent, { who, start, analysis, sideOf }: Placing): SafetyEvent {
  const session = start === undefined ? [] : latestSession(who.treatment.ablations, start)
  const after = session[0] && start ? daysBetween(session[0].start, start) : null
  const window =
    after === null
      ? undefined
      : analysis.windows.find(({ fromDay, toDay }) => fromDay <= after && after <= toDay)
  const side = window ? sideFrom(event, session, sideOf) : null
  return {
    subject: event.subject,
    arm: who.subject.arm,
    term: ctcaeTerm(event.term)?.term ?? asTerm(event.term),
    reported: event.term,
    bodySystem: event.bodySystem ?? null,
    grade: event.grade ?? null,
    serious: event.serious,
    relatedToAblation: event.relatedToAblation ?? null,
    relatedToImmunotherapy: event.relatedToImmunotherapy ?? null,
    day: start === undefined ? null : daysBetween(who.treatment.first, start),
    window: window?.title ?? null,
    daysAfterAblation: after,
    side,
    because: [
      'safety.event.counted',
      ...(event.start && !event.start.day ? ['safety.event.partial-date'] : []),
      ...(window ? ['safety.event.window'] : []),
      ...(side ? ['safety.event.side'] : []),
    ],
    from: [event.from, ...session.map(({ from }) => from)],
  }
}

function latestSession(ablations: readonly Procedure[], start: Day): readonly Procedure[] {
  const day = ablations.findLast((one) => one.start <= start)?.start
  return day === undefined ? [] : ablations.filter((one) => one.start === day)
}

function sideFrom(
  { laterality, term, bodySystem }: AdverseEvent,
  session: readonly Procedure[],
  sideOf: Placing['sideOf'],
): SafetyEvent['side'] {
  if (
    !laterality ||
    !/LEFT|RIGHT/.test(laterality) ||
    !/lung|pneum|pleur|thorac|resp/i.test(`${term} ${bodySystem ?? ''}`)
  )
    return null
  const sides = new Set(
    session.flatMap(({ subject, lesion }) => sideOf.get(`${subject} ${lesion ?? ''}`) ?? []),
  )
  if (sides.size === 0) return null
  return sides.has(laterality) ? 'same' : 'other'
}

function asTerm(word: string): string {
  return /[a-z]/.test(word) ? word : word.charAt(0) + word.slice(1).toLowerCase()
}

function undated({ subject, term, from }: AdverseEvent): Finding {
  const [file = '', row] = from.split(':')
  return {
    code: 'safety.event.undated',
    severity: 'warning',
    subject,
    where: { file, row: Number(row), field: 'AESTDTC' },
    message: `${term.toLowerCase()} has no start; it counts, in no window and at no time`,
  }
}
