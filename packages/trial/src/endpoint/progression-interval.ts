/**
 * When progression happened, as far as scans can tell: after the last scan without it, and not after the first with it.
 *
 *   progression at day R, last assessment that counts before it at day L   (L, R]
 *   death, or another event of the policy, at day R                        exactly R
 *   no event, last assessment that counts at day L                         (L, ∞)
 *
 * Days as in `days`, the first being 1; L is 0 where nothing was seen after randomization. A date that a policy moves to a
 * planned visit is not used: the interval is of what was seen.
 */
import { daysBetween, type Day } from '../day.ts'
import type { SubjectId } from '../ids.ts'
import type { Policy } from '../protocol/policy.ts'
import { firstProgression } from './assessments.ts'
import type { Course } from './course.ts'
import { adequateAssessments } from './progression-free-survival.ts'
import type { TimeToEvent } from './time-to-event.ts'

export type ProgressionInterval = {
  readonly subject: SubjectId
  readonly left: number
  /** Null where no event was seen; equal to `left` where the day is known. */
  readonly right: number | null
}

/** @param time of progression-free survival, by the same policy */
export function progressionInterval(
  time: TimeToEvent,
  course: Course & { readonly randomized: Day },
  policy: Policy,
): ProgressionInterval {
  const { subject } = time
  const dayOf = (day: Day) => daysBetween(course.randomized, day) + 1
  if (!time.event) return { subject, left: time.what === 'Randomization' ? 0 : time.days, right: null }
  if (time.what !== 'Disease Progression') return { subject, left: time.days, right: time.days }
  const seen = firstProgression(course.assessments)!.date.day
  const before = adequateAssessments(course, policy).findLast(({ date }) => date.day < seen)
  return { subject, left: before ? dayOf(before.date.day) : 0, right: dayOf(seen) }
}
