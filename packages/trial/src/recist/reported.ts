/** Overall responses as a reader reported them: the road starts there where nothing was measured; else they are compared. */
import type { Finding } from '../finding.ts'
import type { ReportedResponse } from '../record/records.ts'
import type { OverallResponse, TimePointResponse } from './response.ts'
import { rowPlace } from '../row-place.ts'
import type { Sentence } from './rule.ts'

export const reportedRules = {
  asStated: {
    id: 'reported.as-stated',
    says: 'the overall response is the one that the reader reported; no scan of that visit was measured to derive it from',
    source: 'SDTM RS, OVRLRESP',
    tag: 'D',
  },
} as const satisfies Record<string, Sentence>

const words: Readonly<Record<string, OverallResponse>> = {
  CR: 'CR',
  PR: 'PR',
  SD: 'SD',
  'NON-CR/NON-PD': 'NON-CR/NON-PD',
  PD: 'PD',
  NE: 'NE',
  NED: 'NED',
}

/** Overall responses by RECIST 1.1; those by iRECIST have their own road. */
export function isOverall({ test, criteria }: ReportedResponse): boolean {
  return test === 'OVRLRESP' && !/irecist/i.test(criteria ?? '')
}

/** One subject's rows of one reader, in order of date and sequence. A word that is no response is left out, with a finding. */
export function reportedTimePoints(rows: readonly ReportedResponse[]): {
  timePoints: readonly TimePointResponse[]
  findings: readonly Finding[]
} {
  const timePoints: TimePointResponse[] = []
  const findings: Finding[] = []
  for (const row of rows.toSorted(byTime)) {
    const response = words[row.response]
    if (response) timePoints.push(asTimePoint(row, response))
    else
      findings.push({
        code: 'response-unknown',
        severity: 'warning',
        subject: row.subject,
        where: rowPlace(row.from, 'RSSTRESC'),
        message: `${row.reader}: "${row.response}" is no response (allowed: ${Object.keys(words).join(', ')}); the row was not used`,
      })
  }
  return { timePoints, findings }
}

/**
 * Derived time points with the sequence of the reported row of the same visit, and where the two do not agree. A visit that
 * was reported and not measured keeps its reported response: a progression must not be lost for want of a diameter.
 */
export function compared<T extends Compared>(
  derived: readonly T[],
  reported: readonly T[],
): { timePoints: readonly T[]; findings: readonly Finding[] } {
  const findings: Finding[] = []
  const unmatched = new Set(reported)
  const timePoints = derived.map((timePoint) => {
    const row = counterpart(timePoint, unmatched)
    if (!row) return timePoint
    unmatched.delete(row)
    if (row.response !== timePoint.response)
      findings.push({
        code: 'response-disagrees',
        severity: 'warning',
        subject: timePoint.subject,
        where: rowPlace(row.from[0]!, 'RSSTRESC'),
        message: `${timePoint.reader}, ${timePoint.visit}: reported ${row.response}, derived ${timePoint.response} (${timePoint.says}); the derived one is used`,
      })
    return { ...timePoint, sequence: row.sequence }
  })
  for (const row of unmatched)
    findings.push({
      code: 'response-without-scan',
      severity: 'warning',
      subject: row.subject,
      where: rowPlace(row.from[0]!),
      message: `${row.reader}, ${row.visit}: reported ${row.response} on ${row.date.day}, but no scan of this visit was measured; it is used as reported`,
    })
  const all = [...timePoints, ...unmatched].toSorted((a, b) =>
    a.date.day < b.date.day ? -1 : a.date.day > b.date.day ? 1 : 0,
  )
  return { timePoints: all, findings }
}

/** A response by RECIST 1.1 or by iRECIST. */
type Compared = Omit<TimePointResponse, 'response'> & { readonly response: string }

/** The row of the same day, or else of the same visit. */
function counterpart<T extends Compared>(timePoint: T, rows: ReadonlySet<T>): T | undefined {
  const sameVisit = [...rows].filter(({ visit, visitNumber }) =>
    timePoint.visitNumber !== undefined && visitNumber !== undefined
      ? visitNumber === timePoint.visitNumber
      : visit === timePoint.visit,
  )
  return (
    sameVisit.find(({ date }) => date.day === timePoint.date.day) ??
    sameVisit[0] ??
    [...rows].find(({ date }) => date.day === timePoint.date.day)
  )
}

function asTimePoint(row: ReportedResponse, response: OverallResponse): TimePointResponse {
  const { subject, reader, visit, visitNumber, sequence, date, from } = row
  return {
    subject,
    reader,
    visit,
    ...(visitNumber !== undefined && { visitNumber }),
    sequence,
    date,
    origin: 'reported',
    response,
    says: `${response}, as ${reader.toLowerCase()} reported`,
    because: [reportedRules.asStated.id],
    from: [from],
  }
}

function byTime(a: ReportedResponse, b: ReportedResponse): number {
  if (a.date.day !== b.date.day) return a.date.day < b.date.day ? -1 : 1
  return a.sequence - b.sequence
}
