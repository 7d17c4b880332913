/** What a person should look at in one subject's course: dates that contradict each other, an allocation that is incomplete. */
import type { Day } from '../day.ts'
import type { Finding } from '../finding.ts'
import type { RowId } from '../ids.ts'
import { rowPlace } from '../row-place.ts'
import type { Course } from './course.ts'
import { undated } from './dispositions.ts'

export function courseFindings(course: Course): readonly Finding[] {
  const { subject, randomized, timePoints, death, lastAlive } = course
  const found: Finding[] = []
  const add = (code: string, severity: Finding['severity'], from: readonly RowId[], message: string) =>
    found.push({ code, severity, subject: subject.id, where: from[0] && rowPlace(from[0]), message })

  const allocated = subject.dispositions.some(({ what }) => what.toUpperCase() === 'RANDOMIZED')
  if (!randomized && (subject.arm || allocated))
    add(
      'endpoint.no-randomization-date',
      'error',
      subject.from,
      'randomized, but no complete date of randomization; no endpoint is derived',
    )
  if (randomized && !subject.arm)
    add(
      'endpoint.no-arm',
      'error',
      subject.from,
      `randomized on ${randomized}, but not to an arm of the protocol; no endpoint is derived`,
    )
  if (!randomized) return found

  for (const { what, says, from } of undated(subject.dispositions))
    add(
      'endpoint.disposition-undated',
      'warning',
      [from],
      `${what || says}: no date, or only a year; it is not used for endpoints`,
    )
  const before = (day: Day) => day < randomized
  for (const { date, from, response } of timePoints) {
    if (before(date.day))
      add(
        'endpoint.assessment-before-randomization',
        'warning',
        from,
        `${response} on ${date.day}, before randomization on ${randomized}; not used for endpoints`,
      )
    if (death && date.day > death.day)
      add(
        'endpoint.assessment-after-death',
        date.flag || death.flag ? 'warning' : 'error',
        from,
        `${response} on ${date.day}, after death on ${death.day}; ${date.flag || death.flag ? 'a date is imputed' : 'check both dates'}`,
      )
    else if (!death && lastAlive && response === 'PD' && date.day > lastAlive)
      add(
        'endpoint.progression-after-last-alive',
        'warning',
        from,
        `PD on ${date.day}, after ${lastAlive}, the last day the subject is said to be alive; overall survival keeps that day`,
      )
  }
  if (death && before(death.day))
    add(
      'endpoint.death-before-randomization',
      'error',
      subject.from,
      `death on ${death.day}, before randomization on ${randomized}; counted on day 1`,
    )
  if (death && lastAlive && lastAlive > death.day)
    add(
      'endpoint.alive-after-death',
      'warning',
      subject.lastAliveFrom,
      `said to be alive on ${lastAlive}, after death on ${death.day}; the death is used`,
    )
  return found
}
