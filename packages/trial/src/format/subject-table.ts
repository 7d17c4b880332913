/** One CSV with a row a subject: follow-up time, event, and if there are several arms the arm, strata and covariates. */
import type { SubjectTable, TableSubject } from '../analysis/subject-table.ts'
import type { Unit } from '../analysis/readout.ts'
import type { Finding } from '../finding.ts'
import type { ArmId, RowId, SubjectId } from '../ids.ts'
import { protocolSchema } from '../protocol/protocol.ts'
import type { Protocol } from '../protocol/protocol.ts'
import { cappedFindings } from './capped-findings.ts'
import { csvTable } from './csv.ts'
import type { CsvRow } from './csv.ts'
import { isMissing, numberText } from './number-text.ts'

export type SubjectTableOptions = {
  time: string
  /** The event came where the column is `value`; without a value where it is 1 or true, and not where it is 0 or false. */
  event: { column: string; value?: string }
  arm?: string
  /** The control arm; without it the first in sorted order. */
  reference?: string
  unit?: Unit
  strata?: readonly string[]
  adjust?: readonly string[]
  interval?: 'log-log' | 'log' | 'plain' | 'arcsin' | 'logit'
  ties?: 'efron' | 'breslow' | 'exact'
}

export type TableStudy = { protocol: Protocol | null; table: SubjectTable | null; findings: Finding[] }

/** A row with a value missing or unreadable in a column that is used is left out, with a finding. */
export function subjectTable(file: string, text: string, options: SubjectTableOptions): TableStudy {
  const { strata = [], unit = 'days' } = options
  const adjust = [...new Set(options.adjust)]
  const named = [options.time, options.event.column, options.arm, ...strata, ...adjust]
  const used = [...new Set(named.filter((name) => name !== undefined))]
  const { rows, columns, findings } = csvTable(file, text)
  const nothing = (...more: Finding[]): TableStudy => ({
    protocol: null,
    table: null,
    findings: cappedFindings([...findings, ...more]),
  })
  if (columns.length === 0) return nothing()
  const absent = used.filter((name) => !columns.includes(name))
  if (absent.length > 0) return nothing(...absent.map((name) => missingColumn(file, name, columns)))

  const read = rows.flatMap((row) =>
    readRow(file, row, { options, used, idColumn: idColumnOf(columns) }, findings),
  )
  const names = options.arm === undefined ? ['all'] : sortedValues(read.map(({ arm }) => arm))
  const reference = options.reference ?? names[0]
  if (read.length === 0) return nothing(error(file, 'subjects.none', 'no row could be used'))
  if (reference === undefined || !names.includes(reference))
    return nothing(
      error(
        file,
        'reference.unknown',
        `no arm ${JSON.stringify(reference)}; allowed: ${names.join(', ')}`,
        options.arm,
      ),
    )
  for (const finding of repeatedIds(file, read)) findings.push(finding) // too many for a spread
  if (options.event.value !== undefined && !read.some(({ event }) => event))
    findings.push(valueAbsent(file, options.event.column, { value: options.event.value, read }))

  const covariates = adjust.map((column) =>
    covariate(
      column,
      read.map(({ row }) => row.cells[column] ?? ''),
    ),
  )
  for (const { constant, column } of covariates)
    if (constant)
      findings.push({
        code: 'covariate.constant',
        severity: 'warning',
        where: { file, field: column },
        message: 'every row has the same value; nothing can be adjusted for it',
      })
  const subjects = read.map(({ row, id, arm, time, event }): TableSubject => ({
    id,
    arm: arm as ArmId,
    time,
    event,
    strata: Object.fromEntries(strata.map((name) => [name, row.cells[name] ?? ''])),
    covariates: Object.fromEntries(
      covariates.flatMap(({ column, values }) => values(row.cells[column] ?? '')),
    ),
    from: [`${file}:${row.row}` as RowId],
  }))
  const arms = [reference, ...names.filter((name) => name !== reference)]
  const adjustFor = covariates.flatMap((one) => one.names)
  return {
    protocol: protocolOf(file, { arms, adjustFor, options }),
    table: { unit, subjects },
    findings: cappedFindings(findings),
  }
}

/** No follow-up is longer; a time beyond it would also swallow the others, since times that differ by rounding are tied. */
const MOST_TIME = 1_000_000

type ReadRow = { row: CsvRow; id: SubjectId; arm: string; time: number; event: boolean }
type Reading = { options: SubjectTableOptions; used: readonly string[]; idColumn: string | undefined }

function readRow(
  file: string,
  row: CsvRow,
  { options, used, idColumn }: Reading,
  findings: Finding[],
): ReadRow[] {
  const written = idColumn === undefined ? '' : (row.cells[idColumn] ?? '')
  const id = (written || `row ${row.row}`) as SubjectId
  const leaveOut = (
    code: string,
    severity: 'error' | 'warning',
    field: string,
    message: string,
  ): ReadRow[] => {
    findings.push({
      code,
      severity,
      ...(written !== '' && { subject: id }),
      where: { file, row: row.row, field },
      message: `${message}; the row is left out`,
    })
    return []
  }
  const cell = (name: string) => row.cells[name] ?? ''
  const empty = used.find((name) => isMissing(cell(name)))
  if (empty !== undefined) return leaveOut('value.missing', 'warning', empty, 'no value')
  const time = numberText(cell(options.time))
  if (time === undefined)
    return leaveOut(
      'number.unreadable',
      'error',
      options.time,
      `a number is needed, got ${JSON.stringify(cell(options.time).slice(0, 60))}`,
    )
  if (time < 0)
    return leaveOut('time.negative', 'error', options.time, `a time of at least 0 is needed, got ${time}`)
  if (time > MOST_TIME)
    return leaveOut(
      'time.too-large',
      'error',
      options.time,
      `a time of at most ${MOST_TIME.toLocaleString('en')} ${options.unit ?? 'days'} is needed, got ${time}`,
    )
  const event = eventOf(cell(options.event.column), options.event.value)
  if (event === undefined)
    return leaveOut(
      'event.unreadable',
      'error',
      options.event.column,
      `1 or true, 0 or false is needed (or name the event's value), got ${JSON.stringify(cell(options.event.column).slice(0, 60))}`,
    )
  return [{ row, id, arm: options.arm === undefined ? 'all' : cell(options.arm), time, event }]
}

/** 1.0 is 1; a value that is named stands for itself, and as a number where both are numbers. */
function eventOf(text: string, value: string | undefined): boolean | undefined {
  const number = numberText(text)
  if (value !== undefined) return text === value || (number !== undefined && number === numberText(value))
  const word = text.toLowerCase()
  if (word === 'true' || number === 1) return true
  if (word === 'false' || number === 0) return false
  return undefined
}

/** Numbers in the order of numbers, words in the order of their code points; the same on every machine. */
function sortedValues(values: readonly string[]): string[] {
  const distinct = [...new Set(values)]
  const numeric = distinct.every((value) => numberText(value) !== undefined)
  return distinct.toSorted((a, b) => (numeric ? numberText(a)! - numberText(b)! : 0) || codeOrder(a, b))
}

function codeOrder(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}

type Covariate = {
  column: string
  names: string[]
  constant: boolean
  values: (text: string) => [string, number][]
}

function covariate(column: string, texts: readonly string[]): Covariate {
  const levels = sortedValues(texts)
  if (levels.every((text) => numberText(text) !== undefined))
    return {
      column,
      names: [column],
      constant: levels.length < 2,
      values: (text) => [[column, numberText(text)!]],
    }
  const others = levels.slice(1)
  return {
    column,
    names: others.map((level) => `${column}=${level}`),
    constant: levels.length < 2,
    values: (text) => others.map((level) => [`${column}=${level}`, text === level ? 1 : 0]),
  }
}

function protocolOf(
  file: string,
  { arms, adjustFor, options }: { arms: string[]; adjustFor: string[]; options: SubjectTableOptions },
): Protocol {
  const { strata = [], interval = 'log-log', ties = 'efron', unit = 'days' } = options
  const title =
    file
      .split(/[\\/]/)
      .at(-1)
      ?.replace(/\.csv$/i, '') || 'table'
  return protocolSchema.parse({
    id: title,
    version: '1',
    title,
    arms: arms.map((name, i) => ({
      id: name,
      title: options.arm === undefined ? 'All subjects' : `${options.arm} ${name}`,
      role: i === 0 ? 'control' : 'experimental',
    })),
    populations: {
      'complete-cases': {
        title: 'Complete cases',
        says: 'rows with a value in every column that is used',
        excludeWithReason: true,
      },
    },
    analyses: [
      {
        id: 'time-to-event',
        title: `Time to event (${options.time}, ${unit})`,
        kind: 'time-to-event',
        rank: 'exploratory',
        endpoint: 'time-to-event',
        policy: 'as given',
        population: 'complete-cases',
        test: { strata },
        model: { ties, strata, adjustFor },
        curve: { interval },
      },
    ],
  })
}

function idColumnOf(columns: readonly string[]): string | undefined {
  return ['usubjid', 'id', 'subject', 'subjid'].flatMap(
    (name) => columns.find((column) => column.toLowerCase() === name) ?? [],
  )[0]
}

function repeatedIds(file: string, read: readonly ReadRow[]): Finding[] {
  const seen = new Map<SubjectId, number>()
  return read.flatMap(({ id, row }): Finding[] => {
    const first = seen.get(id)
    seen.set(id, first ?? row.row)
    if (first === undefined) return []
    return [
      {
        code: 'subject.twice',
        severity: 'warning',
        subject: id,
        where: { file, row: row.row },
        message: `the subject stands already in row ${first}; both rows are used, as one row a subject was promised`,
      },
    ]
  })
}

function valueAbsent(
  file: string,
  column: string,
  { value, read }: { value: string; read: readonly ReadRow[] },
): Finding {
  const values = sortedValues(read.map(({ row }) => row.cells[column] ?? ''))
  const listed = values.slice(0, 12).map((one) => JSON.stringify(one.slice(0, 40)))
  return {
    ...error(
      file,
      'event.value-absent',
      `no row has ${JSON.stringify(value)}, so no one has an event; the values are ${listed.join(', ')}${values.length > 12 ? ', …' : ''}`,
      column,
    ),
    severity: 'warning',
  }
}

function missingColumn(file: string, name: string, columns: readonly string[]): Finding {
  const listed = columns.slice(0, 60).map((column) => column.slice(0, 40))
  return error(
    file,
    'column.missing',
    `no such column; the columns are ${listed.join(', ')}${columns.length > 60 ? ', …' : ''}`,
    name,
  )
}

function error(file: string, code: string, message: string, field?: string): Finding {
  return { code, severity: 'error', where: { file, ...(field !== undefined && { row: 1, field }) }, message }
}
