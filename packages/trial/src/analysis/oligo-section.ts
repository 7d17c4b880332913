/** Oligo state in the readout: each subject's burden and state at every scan, and each change, with rules and rows. */
import { oligoCourses, type OligoCourse, type OligoPoint } from '../oligo/oligo-course.ts'
import type { Protocol } from '../protocol/protocol.ts'
import type { SubjectResponses } from '../recist/response.ts'
import type { Records } from '../record/records.ts'

export type OligoSubject = Pick<OligoCourse, 'subject' | 'changes'> & {
  readonly points: readonly (Omit<OligoPoint, 'immunotherapyDays'> & {
    /** `max` is null where doses before the study are not excluded. */
    readonly immunotherapyDays: { readonly min: number; readonly max: number | null }
  })[]
}

/** Null where the protocol does not say how lesions are counted. */
export function oligoSection(
  records: Records,
  responses: readonly SubjectResponses[],
  protocol: Protocol,
): readonly OligoSubject[] | null {
  const settings = protocol.oligoState
  if (!settings) return null
  return oligoCourses(records, responses, { protocol, settings }).map(({ subject, points, changes }) => ({
    subject,
    points: points.map(({ immunotherapyDays: { min, max }, ...point }) => ({
      ...point,
      immunotherapyDays: { min, max: max === Infinity ? null : max },
    })),
    changes,
  }))
}
