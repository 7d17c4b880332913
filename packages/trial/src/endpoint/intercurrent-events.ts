/** The intercurrent events of each randomized subject, found in the records: every one with its rule and rows. */
import { daysBetween, type Day } from '../day.ts'
import type { Derived } from '../derived.ts'
import type { ArmId, RowId, SubjectId } from '../ids.ts'
import type { IntercurrentEventKind } from '../protocol/estimand.ts'
import type { Protocol } from '../protocol/protocol.ts'
import type { AdverseEvent, Dose, Procedure, Records } from '../record/records.ts'
import { firstProgression } from './assessments.ts'
import type { Course } from './course.ts'
import { immunotherapyEvents } from './immunotherapy-events.ts'

export type IntercurrentEvent = Derived & {
  readonly subject: SubjectId
  readonly arm: ArmId
  readonly kind: IntercurrentEventKind
  readonly day: Day
  /** Before documented progression, or without one. */
  readonly beforeProgression: boolean
  readonly says: string
}

/** What a detection gives; the rest is the same for every kind. */
export type Found = {
  readonly kind: IntercurrentEventKind
  readonly day: Day
  readonly says: string
  readonly from: readonly RowId[]
}

/** One subject as the detections see it. */
type Seen = {
  readonly course: Course & { readonly randomized: Day }
  readonly progression?: Day
  readonly procedures: readonly Procedure[]
  readonly doses: readonly Dose[]
  readonly adverseEvents: readonly AdverseEvent[]
}

/** In the order of the subjects, then of the dates. */
export function intercurrentEventsOf(
  records: Records,
  courses: readonly Course[],
  protocol: Protocol,
): readonly IntercurrentEvent[] {
  const settings = protocol.intercurrentEvents
  const procedures = Map.groupBy(records.procedures, ({ subject }) => subject)
  const doses = Map.groupBy(records.doses, ({ subject }) => subject)
  const adverseEvents = Map.groupBy(records.adverseEvents, ({ subject }) => subject)
  // Where no study ablation is recorded at all, that one is missing says nothing.
  const ablates = records.procedures.some(({ kind }) => kind === 'study-ablation')
  return courses.flatMap((course) => {
    const { subject, randomized, assessments } = course
    const { id, arm } = subject
    if (!randomized || !arm) return []
    const since = <T>(all: readonly T[] | undefined, day: (one: T) => Day) =>
      (all ?? [])
        .filter((one) => day(one) >= randomized)
        .toSorted((a, b) => (day(a) < day(b) ? -1 : day(a) > day(b) ? 1 : 0))
    const seen: Seen = {
      course: { ...course, randomized },
      progression: firstProgression(assessments)?.date.day,
      procedures: since(procedures.get(id), ({ start }) => start),
      doses: since(doses.get(id), ({ start }) => start),
      adverseEvents: adverseEvents.get(id) ?? [],
    }
    const isAssigned = ablates && course.plansAblation
    return [
      ...therapies(seen),
      ...dispositions(seen),
      ...(isAssigned ? assignedAblation(seen, settings.ablationWithinDays) : []),
      ...immunotherapyEvents(seen.doses, { settings, followedUntil: followedUntil(seen) }),
      ...deathFromProcedure(seen),
    ]
      .toSorted((a, b) => (a.day < b.day ? -1 : a.day > b.day ? 1 : 0))
      .map((found) => ({
        ...found,
        subject: id,
        arm,
        beforeProgression: !seen.progression || found.day < seen.progression,
        because: [`ice.${found.kind}`],
      }))
  })
}

function therapies({ course, progression, doses }: Seen): readonly Found[] {
  const systemic = course.therapies.find(({ kind }) => kind === 'systemic')
  const local = course.therapies.filter(({ kind }) => kind !== 'systemic')
  return [
    ...(systemic
      ? [
          {
            kind: 'new-systemic-therapy' as const,
            day: systemic.day,
            says: systemic.what,
            from: [systemic.from],
          },
        ]
      : []),
    ...local.map(({ day, what, from }): Found => {
      if (!progression || day < progression)
        return { kind: 'salvage-local-therapy', day, says: what, from: [from] }
      const next = doses.find(({ start }) => start >= day)
      return {
        kind: 'local-therapy-at-progression',
        day,
        says: `${what}; ${next ? `${next.drug.toLowerCase()} goes on` : 'no dose after it'}`,
        from: [from, ...(next ? [next.from] : [])],
      }
    }),
  ]
}

function dispositions({
  course: {
    claims: [claimed],
    treatmentStop,
  },
}: Seen): readonly Found[] {
  return [
    ...(claimed ? [{ kind: 'clinical-progression' as const, ...claimed, from: [claimed.from] }] : []),
    ...(treatmentStop
      ? [{ kind: 'immunotherapy-stopped' as const, ...treatmentStop, from: [treatmentStop.from] }]
      : []),
  ]
}

function assignedAblation(seen: Seen, withinDays: number): readonly Found[] {
  const { randomized, subject } = seen.course
  const sessions = [
    ...Map.groupBy(
      seen.procedures.filter(({ kind }) => kind === 'study-ablation'),
      ({ session, start }) => session ?? start,
    ).values(),
  ].flatMap(([first]) => first ?? [])
  const [first, ...later] = sessions
  if (!first) {
    const until = followedUntil(seen)
    const isOver = until && (seen.course.death || daysBetween(randomized, until) > withinDays)
    return isOver
      ? [
          {
            kind: 'ablation-not-done',
            day: until,
            says: `no ablation from ${randomized} to ${until}`,
            from: subject.from,
          },
        ]
      : []
  }
  const waited = daysBetween(randomized, first.start)
  const staged = later.map(({ start, what, session, from }): Found => ({
    kind: 'staged-session',
    day: start,
    says: session ? `${what}, ${session.toLowerCase()}` : what,
    from: [from],
  }))
  if (waited <= withinDays) return staged
  return [
    {
      kind: 'ablation-delayed',
      day: first.start,
      says: `first ablation ${waited} days after randomization`,
      from: [first.from],
    },
    ...staged,
  ]
}

function deathFromProcedure({ course: { death }, adverseEvents }: Seen): readonly Found[] {
  const fatal = adverseEvents.find(({ grade, relatedToAblation }) => grade === 5 && relatedToAblation)
  return death && fatal
    ? [{ kind: 'death-from-procedure', day: death.day, says: fatal.term.toLowerCase(), from: [fatal.from] }]
    : []
}

/** The last day that is known of the subject: death, else the later of the last day known alive and the last assessment. */
function followedUntil({ course: { death, lastAlive, assessments } }: Seen): Day | undefined {
  if (death) return death.day
  const seen = assessments.at(-1)?.date.day
  return seen && !(lastAlive && lastAlive > seen) ? seen : lastAlive
}
