/** A study folder: protocol.json and SDTM-shaped tables as CSV. Reads what can be read; all else is a finding. */
import { isoDay } from '../day.ts'
import type { Finding } from '../finding.ts'
import type { Protocol } from '../protocol/protocol.ts'
import type { Records, Scan, Table } from '../record/records.ts'
import { cappedFindings } from './capped-findings.ts'
import { protocolFile } from './protocol-file.ts'
import { subjectLevel } from './sdtm-adsl.ts'
import { adverseEvents } from './sdtm-ae.ts'
import { demographics } from './sdtm-dm.ts'
import { dispositions } from './sdtm-ds.ts'
import { doses } from './sdtm-ex.ts'
import { measurements } from './sdtm-lb.ts'
import { diseaseHistories } from './sdtm-mh.ts'
import { procedures } from './sdtm-pr.ts'
import { reportedResponses } from './sdtm-rs.ts'
import { subjectCharacteristics } from './sdtm-sc.ts'
import { subjects } from './sdtm-subjects.ts'
import { scans } from './sdtm-tr.ts'
import { identifiedLesions } from './sdtm-tu.ts'

export type Study = { protocol: Protocol | null; records: Records | null; findings: Finding[] }

/** Keys are file names, case and folder in front not minded. `records` is null where no table says who the subjects are. */
export function studyFromFiles(given: ReadonlyMap<string, string>): Study {
  const findings: Finding[] = []
  const files = byName(given, findings)
  const protocol = protocolOf(files, findings)
  const arms = protocol?.arms ?? null
  const tables: Table[] = []
  const read = <T extends { rows: number }>(
    name: string,
    door: (file: string, text: string) => T,
  ): T | undefined => {
    const found = files.get(`${name}.csv`)
    const result = found && door(found.name, found.text)
    tables.push({ name, ...(found && { file: found.name }), rows: result?.rows ?? 0, absent: !found })
    return result
  }

  const dm = read('dm', (file, text) => demographics(file, text, arms, findings))
  const adsl = files.has('adsl.csv')
    ? read('adsl', (file, text) => subjectLevel(file, text, arms, findings))
    : undefined
  const known = new Set([...(dm?.subjects.keys() ?? []), ...(adsl?.subjects.keys() ?? [])])
  if (known.size === 0) findings.push(noSubjects)
  const options = { known: known.size > 0 ? known : undefined, findings }
  const ds = read('ds', (file, text) =>
    dispositions(file, text, { ...options, populations: protocol?.populations ?? {} }),
  )
  const tu = read('tu', (file, text) => identifiedLesions(file, text, options))
  const start = (id: typeof known extends Set<infer S> ? S : never) =>
    adsl?.subjects.get(id)?.randomized ?? ds?.bySubject.get(id)?.randomized?.day
  const randomized = new Map([...known].flatMap((id) => (start(id) ? [[id, start(id)!] as const] : [])))
  const tr = read('tr', (file, text) =>
    tu
      ? scans(file, text, { ...options, lesions: tu.byKey, merges: tu.merges, randomized })
      : unusable(file, findings),
  )
  const rs = read('rs', (file, text) => reportedResponses(file, text, options))
  const ex = read('ex', (file, text) => doses(file, text, options))
  const pr = read('pr', (file, text) => procedures(file, text, options))
  const ae = read('ae', (file, text) => adverseEvents(file, text, options))
  const lb = read('lb', (file, text) => measurements(file, text, options))

  const sc = files.has('sc.csv')
    ? read('sc', (file, text) => subjectCharacteristics(file, text, options))
    : undefined
  // Only the oligo state asks for it.
  const mh =
    files.has('mh.csv') || protocol?.oligoState
      ? read('mh', (file, text) => diseaseHistories(file, text, options))
      : undefined

  const all = subjects({
    demographics: dm?.subjects ?? new Map(),
    level: adsl?.subjects ?? new Map(),
    milestones: ds?.bySubject ?? new Map(),
    adverseEvents: ae?.events ?? [],
    fatal: ae?.fatal ?? [],
    doses: ex?.doses ?? [],
    measurements: lb?.measurements ?? [],
    characteristics: sc?.bySubject ?? new Map(),
    histories: mh?.bySubject ?? new Map(),
    findings,
  })
  for (const { name, absent } of tables)
    if (absent && !(name === 'dm' && adsl))
      findings.push({
        code: 'table.missing',
        severity: 'note',
        where: { file: `${name}.csv` },
        message: 'the table is not there; what it would say is not known',
      })
  const dataCutoff = protocol?.dataCutoff === undefined ? undefined : isoDay(protocol.dataCutoff)
  const records: Records = {
    synthetic: protocol?.synthetic ?? false,
    ...(dataCutoff && { dataCutoff }),
    tables,
    subjects: all,
    lesions: [...(tu?.byKey.values() ?? [])].map(({ lesion }) => lesion),
    scans: tr?.scans ?? [],
    reportedResponses: rs?.responses ?? [],
    doses: ex?.doses ?? [],
    procedures: pr?.procedures ?? [],
    adverseEvents: ae?.events ?? [],
    measurements: lb?.measurements ?? [],
  }
  return { protocol, records: known.size > 0 ? records : null, findings: cappedFindings(findings) }
}

type NamedFiles = ReadonlyMap<string, { name: string; text: string }>

const protocolNames = ['protocol.json', 'protocol.jsonc']
const tableNames = ['dm', 'adsl', 'ds', 'tu', 'tr', 'rs', 'ex', 'pr', 'ae', 'lb', 'sc', 'mh'].map(
  (name) => `${name}.csv`,
)

function byName(given: ReadonlyMap<string, string>, findings: Finding[]): NamedFiles {
  const files = new Map<string, { name: string; text: string }>()
  for (const [path, text] of given) {
    const name = path.split(/[\\/]/).at(-1) ?? path
    const key = name.toLowerCase()
    if (key === 'example.json') continue // says what an example is, and nothing of the study
    if (![...protocolNames, ...tableNames].includes(key))
      findings.push({
        code: 'file.unknown',
        severity: 'note',
        where: { file: path },
        message: `not read; read are ${protocolNames[0]} and ${tableNames.join(', ')}`,
      })
    else if (files.has(key))
      findings.push({
        code: 'file.twice',
        severity: 'error',
        where: { file: path },
        message: `there are two files ${key}; the first is read`,
      })
    else files.set(key, { name: key, text })
  }
  return files
}

function protocolOf(files: NamedFiles, findings: Finding[]): Protocol | null {
  const file = files.get(protocolNames[0]!) ?? files.get(protocolNames[1]!)
  for (const name of protocolNames.slice(1))
    if (files.has(name) && files.get(name) !== file)
      findings.push({
        code: 'file.twice',
        severity: 'error',
        where: { file: name },
        message: `there is ${protocolNames[0]} too; that one is read`,
      })
  if (!file) {
    findings.push({
      code: 'protocol.missing',
      severity: 'error',
      where: { file: 'protocol.json' },
      message: 'the file is not there; it says the arms and every choice that can change a number',
    })
    return null
  }
  const { protocol, findings: own } = protocolFile(file.name, file.text)
  for (const finding of own) findings.push(finding)
  return protocol
}

const noSubjects: Finding = {
  code: 'subjects.none',
  severity: 'error',
  where: { file: 'dm.csv' },
  message: 'no subject could be read; dm.csv (or adsl.csv) with USUBJID and ARMCD or ARM is needed',
}

function unusable(file: string, findings: Finding[]): { scans: Scan[]; rows: number } {
  findings.push({
    code: 'lesion.no-table',
    severity: 'error',
    where: { file },
    message: 'measurements need tu.csv, which identifies the lesions; the file is not used',
  })
  return { scans: [], rows: 0 }
}
