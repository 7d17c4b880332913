/** Overall survival: death is the event; else censored on the last day known to be alive, or at randomization if that is not earlier. */
import type { Day } from '../day.ts'
import type { RowId } from '../ids.ts'
import type { Course } from './course.ts'
import type { EndpointRuleId } from './rules.ts'
import { timeToEvent } from './time-to-event-of.ts'
import type { TimeToEvent } from './time-to-event.ts'

export function overallSurvival(course: Course, start: Day): TimeToEvent {
  const { subject, death, lastAlive } = course
  const of = (because: EndpointRuleId, from: readonly RowId[]) => ({
    subject: subject.id,
    endpoint: 'os' as const,
    start,
    because: [because],
    from,
  })
  if (death)
    return timeToEvent({
      ...of('os.event.death', subject.from),
      event: true,
      end: death.day,
      what: 'Death',
      source: { domain: 'ADRS', variable: 'ADT', parameter: 'DEATH' },
      detail: `death${death.flag ? ` (date imputed: ${death.flag})` : ''}`,
    })
  if (lastAlive && lastAlive > start)
    return timeToEvent({
      ...of('os.censor.last-alive', subject.lastAliveFrom),
      event: false,
      end: lastAlive,
      what: 'Alive',
      censored: 'Alive During Study',
      source: { domain: 'ADSL', variable: 'LSTALVDT' },
      detail: 'last known alive',
    })
  return timeToEvent({
    ...of('os.censor.randomization', subject.from),
    event: false,
    end: start,
    what: 'Randomization',
    censored: 'Randomization',
    source: { domain: 'ADSL', variable: 'RANDDT' },
    detail: 'nothing known after randomization',
  })
}
