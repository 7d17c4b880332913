/** The best overall response of each subject, by the definition that the protocol chooses; whether it must be confirmed too. */
import type { Imputed } from '../day.ts'
import type { Derived } from '../derived.ts'
import type { Finding } from '../finding.ts'
import type { SubjectId } from '../ids.ts'
import type { Protocol } from '../protocol/protocol.ts'
import type { OverallResponse } from '../recist/response.ts'
import type { Sentence } from '../recist/rule.ts'
import { rowPlace } from '../row-place.ts'
import { bestConfirmedResponse, bestResponse } from './best-response.ts'
import type { Course } from './course.ts'
import { bestByTable3, type Confirmation, type Table3 } from './table-3.ts'

export type BestOverallResponse = Derived & {
  readonly subject: SubjectId
  /** MISSING: there was no assessment. */
  readonly response: OverallResponse | 'MISSING'
  readonly confirmed: boolean
  readonly date?: Imputed
  /** The other answer to a question that RECIST leaves to a person. */
  readonly undecided?: OverallResponse
  readonly says: string
}

export const bestResponseRules = {
  unconfirmed: {
    id: 'bor.unconfirmed',
    says: 'the best of CR, PR, SD, NON-CR/NON-PD, PD, NE up to the first progression; SD counts from its least duration on; no confirmation, as RECIST 1.1 asks in a randomized trial',
    source: 'RECIST 1.1, Eisenhauer 2009, 10.1016/j.ejca.2008.10.026; admiralonco 1.4',
    tag: 'S',
  },
  admiralonco: {
    id: 'bor.confirmed.admiralonco',
    says: 'a CR or PR counts once it is confirmed by one of at least the protocol’s interval later, with at most one not evaluable between; else SD, PD or NE',
    source: 'admiralonco 1.4, cbor_cr and cbor_pr',
    tag: 'S',
  },
} as const satisfies Record<string, Sentence>

export function bestOverallResponses(
  courses: readonly (Course & { readonly randomized: NonNullable<Course['randomized']> })[],
  { response }: Protocol,
): { best: ReadonlyMap<SubjectId, BestOverallResponse>; findings: readonly Finding[] } {
  const all = courses.map((course) => {
    const from = (response.stableDiseaseFrom === 'baseline' && course.baselineDay) || course.randomized
    return bestOverallResponse(course, {
      ...response.confirmation,
      from,
      stableMinDays: response.stableDiseaseMinDays,
    })
  })
  return {
    best: new Map(all.map((one) => [one.subject, one])),
    findings: all.flatMap(undecidedFinding),
  }
}

export function bestOverallResponse(course: Course, within: Confirmation): BestOverallResponse {
  const found = bestOf(course, within)
  const { required: confirmed } = within
  const subject = course.subject.id
  if (!found)
    return { subject, response: 'MISSING', confirmed, says: 'no tumour assessment', because: [], from: [] }
  const { response, assessment, because, undecided } = found
  return {
    subject,
    response,
    confirmed,
    date: assessment.date,
    ...(undecided && { undecided }),
    says: `${response}${confirmed ? ', confirmed where it is a response' : ''}, on ${assessment.date.day} (${assessment.visit})${undecided ? `; not decided: CR was followed by PR, and the other reading gives ${undecided}` : ''}`,
    because,
    from: assessment.from,
  }
}

function bestOf({ untilProgression: all }: Course, within: Confirmation): Table3 | undefined {
  const { required, definition, minDays, stableMinDays, from: randomized } = within
  if (required && definition === 'recist-table-3') return bestByTable3(all, within)
  const best = (required ? bestConfirmedResponse : bestResponse)(all, { minDays, stableMinDays, randomized })
  const rule = required ? bestResponseRules.admiralonco : bestResponseRules.unconfirmed
  return best && { ...best, because: [rule.id] }
}

function undecidedFinding({ subject, response, undecided, from }: BestOverallResponse): readonly Finding[] {
  if (undecided === undefined) return []
  const message = `best overall response: CR, then PR. RECIST 1.1 leaves it to a person whether the CR was one; ${response} is used, the other reading gives ${undecided}. Proposed: the reader states whether the CR is definite (CRDEFIN)`
  return [
    {
      code: 'best-response-undecided',
      severity: 'warning',
      subject,
      ...(from[0] && { where: rowPlace(from[0]) }),
      message,
    },
  ]
}
