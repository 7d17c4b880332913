/** Times to events as ADTTE, with the columns of admiralonco's template and the unit of AVAL. */
import type { EndpointKind, TimeToEvent } from '../endpoint/time-to-event.ts'
import { isTimeToEvent, type TimeToEventAnalysis } from '../protocol/analysis.ts'
import type { Protocol } from '../protocol/protocol.ts'
import type { Records } from '../record/records.ts'
import { armCode } from './adam-arm.ts'
import { ablatedRule, adamDataset, studyIdentifier, subjectIdentifier } from './adam-dataset.ts'
import type { AdamDataset, AdamVariable } from './adam-dataset.ts'

const names: Readonly<Record<EndpointKind, { code: string; title: string }>> = {
  os: { code: 'OS', title: 'Overall Survival' },
  pfs: { code: 'PFS', title: 'Progression Free Survival' },
  dor: { code: 'RSD', title: 'Duration of Response' },
  'pfs-nest': { code: 'PFSNEST', title: 'Progression Free Survival on Next Systemic Therapy' },
  ttnt: { code: 'TTNT', title: 'Time to Next Systemic Therapy' },
  ipfs: { code: 'IPFS', title: 'Progression Free Survival by iRECIST' },
  pmfs: { code: 'PMFS', title: 'Polymetastatic Free Survival' },
}

export function adtte(
  records: Records,
  byAnalysis: ReadonlyMap<string, readonly TimeToEvent[]>,
  protocol: Protocol,
): AdamDataset {
  const codes = parameterCodes(protocol.analyses.filter(isTimeToEvent).filter(({ id }) => byAnalysis.has(id)))
  const bySubject = Map.groupBy(
    [...codes].flatMap(([analysis, code]) =>
      (byAnalysis.get(analysis.id) ?? []).map((time) => ({ analysis, code, time })),
    ),
    ({ time }) => time.subject,
  )
  const arms = new Map(protocol.arms.map((arm) => [arm.id as string, arm]))
  const rows = records.subjects.flatMap((subject) =>
    (bySubject.get(subject.id) ?? [])
      .toSorted((a, b) => (a.code < b.code ? -1 : a.code > b.code ? 1 : 0))
      .map(({ analysis, code, time }, index) => {
        const arm = arms.get(subject.arm ?? '')
        return {
          STUDYID: protocol.id,
          USUBJID: subject.id,
          ASEQ: index + 1,
          PARAMCD: code,
          PARAM:
            code === names[time.endpoint].code
              ? names[time.endpoint].title
              : `${names[time.endpoint].title} (${analysis.title ?? analysis.id}; policy ${analysis.policy})`,
          STARTDT: time.start,
          ADT: time.end,
          AVAL: time.days,
          AVALU: 'DAYS',
          CNSR: time.event ? 0 : 1,
          EVNTDESC: time.what,
          CNSDTDSC: time.censored,
          SRCDOM: time.source.domain,
          SRCVAR: time.source.variable,
          SRCSEQ: time.source.sequence,
          ARMCD: armCode(arm) ?? subject.arm,
          ARM: arm?.title,
          AGE: subject.age,
          SEX: subject.sex,
          ABLRULE: time.endpoint === 'os' ? undefined : protocol.response.ablatedLesions,
        }
      }),
  )
  return adamDataset(
    {
      name: 'ADTTE',
      label: 'Time to Event Analysis Dataset',
      class: 'BASIC DATA STRUCTURE',
      structure: 'One record per subject per parameter',
    },
    { variables, rows, synthetic: records.synthetic || protocol.synthetic },
  )
}

const variables = [
  studyIdentifier,
  subjectIdentifier,
  {
    name: 'ASEQ',
    label: 'Analysis Sequence Number',
    type: 'integer',
    origin: 'Derived',
    says: 'the place among the rows of the subject',
  },
  {
    name: 'PARAMCD',
    label: 'Parameter Code',
    type: 'text',
    origin: 'Assigned',
    says: 'OS, PFS or RSD for the analysis of highest rank of an endpoint; the others of that endpoint are numbered from 2',
    key: 2,
  },
  {
    name: 'PARAM',
    label: 'Parameter',
    type: 'text',
    origin: 'Assigned',
    says: 'the endpoint, with the policy where there are several',
  },
  {
    name: 'STARTDT',
    label: 'Time-to-Event Origin Date for Subject',
    type: 'date',
    origin: 'Derived',
    says: 'randomization, or the first response for the duration of response',
  },
  {
    name: 'ADT',
    label: 'Analysis Date',
    type: 'date',
    origin: 'Derived',
    says: 'the day of the event or of censoring, by the policy of the analysis',
  },
  {
    name: 'AVAL',
    label: 'Analysis Value',
    type: 'integer',
    origin: 'Derived',
    says: 'ADT - STARTDT + 1, in days',
  },
  {
    name: 'AVALU',
    label: 'Analysis Value Unit',
    type: 'text',
    origin: 'Assigned',
    says: 'DAYS',
    codes: ['DAYS'],
  },
  {
    name: 'CNSR',
    label: 'Censor',
    type: 'integer',
    origin: 'Derived',
    says: '0 for an event, 1 where the time is censored',
  },
  {
    name: 'EVNTDESC',
    label: 'Event or Censoring Description',
    type: 'text',
    origin: 'Derived',
    says: 'what happened on ADT',
  },
  {
    name: 'CNSDTDSC',
    label: 'Censor Date Description',
    type: 'text',
    origin: 'Derived',
    says: 'why follow-up ended on ADT, where censored',
  },
  { name: 'SRCDOM', label: 'Source Data', type: 'text', origin: 'Derived', says: 'the table that gave ADT' },
  {
    name: 'SRCVAR',
    label: 'Source Variable',
    type: 'text',
    origin: 'Derived',
    says: 'the variable that gave ADT',
  },
  {
    name: 'SRCSEQ',
    label: 'Source Sequence Number',
    type: 'integer',
    origin: 'Derived',
    says: 'the row that gave ADT',
  },
  { name: 'ARMCD', label: 'Planned Arm Code', type: 'text', origin: 'Predecessor', says: 'ADSL.ARMCD' },
  { name: 'ARM', label: 'Description of Planned Arm', type: 'text', origin: 'Predecessor', says: 'ADSL.ARM' },
  { name: 'AGE', label: 'Age', type: 'float', origin: 'Predecessor', says: 'ADSL.AGE' },
  { name: 'SEX', label: 'Sex', type: 'text', origin: 'Predecessor', says: 'ADSL.SEX' },
  ablatedRule,
] as const satisfies readonly AdamVariable[]

/** The analysis of the highest rank has the plain code of its endpoint; others of the endpoint are numbered, PFS2, PFS3. */
export function parameterCodes(
  analyses: readonly TimeToEventAnalysis[],
): ReadonlyMap<TimeToEventAnalysis, string> {
  const ranks = ['primary', 'secondary', 'exploratory']
  const codes = new Map<TimeToEventAnalysis, string>()
  for (const alike of Map.groupBy(analyses, ({ endpoint }) => endpoint).values())
    alike
      .toSorted((a, b) => ranks.indexOf(a.rank) - ranks.indexOf(b.rank))
      .forEach((analysis, index) => {
        const { code } = names[analysis.endpoint as EndpointKind]
        codes.set(analysis, index === 0 ? code : `${code}${index + 1}`)
      })
  return codes
}
