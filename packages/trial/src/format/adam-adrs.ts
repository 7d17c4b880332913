/** Response parameters as ADRS, with the columns of admiralonco's template. */
import { courses } from '../endpoint/course.ts'
import {
  responseParameters,
  type ResponseParameter,
  type ResponseParameterCode,
} from '../endpoint/response-parameters.ts'
import type { Protocol } from '../protocol/protocol.ts'
import { isOverall } from '../recist/reported.ts'
import type { SubjectResponses } from '../recist/response.ts'
import type { Records } from '../record/records.ts'
import { csvText } from './adam-csv-text.ts'

const numberOf: Readonly<Record<string, number>> = {
  CR: 1,
  PR: 2,
  SD: 3,
  'NON-CR/NON-PD': 4,
  PD: 5,
  NE: 6,
  MISSING: 7,
  Y: 1,
  N: 0,
}

/** A word without a number of the template, NED, has an empty AVAL. */
export function adrsCsv(
  records: Records,
  responses: readonly SubjectResponses[],
  protocol: Protocol,
): string {
  const reader = titleCase(protocol.response.reader)
  const reported = new Set(records.reportedResponses.filter(isOverall).map(reportKey))
  const rows = courses(records, responses, protocol).flatMap((course) =>
    responseParameters(course, protocol).map((row) => ({
      STUDYID: protocol.id,
      USUBJID: course.subject.id,
      PARAMCD: row.code,
      PARAM: titles[row.code].replace('%', reader),
      ...categories(row, reader),
      AVISIT: row.timePoint?.visit,
      VISITNUM: row.timePoint?.visitNumber,
      ADT: row.date?.day,
      ADTF: row.date?.flag,
      AVALC: row.value,
      AVAL: row.value === null ? undefined : numberOf[row.value],
      ANL01FL: row.analysed ? 'Y' : undefined,
      ANL02FL: row.upToProgression ? 'Y' : undefined,
      RSSEQ:
        row.timePoint && reported.has(reportKey({ ...row.timePoint, subject: course.subject.id }))
          ? row.timePoint.sequence
          : undefined,
      ASEQ: row.sequence,
      ABLRULE: row.code === 'DEATH' || row.code === 'MDIS' ? undefined : protocol.response.ablatedLesions,
    })),
  )
  return csvText(columns, rows, records.synthetic || protocol.synthetic)
}

const columns = [
  'STUDYID',
  'USUBJID',
  'PARAMCD',
  'PARAM',
  'PARCAT1',
  'PARCAT2',
  'PARCAT3',
  'AVISIT',
  'VISITNUM',
  'ADT',
  'ADTF',
  'AVALC',
  'AVAL',
  'ANL01FL',
  'ANL02FL',
  'RSSEQ',
  'ASEQ',
  'ABLRULE',
] as const

const titles: Readonly<Record<ResponseParameterCode, string>> = {
  BCP: 'Best Overall Response of CR/PR by % (confirmation not required)',
  BOR: 'Best Overall Response by % (confirmation not required)',
  CB: 'Clinical Benefit by % (confirmation for response not required)',
  CBCP: 'Best Confirmed Overall Response of CR/PR by %',
  CBOR: 'Best Confirmed Overall Response by %',
  CCB: 'Confirmed Clinical Benefit by %',
  CRSP: 'Confirmed Response by %',
  DEATH: 'Death',
  LSTA: 'Last Disease Assessment by %',
  MDIS: 'Measurable Disease at Baseline by %',
  OVR: 'Overall Response by %',
  PD: 'Disease Progression by %',
  RSP: 'Response by % (confirmation not required)',
}

function categories({ code }: ResponseParameter, reader: string) {
  if (code === 'DEATH') return { PARCAT1: 'Reference Event' }
  return {
    PARCAT1: code === 'MDIS' ? undefined : 'Tumor Response',
    PARCAT2: reader,
    PARCAT3: 'RECIST 1.1',
  }
}

/** A derived response has the number of the reported row of its visit, if there is one. */
function reportKey({ subject, sequence }: { subject: string; sequence: number }): string {
  return `${subject}\n${sequence}`
}

function titleCase(text: string): string {
  return text.toLowerCase().replace(/\b[a-z]/g, (letter) => letter.toUpperCase())
}
