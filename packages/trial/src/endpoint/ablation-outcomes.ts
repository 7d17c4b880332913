/** Every ablated lesion of a study: what came of its ablation, and its time to local progression. */
import type { Protocol } from '../protocol/protocol.ts'
import type { SubjectResponses } from '../recist/response.ts'
import type { Records } from '../record/records.ts'
import { ablationOutcome, type AblationOutcome } from './ablation-outcome.ts'
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
  const settings = protocol.response.localProgression
  const subjects = new Map(records.subjects.map((subject) => [subject.id, subject]))
  const outcomes: AblationOutcome[] = []
  const times: TimeToLocalProgression[] = []
  for (const { subject: id, ablatedLesions = [], timePoints } of responses) {
    const subject = subjects.get(id)
    if (!subject || ablatedLesions.length === 0) continue
    for (const lesion of ablatedLesions) {
      outcomes.push(ablationOutcome(id, lesion, settings))
      times.push(timeToLocalProgression(subject, lesion, { timePoints, settings }))
    }
  }
  return { outcomes, times }
}
