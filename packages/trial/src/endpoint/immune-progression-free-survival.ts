/**
 * iPFS: progression-free survival by iRECIST. Which iUPD is the event stands in immune-progression.ts; all else, new
 * therapy, missed visits, death and censoring, is the policy's, as for progression-free survival.
 */
import type { Day } from '../day.ts'
import type { ImmuneResponseSettings } from '../protocol/immune-response.ts'
import { upToProgression } from './assessments.ts'
import type { Course } from './course.ts'
import { immuneAssessments, inRecistWords } from './immune-assessments.ts'
import { immuneProgression } from './immune-progression.ts'
import { progressionFreeSurvival, type PolicyInUse } from './progression-free-survival.ts'
import type { Outcome } from './time-to-event-of.ts'
import type { TimeToEvent } from './time-to-event.ts'

/** Undefined where there is no iRECIST at all: the protocol does not ask for it. */
export function immuneProgressionFreeSurvival(
  course: Course & { readonly randomized: Day },
  inUse: PolicyInUse,
  settings: ImmuneResponseSettings,
): TimeToEvent | undefined {
  if (!course.immune) return undefined
  const all = immuneAssessments(course.immune, course.randomized)
  const { event, because } = immuneProgression(all, settings)
  const assessments = all.map((one) => inRecistWords(one, (other) => other === event))
  const time = progressionFreeSurvival(
    { ...course, timePoints: assessments, assessments, untilProgression: upToProgression(assessments) },
    inUse,
    { endpoint: 'ipfs', start: course.randomized, because },
  )
  // The rows of ADRS that hold the dates of RECIST are not those of iRECIST; a death is the same.
  const { parameter, ...source } = time.source as Outcome['source']
  return parameter === 'DEATH' ? time : { ...time, source }
}
