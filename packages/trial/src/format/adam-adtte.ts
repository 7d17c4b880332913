/** Times to events as ADTTE, with the columns of admiralonco's template and the unit of AVAL. */
import type { EndpointKind, TimeToEvent } from '../endpoint/time-to-event.ts'
import { isTimeToEvent, type TimeToEventAnalysis } from '../protocol/analysis.ts'
import type { Protocol } from '../protocol/protocol.ts'
import type { Records } from '../record/records.ts'
import { csvText } from './adam-csv-text.ts'

const names: Readonly<Record<EndpointKind, { code: string; title: string }>> = {
  os: { code: 'OS', title: 'Overall Survival' },
  pfs: { code: 'PFS', title: 'Progression Free Survival' },
  dor: { code: 'RSD', title: 'Duration of Response' },
  'pfs-nest': { code: 'PFSNEST', title: 'Progression Free Survival on Next Systemic Therapy' },
  ttnt: { code: 'TTNT', title: 'Time to Next Systemic Therapy' },
  ipfs: { code: 'IPFS', title: 'Progression Free Survival by iRECIST' },
  pmfs: { code: 'PMFS', title: 'Polymetastatic Free Survival' },
}

export function adtteCsv(
  records: Records,
  byAnalysis: ReadonlyMap<string, readonly TimeToEvent[]>,
  protocol: Protocol,
): string {
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
          ARMCD: arm?.codes[0] ?? subject.arm,
          ARM: arm?.title,
          AGE: subject.age,
          SEX: subject.sex,
          ABLRULE: time.endpoint === 'os' ? undefined : protocol.response.ablatedLesions,
        }
      }),
  )
  return csvText(columns, rows, records.synthetic || protocol.synthetic)
}

const columns = [
  'STUDYID',
  'USUBJID',
  'ASEQ',
  'PARAMCD',
  'PARAM',
  'STARTDT',
  'ADT',
  'AVAL',
  'AVALU',
  'CNSR',
  'EVNTDESC',
  'CNSDTDSC',
  'SRCDOM',
  'SRCVAR',
  'SRCSEQ',
  'ARMCD',
  'ARM',
  'AGE',
  'SEX',
  'ABLRULE',
] as const

/** The analysis of the highest rank has the plain code of its endpoint; others of the endpoint are numbered, PFS2, PFS3. */
function parameterCodes(analyses: readonly TimeToEventAnalysis[]): ReadonlyMap<TimeToEventAnalysis, string> {
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
