/**
 * CSV as people export it: header line, UTF-8 with or without a byte order mark, any line ending; cells divided by commas,
 * or, with a finding, by semicolons, tabs or bars. What is not such a table is one finding, never an exception; noise of
 * any size is refused from its first 64 KB.
 */
import { parse } from 'csv-parse/sync'
import type { Finding } from '../finding.ts'

export type CsvRow = { row: number; cells: Record<string, string> }
type Line = { row: number; cells: string[] }
export type CsvLines = { columns: string[]; lines: Line[]; findings: Finding[] }
export type CsvTable = { columns: string[]; rows: CsvRow[]; findings: Finding[] }

/** `row` is the line of the file on which the row begins, the header being line 1. Cells are trimmed. */
export function csvTable(file: string, text: string, required: readonly string[] = []): CsvTable {
  const { columns, lines, findings } = csvLines(file, text, required)
  return { columns, rows: lines.map(({ row, cells }) => ({ row, cells: named(columns, cells) })), findings }
}

/** The same with cells in the order of `columns`. With a column of `required` absent no row is read. */
export function csvLines(file: string, text: string, required: readonly string[] = []): CsvLines {
  const refused = (code: string, message: string, row?: number): CsvLines => ({
    columns: [],
    lines: [],
    findings: [{ code, severity: 'error', where: { file, ...(row && { row }) }, message }],
  })
  if (text.slice(0, sniffed).trim() === '' && text.trim() === '')
    return refused('csv.empty', 'the file is empty; a header line and one line a row are needed')
  if (!looksLikeText(text))
    return refused('csv.not-text', 'not a text file; allowed: CSV in UTF-8 with commas and a header line')
  const delimiter = delimiterOf(headerOf(text))
  const head = records(headerOf(text), delimiter)
  const [unreadable] = head.faults
  if (unreadable) return refused('csv.not-csv', unreadable.problem, unreadable.row)
  const columns = head.records[0]?.cells ?? []

  const missing = required.filter((name) => !columns.some((column) => alike(column, name)))
  if (missing.length > 0)
    return { columns, lines: [], findings: missing.map((name) => absent(file, name, columns)) }
  const long = overlongLine(text)
  if (long !== undefined)
    return refused('csv.not-text', 'not a table: a line is longer than a million characters', long)
  const all = records(text.includes('\r') ? text.replace(/\r\n?/g, '\n') : text, delimiter)
  const [first] = all.faults
  if (first && all.faults.length > MOST_FAULTS) return refused('csv.not-csv', first.problem, first.row)
  const read = table(file, columns, all.records.slice(1))
  return {
    ...read,
    findings: [
      ...(delimiter === ',' ? [] : [divided(file, delimiter)]),
      ...all.faults.map((fault) => notCsv(file, fault)),
      ...read.findings,
    ],
  }
}

/** False for NUL bytes, bytes that are no UTF-8, control characters, and a first line longer than the 64 KB looked at. */
export function looksLikeText(text: string): boolean {
  const start = text.slice(0, sniffed)
  if (start.includes('\0')) return false
  // eslint-disable-next-line no-control-regex
  const odd = start.match(/[\u0001-\u0008\u000b\u000c\u000e-\u001f\u007f\ufffd]/g)?.length ?? 0
  return odd * 100 <= start.length && (text.length <= sniffed || /[\r\n]/.test(start))
}

const sniffed = 65_536
const delimiters = { ',': 'commas', ';': 'semicolons', '\t': 'tabs', '|': 'bars' } as const
type Delimiter = keyof typeof delimiters

/** A comma, unless the header has none and another mark divides it. */
function delimiterOf(header: string): Delimiter {
  const bare = header.replace(/"[^"]*"/g, '')
  if (bare.includes(',')) return ','
  const marks: readonly Delimiter[] = [';', '\t', '|']
  return marks.find((mark) => bare.includes(mark)) ?? ','
}

/** The number of the first line longer than a million characters; a million line ends are looked at, a table may have more. */
function overlongLine(text: string): number | undefined {
  let start = 0
  for (let line = 1; line <= 1_000_000 && start < text.length; line++) {
    const end = text.indexOf('\n', start)
    if (
      (end < 0 ? text.length : end) - start > 1_000_000 &&
      !text.slice(start, start + 1_000_000).includes('\r')
    )
      return line
    start = end < 0 ? text.length : end + 1
  }
  return undefined
}

/** The header as one line of its own, so that a wrong file is refused before its rows are read. */
function headerOf(text: string): string {
  const start = text.slice(0, 4 * sniffed).replace(/\r\n?/g, '\n')
  let quoted = false
  for (let i = 0; i < start.length; i++) {
    if (start[i] === '"') quoted = !quoted
    else if (start[i] === '\n' && !quoted && start.slice(0, i).trim() !== '') return start.slice(0, i)
  }
  return start
}

/** More rows than this that are no CSV, and the file is none. */
const MOST_FAULTS = 100

type Fault = { row: number; problem: string }
type Read = { records: Line[]; faults: Fault[] }

/** A row whose quotes do not close is left out, and reading goes on with the line after the one on which it begins. */
function records(text: string, delimiter: Delimiter): Read {
  if (!text.includes('"')) return { records: unquoted(text, delimiter), faults: [] }
  const read: Read = { records: [], faults: [] }
  let rest = text
  for (let before = 0; ;) {
    const problem = parsed(rest, { delimiter, before, into: read.records })
    if (problem === undefined) return read
    read.faults.push(problem)
    if (read.faults.length > MOST_FAULTS) return read
    for (; before < problem.row; before++) {
      const end = rest.indexOf('\n')
      if (end < 0) return read
      rest = rest.slice(end + 1)
    }
  }
}

/** Reads until the end, or until the first row that is no CSV. */
function parsed(
  text: string,
  { delimiter, before, into }: { delimiter: Delimiter; before: number; into: Line[] },
): Fault | undefined {
  let end = before
  try {
    parse(text, {
      delimiter,
      bom: true,
      relax_column_count: true,
      skip_empty_lines: false,
      record_delimiter: '\n',
      trim: true,
      max_record_size: 1_000_000,
      on_record: (cells: string[], { lines: last }: { lines: number }) => {
        const trimmed = cells.map((cell) => cell.trim())
        if (trimmed.some((cell) => cell !== '')) into.push({ row: end + 1, cells: trimmed })
        end = before + last
        return null
      },
    })
    return undefined
  } catch (error) {
    // csv-parse throws for wrong data; here it becomes a value
    const problem = ((error as Error).message ?? '')
      .replace(/\s+/g, ' ')
      .replace(/ (at|on) line \d+/g, '')
      .slice(0, 160)
    return {
      row: end + 1,
      problem: `not a row of a CSV table: ${problem}; a quote inside a cell is written twice`,
    }
  }
}

/** Without a quote every mark and line end divides, and splitting is ten times as fast as the parser. */
function unquoted(text: string, delimiter: Delimiter): Line[] {
  const lines: Line[] = []
  for (const [i, line] of text
    .replace(/^\uFEFF/, '')
    .split('\n')
    .entries())
    if (line.trim() !== '') {
      const cells = line.split(delimiter).map((cell) => cell.trim())
      if (cells.some((cell) => cell !== '')) lines.push({ row: i + 1, cells })
    }
  return lines
}

function divided(file: string, delimiter: Delimiter): Finding {
  return {
    code: 'csv.delimiter',
    severity: 'warning',
    where: { file, row: 1 },
    message: `the cells are divided by ${delimiters[delimiter]}, and were read so; a comma within a number is not read as its point`,
  }
}

function notCsv(file: string, { row, problem }: Fault): Finding {
  return {
    code: 'csv.not-csv',
    severity: 'error',
    where: { file, row },
    message: `${problem}; the row is left out`,
  }
}

function table(file: string, columns: string[], all: Line[]): CsvLines {
  const findings: Finding[] = []
  const twice = columns.filter((name, i) => name !== '' && columns.indexOf(name) !== i)
  for (const field of new Set(twice))
    findings.push({
      code: 'csv.column-twice',
      severity: 'error',
      where: { file, row: 1, field },
      message: `the column ${field} stands twice in the header; the first is used`,
    })
  const lines: Line[] = []
  for (const line of all) {
    const { row, cells } = line
    const surplus = cells.slice(columns.length)
    if (cells.length < columns.length || surplus.some((cell) => cell !== ''))
      findings.push({
        code: 'csv.ragged',
        severity: 'error',
        where: { file, row },
        message: `${cells.length} cells where the header has ${columns.length}; the row is left out`,
      })
    else lines.push(line)
  }
  if (all.length === 0)
    findings.push({
      code: 'csv.no-rows',
      severity: 'warning',
      where: { file },
      message: 'a header and no row',
    })
  return { columns, lines, findings }
}

/** Without a prototype, so that a column may have any name. */
function named(columns: readonly string[], cells: readonly string[]): Record<string, string> {
  const record = Object.create(null) as Record<string, string>
  for (let i = columns.length - 1; i >= 0; i--) record[columns[i]!] = cells[i] ?? ''
  return record
}

function absent(file: string, name: string, columns: readonly string[]): Finding {
  const listed = columns.slice(0, 60).map((column) => column.slice(0, 40))
  return {
    code: 'column.missing',
    severity: 'error',
    where: { file, row: 1, field: name },
    message: `the column is not there, so the file is not used; its columns are ${listed.join(', ')}${columns.length > 60 ? ', …' : ''}`,
  }
}

function alike(a: string, b: string): boolean {
  return a.toUpperCase() === b.toUpperCase()
}
