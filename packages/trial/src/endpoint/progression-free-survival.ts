/**
 * Progression-free survival by a policy that is a value.
 *
 *   1 what stops the count   new therapy, claimed progression, where the policy censors there
 *   2 the event              the earliest of progression, death, claimed progression, new therapy; ties in this order
 *   3 the gap                an event right after too many missed visits is none
 *   4 censoring              at the last assessment that counts, else at randomization
 *
 * Events on the day that stops the count still count; only later ones do not.
 * Source: admiralonco 1.4; FDA and EMA types, docs of the policies. Checked: golden sets A and B, every subject.
 */
import type { Day } from '../day.ts'
import type { RowId, ScanId } from '../ids.ts'
import type { Policy } from '../protocol/policy.ts'
import { firstProgression, type Assessment } from './assessments.ts'
import type { Course } from './course.ts'
import type { EndpointRuleId } from './rules.ts'
import { timeToEvent, type Outcome } from './time-to-event-of.ts'
import type { EndpointKind, TimeToEvent } from './time-to-event.ts'
import { missedVisits, scheduledDay, type Imaging } from './visit-schedule.ts'

export type PolicyInUse = { readonly name: string; readonly policy: Policy; readonly imaging: Imaging }
export type Origin = {
  readonly endpoint: EndpointKind
  readonly start: Day
  readonly because: readonly EndpointRuleId[]
}

export function progressionFreeSurvival(
  course: Course & { readonly randomized: Day },
  inUse: PolicyInUse,
  origin: Origin = { endpoint: 'pfs', start: course.randomized, because: [] },
): TimeToEvent {
  const { policy } = inUse
  const { subject, randomized } = course
  const complete = (outcome: Omit<Outcome, 'subject' | 'endpoint' | 'start' | 'policy'>) =>
    timeToEvent({
      ...outcome,
      because: [...origin.because, ...outcome.because],
      subject: subject.id,
      endpoint: origin.endpoint,
      start: origin.start,
      policy: inUse.name,
    })
  const censoredAt = (last: Assessment | undefined, reason?: Reason) =>
    complete(censoring(course, last, reason))

  if (policy.noBaseline === 'censor-at-randomization' && course.baseline === false)
    return censoredAt(undefined, {
      rule: 'pfs.censor.no-baseline',
      says: 'no baseline scan',
      from: subject.from,
    })

  const adequate = course.assessments.filter(
    ({ response }) => policy.countsAsAssessment === 'any' || response !== 'NE',
  )
  const stop = countStops(course, policy)
  const event = firstEvent(course, inUse)
  if (!event || (stop && event.evidence > stop.day)) {
    const counted = stop ? adequate.filter(({ date }) => date.day <= stop.day) : adequate
    return censoredAt(counted.at(-1), stop)
  }
  const before = adequate.filter(({ date }) => date.day < event.evidence).at(-1)
  const gap = policy.missedVisits
  if (gap?.then === 'censor-before-gap' && event.rule !== 'pfs.event.new-therapy') {
    const missed = missedVisits(inUse.imaging, randomized, before?.date.day ?? randomized, event.evidence)
    if (missed > gap.max)
      return censoredAt(before, {
        rule: 'pfs.censor.gap',
        says: `${missed} planned visits missed before ${event.detail} on ${event.evidence}`,
        from: event.from,
      })
  }
  const { rule, evidence: _, dated, ...rest } = event
  return complete({ ...rest, because: ['assessment.worst-of-day', rule, ...dated], event: true })
}

type Reason = { readonly rule: EndpointRuleId; readonly says: string; readonly from: readonly RowId[] }

/** The day after which the policy looks at nothing more, with the rule; the earlier of two, new therapy first. */
export function countStops(
  { newTherapy, claimed }: Course,
  policy: Policy,
): (Reason & { readonly day: Day }) | undefined {
  const therapy = policy.newTherapy === 'censor-before' &&
    newTherapy && {
      day: newTherapy.day,
      rule: 'pfs.censor.new-therapy' as const,
      says: `new therapy (${newTherapy.what}) from ${newTherapy.day}`,
      from: [newTherapy.from],
    }
  const claim = policy.clinicalProgression === 'censor' &&
    policy.progression === 'documented' &&
    claimed && {
      day: claimed.day,
      rule: 'pfs.censor.claimed' as const,
      says: `${claimed.says} without a scan on ${claimed.day}`,
      from: [claimed.from],
    }
  if (therapy && claim) return claim.day < therapy.day ? claim : therapy
  return therapy || claim || undefined
}

type Event = {
  readonly rule: EndpointRuleId
  /** The day that decides what came first; `end` is the day that the policy gives it. */
  readonly evidence: Day
  readonly end: Day
  readonly dated: readonly EndpointRuleId[]
  readonly what: string
  readonly detail: string
  readonly visit?: string
  readonly scan?: ScanId
  readonly source: Outcome['source']
  readonly from: readonly RowId[]
}

function firstEvent(course: Course & { readonly randomized: Day }, inUse: PolicyInUse): Event | undefined {
  const { policy } = inUse
  const { subject, death, claimed, newTherapy } = course
  const progression = firstProgression(course.assessments)
  const events: Event[] = []
  if (progression)
    events.push({
      rule: 'pfs.event.progression',
      evidence: progression.date.day,
      ...dateOfProgression(progression, course, inUse),
      what: 'Disease Progression',
      detail: progression.says,
      visit: progression.visit,
      scan: progression.scan,
      source: { domain: 'ADRS', variable: 'ADT', parameter: 'PD' },
      from: progression.from,
    })
  if (death)
    events.push({
      ...on(death.day, 'pfs.event.death', subject.from),
      what: 'Death',
      detail: 'death',
      source: { domain: 'ADRS', variable: 'ADT', parameter: 'DEATH' },
    })
  if (claimed && (policy.progression === 'claimed' || policy.clinicalProgression === 'event'))
    events.push({
      ...on(claimed.day, 'pfs.event.claimed', [claimed.from]),
      what: 'Clinical Progression',
      detail: `${claimed.says} without a scan`,
      source: { domain: 'DS', variable: 'DSSTDTC' },
    })
  if (newTherapy && policy.newTherapy === 'event')
    events.push({
      ...on(newTherapy.day, 'pfs.event.new-therapy', [newTherapy.from]),
      what: 'New Anticancer Therapy',
      detail: `new therapy (${newTherapy.what})`,
      source: { domain: 'PR', variable: 'PRSTDTC' },
    })
  // A stable sort: of events on one day the first in the list above stays first.
  return events.toSorted((a, b) => (a.evidence < b.evidence ? -1 : a.evidence > b.evidence ? 1 : 0))[0]
}

function on(day: Day, rule: EndpointRuleId, from: readonly RowId[]) {
  return { rule, evidence: day, end: day, dated: [], from }
}

function dateOfProgression(
  { date, scan }: Assessment,
  { lastDayOf, randomized, death }: Course & { readonly randomized: Day },
  { policy, imaging }: PolicyInUse,
): { end: Day; dated: readonly EndpointRuleId[] } {
  const earliest = (day: Day) => (death && death.day >= date.day && death.day < day ? death.day : day)
  if (policy.dateOfProgression === 'last-of-time-point')
    return {
      end: earliest((scan && lastDayOf.get(scan)) ?? date.day),
      dated: ['pfs.date.last-of-time-point'],
    }
  if (policy.dateOfProgression === 'next-scheduled')
    return {
      end: earliest(scheduledDay(imaging, randomized, date.day)),
      dated: ['pfs.date.next-scheduled'],
    }
  return { end: date.day, dated: [] }
}

function censoring(
  { subject, randomized, assessments }: Course,
  last: Assessment | undefined,
  reason?: Reason,
) {
  const words = reason ? ` (${reason.says})` : ''
  const because = ['assessment.worst-of-day', ...(reason ? [reason.rule] : [])] as const
  if (last && last.date.day > randomized!)
    return {
      event: false,
      end: last.date.day,
      what: 'Last Tumor Assessment',
      censored: 'Last Tumor Assessment',
      source: {
        domain: 'ADRS',
        variable: 'ADT',
        parameter: last === assessments.at(-1) ? 'LSTA' : 'OVR',
      } as const,
      detail: `last tumour assessment ${last.response}${words}`,
      visit: last.visit,
      scan: last.scan,
      because: [...because, 'pfs.censor.last-assessment'] as const,
      from: [...last.from, ...(reason?.from ?? [])],
    }
  return {
    event: false,
    end: randomized!,
    what: 'Randomization',
    censored: 'Randomization',
    source: { domain: 'ADSL', variable: 'RANDDT' },
    detail: `no tumour assessment after randomization${words}`,
    because: [...because, 'pfs.censor.randomization'] as const,
    from: [...subject.from, ...(reason?.from ?? [])],
  }
}
