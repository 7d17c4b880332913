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
import { ablatedRule, adamDataset, flag, studyIdentifier, subjectIdentifier } from './adam-dataset.ts'
import type { AdamDataset, AdamVariable } from './adam-dataset.ts'

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
export function adrs(
  records: Records,
  responses: readonly SubjectResponses[],
  protocol: Protocol,
): AdamDataset {
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
      ANL01FL: flag(row.analysed),
      ANL02FL: flag(row.upToProgression),
      RSSEQ:
        row.timePoint && reported.has(reportKey({ ...row.timePoint, subject: course.subject.id }))
          ? row.timePoint.sequence
          : undefined,
      ASEQ: row.sequence,
      ABLRULE: row.code === 'DEATH' || row.code === 'MDIS' ? undefined : protocol.response.ablatedLesions,
    })),
  )
  return adamDataset(
    {
      name: 'ADRS',
      label: 'Response Analysis Dataset',
      class: 'BASIC DATA STRUCTURE',
      structure: 'One record per subject per parameter per assessment',
    },
    { variables, rows, synthetic: records.synthetic || protocol.synthetic },
  )
}

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

const variables = [
  studyIdentifier,
  subjectIdentifier,
  {
    name: 'PARAMCD',
    label: 'Parameter Code',
    type: 'text',
    origin: 'Assigned',
    says: 'as the ADRS template of admiralonco',
    codes: Object.keys(titles),
    key: 2,
  },
  { name: 'PARAM', label: 'Parameter', type: 'text', origin: 'Assigned', says: 'the parameter in words' },
  {
    name: 'PARCAT1',
    label: 'Parameter Category 1',
    type: 'text',
    origin: 'Assigned',
    says: 'what the parameter is about',
    codes: ['Tumor Response', 'Reference Event'],
  },
  {
    name: 'PARCAT2',
    label: 'Parameter Category 2',
    type: 'text',
    origin: 'Assigned',
    says: 'the reader whose assessments are used',
  },
  {
    name: 'PARCAT3',
    label: 'Parameter Category 3',
    type: 'text',
    origin: 'Assigned',
    says: 'the criteria of response',
    codes: ['RECIST 1.1'],
  },
  {
    name: 'AVISIT',
    label: 'Analysis Visit',
    type: 'text',
    origin: 'Predecessor',
    says: 'TR.VISIT, or RS.VISIT where responses are reported',
  },
  {
    name: 'VISITNUM',
    label: 'Visit Number',
    type: 'float',
    origin: 'Predecessor',
    says: 'TR.VISITNUM, or RS.VISITNUM where responses are reported',
  },
  {
    name: 'ADT',
    label: 'Analysis Date',
    type: 'date',
    origin: 'Derived',
    says: 'the day of the assessment or event that decided; a missing day is the last of its month',
  },
  {
    name: 'ADTF',
    label: 'Analysis Date Imputation Flag',
    type: 'text',
    origin: 'Derived',
    says: 'D where the day was imputed, M where the month was',
    codes: ['D', 'M'],
  },
  {
    name: 'AVALC',
    label: 'Analysis Value (C)',
    type: 'text',
    origin: 'Derived',
    says: 'the response, or Y and N; see docs/rules/endpoints.md',
  },
  {
    name: 'AVAL',
    label: 'Analysis Value',
    type: 'integer',
    origin: 'Derived',
    says: Object.entries(numberOf)
      .map(([word, number]) => `${word} ${number}`)
      .join(', '),
  },
  {
    name: 'ANL01FL',
    label: 'Analysis Flag 01',
    type: 'text',
    origin: 'Derived',
    says: 'Y: a response that is known, on or after randomization, the worst of its day',
    codes: ['Y'],
  },
  {
    name: 'ANL02FL',
    label: 'Analysis Flag 02',
    type: 'text',
    origin: 'Derived',
    says: 'Y: up to and including the first progression',
    codes: ['Y'],
  },
  {
    name: 'RSSEQ',
    label: 'Sequence Number',
    type: 'integer',
    origin: 'Predecessor',
    says: 'RS.RSSEQ of the assessment that decided, where RS reports it',
  },
  {
    name: 'ASEQ',
    label: 'Analysis Sequence Number',
    type: 'integer',
    origin: 'Derived',
    says: 'the place among the rows of the subject',
    key: 3,
  },
  ablatedRule,
] as const satisfies readonly AdamVariable[]

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
