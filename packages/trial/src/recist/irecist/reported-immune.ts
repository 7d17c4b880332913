/** iRECIST overall responses as a reader reported them, where no scan was measured to derive them from. */
import type { Finding } from '../../finding.ts'
import type { ReportedResponse } from '../../record/records.ts'
import { rowPlace } from '../../row-place.ts'
import type { Sentence } from '../rule.ts'
import type { ImmuneResponse, ImmuneTimePoint } from './immune-response.ts'

export const reportedImmuneRules = {
  asStated: {
    id: 'irecist.reported.as-stated',
    says: 'the iRECIST response is the one that the reader reported; no scan of that visit was measured to derive it from',
    source: 'SDTM RS, OVRLRESP with RSCAT iRECIST',
    tag: 'D',
  },
} as const satisfies Record<string, Sentence>

const words: Readonly<Record<string, ImmuneResponse>> = {
  ICR: 'iCR',
  IPR: 'iPR',
  ISD: 'iSD',
  'NON-ICR/NON-IUPD': 'NON-iCR/NON-iUPD',
  IUPD: 'iUPD',
  ICPD: 'iCPD',
  NE: 'NE',
  NED: 'NED',
}

export function isImmuneOverall({ test, criteria }: ReportedResponse): boolean {
  return test === 'OVRLRESP' && /irecist/i.test(criteria ?? '')
}

/** One subject's rows of one reader, in order of date and sequence. */
export function reportedImmune(rows: readonly ReportedResponse[]): {
  timePoints: readonly ImmuneTimePoint[]
  findings: readonly Finding[]
} {
  const timePoints: ImmuneTimePoint[] = []
  const findings: Finding[] = []
  const inOrder = rows.toSorted((a, b) =>
    a.date.day < b.date.day ? -1 : a.date.day > b.date.day ? 1 : a.sequence - b.sequence,
  )
  for (const row of inOrder) {
    const response = words[row.response]
    if (response) timePoints.push(asTimePoint(row, response))
    else
      findings.push({
        code: 'response-unknown',
        severity: 'warning',
        subject: row.subject,
        where: rowPlace(row.from, 'RSSTRESC'),
        message: `${row.reader}: "${row.response}" is no iRECIST response (allowed: ${Object.values(words).join(', ')}); the row was not used`,
      })
  }
  return { timePoints, findings }
}

function asTimePoint(row: ReportedResponse, response: ImmuneResponse): ImmuneTimePoint {
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
    because: [reportedImmuneRules.asStated.id],
    from: [from],
  }
}
