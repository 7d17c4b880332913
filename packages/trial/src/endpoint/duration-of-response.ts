/** Duration of response of a responder: from the first CR or PR that counts, with the events and censorings of the policy. */
import type { Protocol } from '../protocol/protocol.ts'
import { isConfirmed } from './confirmed-response.ts'
import { countStops } from './count-stops.ts'
import type { Course } from './course.ts'
import { progressionFreeSurvival, withoutBaseline, type PolicyInUse } from './progression-free-survival.ts'
import type { TimeToEvent } from './time-to-event.ts'

/** Undefined for a subject without a response; such subjects are not at risk and have no row. */
export function durationOfResponse(
  course: Course & { readonly randomized: NonNullable<Course['randomized']> },
  inUse: PolicyInUse,
  confirmation: Protocol['response']['confirmation'],
): TimeToEvent | undefined {
  if (withoutBaseline(course, inUse.policy)) return undefined
  const stop = countStops(course, inUse.policy)
  const counted = course.untilProgression.filter(({ date }) => !stop || date.day <= stop.day)
  const response = counted.find(
    (one) =>
      ['CR', 'PR'].includes(one.response) &&
      (!confirmation.required || isConfirmed(counted, one, confirmation)) &&
      (!course.death || one.date.day <= course.death.day),
  )
  return (
    response &&
    progressionFreeSurvival(course, inUse, {
      endpoint: 'dor',
      start: response.date.day,
      because: [confirmation.required ? 'dor.start.confirmed-response' : 'dor.start.first-response'],
    })
  )
}
