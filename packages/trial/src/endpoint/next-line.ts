/**
 * The next line of systemic therapy: the time to its start, and progression-free survival on it (PFS-NEST, as STOP-2 names it).
 *
 *   time to next systemic therapy   its first day; death before it is an event or censored, by the protocol
 *   PFS on next systemic therapy    the earliest of progression on it, by the evidence that the protocol names, and death
 *
 * Who has no event is censored on the last day known to be alive. Progression before the next therapy is no event of either.
 * Source: the name, STOP-2 (NCT06918951); the definition is ours (docs/methods/next-line.md).
 */
import type { Day } from '../day.ts'
import type { NextLine } from '../protocol/next-line.ts'
import { earliest } from './count-stops.ts'
import type { Course } from './course.ts'
import type { EndpointRuleId } from './rules.ts'
import type { Therapy } from './therapies.ts'
import { timeToEvent, type Outcome } from './time-to-event-of.ts'
import type { EndpointKind, TimeToEvent } from './time-to-event.ts'

type Randomized = Course & { readonly randomized: Day }
type What = Omit<Outcome, 'subject' | 'endpoint' | 'start'>

export function timeToNextSystemicTherapy(course: Randomized, { deathBefore }: NextLine): TimeToEvent {
  const of = { subject: course.subject.id, endpoint: 'ttnt' as const, start: course.randomized }
  const next = nextSystemicTherapy(course)
  const dead = died(course, 'ttnt.event.death')
  if (next && !(dead && dead.end < next.day))
    return timeToEvent({ ...of, ...started(next, 'Next Systemic Therapy') })
  if (dead && deathBefore === 'event') return timeToEvent({ ...of, ...dead })
  if (dead)
    return timeToEvent({
      ...of,
      ...dead,
      event: false,
      censored: 'Death',
      detail: 'death without a next systemic therapy',
      because: ['ttnt.censor.death'],
    })
  return timeToEvent({ ...of, ...alive(course, course.randomized) })
}

/** Undefined for a subject without a next therapy, where the time counts from it. */
export function pfsOnNextSystemicTherapy(course: Randomized, settings: NextLine): TimeToEvent | undefined {
  const next = nextSystemicTherapy(course)
  const start = settings.from === 'randomization' ? course.randomized : next?.day
  if (start === undefined) return undefined
  const dead = died(course, 'pfs-nest.event.death')
  const events = [...(next ? progressions(course, next, settings) : []), ...(dead ? [dead] : [])]
  const outcome = earliest(events, ({ end }) => end) ?? alive(course, start)
  const endpoint: EndpointKind = 'pfs-nest'
  const because: readonly string[] = next ? ['next-line.start', ...outcome.because] : outcome.because
  const from = next ? [...new Set([...outcome.from, next.from])] : outcome.from
  return timeToEvent({ ...outcome, because, from, subject: course.subject.id, endpoint, start })
}

export function nextSystemicTherapy({ therapies }: Course): Therapy | undefined {
  return therapies.find(({ kind }) => kind === 'systemic')
}

function progressions(course: Randomized, next: Therapy, { evidence }: NextLine): readonly What[] {
  const reported = course.assessments.find(
    ({ response, origin, date }) => response === 'PD' && origin === 'reported' && date.day > next.day,
  )
  const claimed = course.claims.find(({ day }) => day > next.day)
  const further = course.therapies.find(
    ({ kind, day, what }) => kind === 'systemic' && day > next.day && what !== next.what,
  )
  return evidence.flatMap((kind): readonly What[] => {
    if (kind === 'reported-response' && reported)
      return [
        {
          event: true,
          end: reported.date.day,
          what: 'Progression on Next Systemic Therapy',
          source: { domain: 'ADRS', variable: 'ADT' },
          detail: `${reported.says} on next systemic therapy (${next.what})`,
          visit: reported.visit,
          because: ['pfs-nest.event.reported'],
          from: reported.from,
        },
      ]
    if (kind === 'claimed' && claimed)
      return [
        {
          event: true,
          end: claimed.day,
          what: 'Progression on Next Systemic Therapy',
          source: { domain: 'DS', variable: 'DSSTDTC' },
          detail: `${claimed.says} without a scan on next systemic therapy (${next.what})`,
          because: ['pfs-nest.event.claimed'],
          from: [claimed.from],
        },
      ]
    if (kind === 'further-therapy' && further)
      return [
        {
          ...started(further, 'Further Systemic Therapy'),
          detail: `further systemic therapy (${further.what}) after ${next.what}`,
          because: ['pfs-nest.event.further-therapy'],
        },
      ]
    return []
  })
}

function started({ day, what, from }: Therapy, named: string): What {
  return {
    event: true,
    end: day,
    what: named,
    source: { domain: 'PR', variable: 'PRSTDTC' },
    detail: `next systemic therapy (${what})`,
    because: ['ttnt.event.therapy'],
    from: [from],
  }
}

function died({ death, subject }: Course, rule: EndpointRuleId): What | undefined {
  return (
    death && {
      event: true,
      end: death.day,
      what: 'Death',
      source: { domain: 'ADRS', variable: 'ADT', parameter: 'DEATH' },
      detail: 'death',
      because: [rule],
      from: subject.from,
    }
  )
}

function alive({ lastAlive, subject }: Course, start: Day): What {
  const known = lastAlive !== undefined && lastAlive > start
  return {
    event: false,
    end: known ? lastAlive : start,
    what: known ? 'Alive' : 'Start of Follow-up',
    censored: known ? 'Alive During Study' : 'Start of Follow-up',
    source: known ? { domain: 'ADSL', variable: 'LSTALVDT' } : { domain: 'ADSL', variable: 'RANDDT' },
    detail: known ? 'last known alive' : 'nothing known after the start',
    because: ['next-line.censor.last-alive'],
    from: known ? subject.lastAliveFrom : subject.from,
  }
}
