/** One table of a study folder: its rows, each able to read its cells and to report what is wrong in them. */
import { partialDay } from '../day.ts'
import type { PartialDay } from '../day.ts'
import type { Finding } from '../finding.ts'
import type { RowId, SubjectId } from '../ids.ts'
import type { Reader } from '../record/records.ts'
import { csvLines } from './csv.ts'
import { isMissing, numberText } from './number-text.ts'

export type SdtmTable = { file: string; columns: readonly string[]; rows: readonly SdtmRow[] }

export type SdtmRow = {
  readonly id: RowId
  readonly row: number
  readonly subject: SubjectId
  readonly cells: readonly string[]
  /** The cell as it came, trimmed; empty where the table has no such column. */
  text(this: SdtmRow, column: string): string
  word(this: SdtmRow, column: string): string
  /** Undefined where the cell is empty, and where it is no number or below `min`, with a finding. */
  number(this: SdtmRow, column: string, min?: number): number | undefined
  date(this: SdtmRow, column: string): PartialDay | undefined
  report(
    this: SdtmRow,
    code: string,
    severity: Finding['severity'],
    field: string | undefined,
    message: string,
  ): void
}

type Door = Pick<SdtmRow, 'text' | 'word' | 'number' | 'date' | 'report'>

export type SdtmOptions = {
  required: readonly string[]
  /** Subjects that may occur; a row of any other is an error and left out. */
  known?: ReadonlySet<SubjectId>
  findings: Finding[]
}

export function sdtmTable(file: string, text: string, { required, known, findings }: SdtmOptions): SdtmTable {
  const table = csvLines(file, text, ['USUBJID', ...required])
  for (const finding of table.findings) findings.push(finding) // too many for a spread
  const columns = table.columns.map((name) => name.toUpperCase())
  const door = rowDoor(file, columns, findings)
  const subjectAt = columns.indexOf('USUBJID')
  const seen = new Set<string>()
  const rows: SdtmRow[] = []
  for (const { row, cells } of table.lines) {
    const subject = (cells[subjectAt] ?? '') as SubjectId
    const read: SdtmRow = { id: `${file}:${row}` as RowId, row, subject, cells, ...door }
    const key = cells.join('\u0001')
    if (seen.has(key)) {
      read.report('row.twice', 'warning', undefined, 'the same row stands above; this one is left out')
    } else if (subject === '') {
      read.report('subject.missing', 'error', 'USUBJID', 'no subject is named; the row is left out')
    } else if (known && !known.has(subject)) {
      const message = 'the subject is not in dm.csv (or adsl.csv); the row is left out'
      read.report('subject.unknown', 'error', 'USUBJID', message)
    } else rows.push(read)
    seen.add(key)
  }
  return { file, columns, rows }
}

/** `INDEPENDENT ASSESSOR / RADIOLOGIST 1`; a row that names no reader is the investigator's. */
export function readerOf(row: SdtmRow, domain: string): Reader {
  const parts = [row.word(`${domain}EVAL`) || 'INVESTIGATOR', row.word(`${domain}EVALID`)]
  return parts.filter(Boolean).join(' / ') as Reader
}

/** What every row of a table can do, made once a table: a row is read where its columns are found. */
function rowDoor(file: string, columns: readonly string[], findings: Finding[]): Door {
  const at = new Map(columns.map((name, i) => [name, i] as const).toReversed()) // the first of two columns
  const dates = new Map<string, PartialDay | undefined>()
  return {
    text(column) {
      return this.cells[at.get(column) ?? -1] ?? ''
    },
    word(column) {
      const upper = this.text(column).toUpperCase()
      return /[^\S ]|\s\s/.test(upper) ? upper.replace(/\s+/g, ' ') : upper
    },
    number(column, min) {
      const text = this.text(column)
      if (isMissing(text)) return undefined
      const value = numberText(text)
      if (value !== undefined && (min === undefined || value >= min)) return value
      const [code, needed] =
        value === undefined ? ['number.unreadable', 'a number'] : ['number.too-small', `at least ${min}`]
      this.report(code!, 'error', column, `${needed} is needed, got ${quoted(text)}`)
      return undefined
    },
    date(column) {
      const text = this.text(column)
      if (isMissing(text)) return undefined
      if (!dates.has(text)) dates.set(text, partialDay(text.replace(' ', 'T')))
      const date = dates.get(text)
      if (!date) {
        const message = `a date as 2022-03-04, 2022-03 or 2022 is needed, got ${quoted(text)}`
        this.report('date.unreadable', 'error', column, message)
      }
      return date
    },
    report(code, severity, field, message) {
      const where = { file, row: this.row, ...(field && { field }) }
      findings.push({ code, severity, ...(this.subject && { subject: this.subject }), where, message })
    },
  }
}

/** What came, on one line and not longer than a line. */
export function quoted(text: string): string {
  return `"${text.replace(/\s+/g, ' ').slice(0, 60)}${text.length > 60 ? '…' : ''}"`
}
