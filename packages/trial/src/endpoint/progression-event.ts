/** The earliest event of progression-free survival by a policy; of several on one day the first in the order below. */
import type { Day } from '../day.ts'
import type { RowId } from '../ids.ts'
import type { PolicyRowNumber } from '../protocol/policy-rows.ts'
import { onClinicalProgression, onSalvage } from '../protocol/policy-switches.ts'
import { firstProgression, type Assessment } from './assessments.ts'
import { earliest, firstTherapies } from './count-stops.ts'
import type { Course } from './course.ts'
import type { PolicyInUse } from './progression-free-survival.ts'
import type { EndpointRuleId } from './rules.ts'
import type { Outcome } from './time-to-event-of.ts'
import { scheduledDay } from './visit-schedule.ts'

export type ProgressionEvent = {
  readonly rule: EndpointRuleId
  readonly row: PolicyRowNumber
  /** The day that decides what came first; `end` is the day that the policy gives it. */
  readonly evidence: Day
  readonly end: Day
  readonly dated: readonly EndpointRuleId[]
  readonly what: string
  readonly detail: string
  readonly assessment?: Assessment
  readonly source: Outcome['source']
  readonly from: readonly RowId[]
}

type Randomized = Course & { readonly randomized: Day }

export function progressionEvent(course: Randomized, inUse: PolicyInUse): ProgressionEvent | undefined {
  const { policy } = inUse
  const {
    subject,
    death,
    claims: [claimed],
  } = course
  const { systemic, salvage } = firstTherapies(course)
  const progression = firstProgression(course.assessments)
  const events: ProgressionEvent[] = []
  if (progression) {
    const row = isSumOnSeveralDays(progression, course) ? 4 : 3
    events.push({
      rule: 'pfs.event.progression',
      row,
      evidence: progression.date.day,
      ...dateOfProgression(progression, row, { course, inUse }),
      what: 'Disease Progression',
      detail: progression.says,
      assessment: progression,
      source: { domain: 'ADRS', variable: 'ADT', parameter: 'PD' },
      from: progression.from,
    })
  }
  if (death)
    events.push({
      ...on(death.day, 'pfs.event.death', subject.from),
      row: 10,
      what: 'Death',
      detail: 'death',
      source: { domain: 'ADRS', variable: 'ADT', parameter: 'DEATH' },
    })
  if (claimed && onClinicalProgression(policy) === 'event')
    events.push({
      ...on(claimed.day, 'pfs.event.claimed', [claimed.from]),
      row: 6,
      what: 'Clinical Progression',
      detail: `${claimed.says} without a scan`,
      source: { domain: 'DS', variable: 'DSSTDTC' },
    })
  if (systemic && policy.newTherapy === 'event')
    events.push({
      ...on(systemic.day, 'pfs.event.new-therapy', [systemic.from]),
      row: 8,
      what: 'New Anticancer Therapy',
      detail: `new therapy (${systemic.what})`,
      source: { domain: 'PR', variable: 'PRSTDTC' },
    })
  if (salvage && onSalvage(policy) === 'event')
    events.push({
      ...on(salvage.day, 'pfs.event.salvage', [salvage.from]),
      row: 8,
      what: 'Salvage Local Therapy',
      detail: `unplanned local therapy (${salvage.what})`,
      source: { domain: 'PR', variable: 'PRSTDTC' },
    })
  return earliest(events, ({ evidence }) => evidence)
}

function on(day: Day, rule: EndpointRuleId, from: readonly RowId[]) {
  return { rule, evidence: day, end: day, dated: [], from }
}

/** Progression by the sum of diameters and by nothing else, on a time point that took more than a day. */
function isSumOnSeveralDays(progression: Assessment, { lastDayOf }: Course): boolean {
  const last = progression.scan && lastDayOf.get(progression.scan)
  return (
    last !== undefined &&
    last > progression.date.day &&
    progression.target?.response === 'PD' &&
    progression.nonTarget?.response !== 'PD' &&
    !progression.newLesions
  )
}

function dateOfProgression(
  { date, scan }: Assessment,
  row: 3 | 4,
  {
    course: { lastDayOf, randomized, death },
    inUse: { policy, imaging },
  }: { course: Randomized; inUse: PolicyInUse },
): { end: Day; dated: readonly EndpointRuleId[] } {
  const notAfterDeath = (day: Day) => (death && death.day >= date.day && death.day < day ? death.day : day)
  if (policy.dateOfProgression === 'next-scheduled')
    return {
      end: notAfterDeath(scheduledDay(imaging, randomized, date.day)),
      dated: ['pfs.date.next-scheduled'],
    }
  if (row === 4 && policy.dayOfTimePoint === 'last')
    return {
      end: notAfterDeath((scan && lastDayOf.get(scan)) ?? date.day),
      dated: ['pfs.date.last-of-time-point'],
    }
  return { end: date.day, dated: [] }
}
