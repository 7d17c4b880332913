/**
 * The one way in for the command line, the server and the pages: files by name → readout, or findings that say why not.
 * A map with `protocol.json` is a study folder; a single CSV is a table with a row a subject.
 */
import type { Readout } from './analysis/readout.ts'
import type { Sensitivity } from './analysis/sensitivity-panel.ts'
import type { Finding } from './finding.ts'
import { adamDatasets } from './format/adam.ts'
import type { AdamDataset } from './format/adam-dataset.ts'
import { studyFromFiles } from './format/study-folder.ts'
import { subjectTable } from './format/subject-table.ts'
import { withChoices } from './protocol/choices.ts'
import type { Choices } from './protocol/choices.ts'
import { sensitivity, tableSensitivity } from './sensitivity.ts'
import { derivations, readSubjectTable, studyReadout } from './study.ts'

type ColumnOptions = Parameters<typeof subjectTable>[2]
/** The columns of a table; a study folder needs none. */
export type ReadOptions = Partial<ColumnOptions>

export type Reading = {
  readonly readout: Readout | null
  /** The analysis datasets of a study folder. */
  readonly adam: readonly AdamDataset[] | null
  readonly findings: readonly Finding[]
}

/**
 * Bad data is never thrown: what could not be read is a finding of severity error, and the readout is null.
 * @param unopened  what whoever fetched the files found before: the readout says it first
 */
export function readFiles(
  files: ReadonlyMap<string, string>,
  options: ReadOptions = {},
  unopened: readonly Finding[] = [],
): Reading {
  return openFiles(files, options, unopened)()
}

/** Asked again and again with the protocol's choices or others in their place; each call goes the same road. */
export type OpenFiles = (choices?: Choices) => Reading

/**
 * Files read once, for a study that is asked with several choices.
 * @throws RangeError when asked for a choice that does not exist; a table of subjects has none
 */
export function openFiles(
  files: ReadonlyMap<string, string>,
  options: ReadOptions = {},
  unopened: readonly Finding[] = [],
): OpenFiles {
  const byName = new Map([...files].map(([path, text]) => [baseName(path), text]))
  if ([...byName.keys()].some((name) => /^protocol\.jsonc?$/i.test(name))) return openFolder(byName, unopened)
  const tables = [...byName].filter(([name]) => /\.(csv|txt)$/i.test(name))
  const [table, ...more] = tables
  if (table && more.length === 0) return withoutChoices(guarded(() => oneTable(table, options)))
  const found = nothing('read.no-study', noStudy([...byName.keys()], tables.length))
  return withoutChoices({ ...found, findings: [...unopened, ...found.findings] })
}

function guarded<T>(read: () => T): T | Reading {
  try {
    return read()
  } catch (fault) {
    // A fault of ours that some file has found must not end a server or a page; it is an error, and said to be ours.
    const why = fault instanceof Error ? fault.message : String(fault)
    return nothing('read.fault', `these files could not be read, for a fault in Abscopal: ${why}`)
  }
}

/**
 * How firm the result of the same files is: a document of its own, for it walks the road many times.
 * @returns null where there is no readout either
 */
export function readSensitivity(
  files: ReadonlyMap<string, string>,
  options: ReadOptions = {},
): Sensitivity | null {
  const byName = new Map([...files].map(([path, text]) => [baseName(path), text]))
  if ([...byName.keys()].some((name) => /^protocol\.jsonc?$/i.test(name))) {
    const { protocol, records } = studyFromFiles(byName)
    return protocol && records ? sensitivity(protocol, records) : null
  }
  const { time, event } = options
  const [[file, text] = []] = [...byName].filter(([name]) => /\.(csv|txt)$/i.test(name))
  if (file === undefined || text === undefined || !time || !event) return null
  const { protocol, table } = subjectTable(file, text, { ...options, time, event })
  return protocol && table ? tableSensitivity(protocol, table) : null
}

function withoutChoices(reading: Reading): OpenFiles {
  return (choices = {}) => {
    const asked = Object.values(choices).find((choice) => choice !== undefined)
    if (asked !== undefined)
      throw new RangeError(`openFiles: choices of a study folder with a protocol, got ${asked} of a table`)
    return reading
  }
}

function openFolder(files: ReadonlyMap<string, string>, unopened: readonly Finding[]): OpenFiles {
  const study = guarded(() => studyFromFiles(files))
  if (!('records' in study)) return withoutChoices(study)
  const { protocol: own, records, findings: found } = study
  const isThere = ({ code, where }: Finding) =>
    code === 'table.missing' && unopened.some(({ where: place }) => place?.file === where?.file)
  const findings = [...unopened, ...found.filter((finding) => !isThere(finding))]
  if (!own || !records) return withoutChoices({ readout: null, adam: null, findings })
  return (choices = {}) => {
    const protocol = withChoices(own, choices)
    return guarded(() => {
      const derived = derivations(protocol, records)
      const readout = studyReadout(protocol, derived, findings)
      return {
        readout,
        /** Made when asked for: of many readings one is exported. */
        get adam() {
          return adamDatasets(protocol, derived.records, derived)
        },
        findings: readout.findings,
      }
    })
  }
}

function oneTable(
  [file, text]: readonly [string, string],
  { time, event, ...options }: ReadOptions,
): Reading {
  if (!time || !event)
    return nothing(
      'table.columns-needed',
      `a table needs the columns of the time and the event (--time COL --event COL[=VALUE]); ${
        time ? 'the event' : event ? 'the time' : 'neither'
      } was ${time || event ? 'not ' : ''}named; columns here: ${text.split(/\r?\n/, 1)[0]?.slice(0, 300) || 'none'}`,
      file,
    )
  const { protocol, table, findings } = subjectTable(file, text, { ...options, time, event })
  if (!protocol || !table) return { readout: null, adam: null, findings }
  const readout = readSubjectTable(protocol, table, findings)
  return { readout, adam: null, findings: readout.findings }
}

function nothing(code: string, message: string, file?: string): Reading {
  return {
    readout: null,
    adam: null,
    findings: [{ code, severity: 'error', ...(file && { where: { file } }), message }],
  }
}

function noStudy(names: readonly string[], tables: number): string {
  const wanted = 'a study folder has a protocol.json beside its tables, a table is one CSV'
  if (names.length === 0) return `no files came; ${wanted}`
  if (tables > 1) return `${tables} tables came and no protocol.json; ${wanted}`
  return `no study among ${names.slice(0, 10).join(', ')}; ${wanted}`
}

const baseName = (path: string) => path.slice(Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\')) + 1)
