/** iRECIST in the readout: each subject's time points and parameters, with the rules and rows of each. */
import { immuneResponseParameters } from '../endpoint/immune-response-parameters.ts'
import type { RowId, SubjectId } from '../ids.ts'
import type { Protocol } from '../protocol/protocol.ts'
import type { ImmuneCategories } from '../recist/irecist/immune-response.ts'
import type { SubjectResponses } from '../recist/response.ts'
import type { Records } from '../record/records.ts'

export type ImmuneSubject = {
  readonly subject: SubjectId
  readonly timePoints: readonly {
    readonly scan: string | null
    readonly visit: string
    readonly date: string
    readonly response: string
    readonly categories: ImmuneCategories | null
    /** Lesions of a standing iUPD that were treated locally: it can be neither confirmed nor cleared. */
    readonly unresolvable: readonly string[]
    readonly says: string
    readonly because: readonly string[]
    readonly from: readonly RowId[]
  }[]
  /** IBOR, ICPD, IUPD …; none for a subject who was not randomized. */
  readonly parameters: readonly {
    readonly code: string
    readonly value: string
    readonly date: string | null
    readonly from: readonly RowId[]
  }[]
}

/** Null where the protocol does not ask for iRECIST. */
export function immuneSection(
  records: Records,
  responses: readonly SubjectResponses[],
  protocol: Protocol,
): readonly ImmuneSubject[] | null {
  if (protocol.response.irecist === 'no') return null
  const randomized = new Map(records.subjects.map((subject) => [subject.id, subject.randomized]))
  return responses.map(({ subject, immune }) => {
    const timePoints = immune?.timePoints ?? []
    const start = randomized.get(subject)
    return {
      subject,
      timePoints: timePoints.map((one) => ({
        scan: one.scan ?? null,
        visit: one.visit,
        date: one.date.day,
        response: one.response,
        categories: one.categories ?? null,
        unresolvable: one.unresolvable ?? [],
        says: one.says,
        because: one.because,
        from: one.from,
      })),
      parameters: start
        ? immuneResponseParameters(timePoints, start, protocol.response).map(
            ({ code, value, date, from }) => ({
              code,
              value,
              date: date?.day ?? null,
              from,
            }),
          )
        : [],
    }
  })
}
