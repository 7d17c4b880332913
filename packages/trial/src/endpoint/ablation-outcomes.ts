/** Every ablated lesion of a study up to the data cut-off: what came of its ablation, and its time to local progression. */
import type { Day } from '../day.ts'
import type { Protocol } from '../protocol/protocol.ts'
import type { AblatedLesion } from '../recist/ablated-lesions.ts'
import type { SubjectResponses } from '../recist/response.ts'
import type { Records } from '../record/records.ts'
import { ablationOutcome, type AblationOutcome } from './ablation-outcome.ts'
import { dataCutoff } from './course.ts'
import { timeToLocalProgression, type TimeToLocalProgression } from './time-to-local-progression.ts'

export type AblationOutcomes = {
  readonly outcomes: readonly AblationOutcome[]
  /** In the order of `outcomes`. */
  readonly times: readonly TimeToLocalProgression[]
}

export function ablationOutcomes(
  records: Records,
  responses: readonly SubjectResponses[],
  protocol: Protocol,
): AblationOutcomes {
  const cut = dataCutoff(records, protocol)
  const settings = protocol.response.localProgression
  const subjects = new Map(records.subjects.map((subject) => [subject.id, subject]))
  const outcomes: AblationOutcome[] = []
  const times: TimeToLocalProgression[] = []
  for (const { subject: id, ablatedLesions = [], timePoints } of responses) {
    const subject = subjects.get(id)
    if (!subject || ablatedLesions.length === 0) continue
    const { death, ...alive } = subject
    const known = death && isKnown(death.day, cut) ? subject : alive
    const seen = timePoints.filter(({ date }) => isKnown(date.day, cut))
    for (const whole of ablatedLesions) {
      const lesion = upTo(whole, cut)
      if (lesion.sessions.length === 0) continue
      outcomes.push(ablationOutcome(id, lesion, settings))
      times.push(timeToLocalProgression(known, lesion, { timePoints: seen, settings }))
    }
  }
  return { outcomes, times }
}

function upTo(lesion: AblatedLesion, cut: Day | undefined): AblatedLesion {
  return {
    ...lesion,
    sessions: lesion.sessions.filter(({ start }) => isKnown(start, cut)),
    states: lesion.states.filter(({ day }) => isKnown(day, cut)),
  }
}

function isKnown(day: Day, cut: Day | undefined): boolean {
  return !cut || day <= cut
}
