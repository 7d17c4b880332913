/**
 * An analysis dataset as SAS transport file, version 5: records of 80 bytes, text in ASCII, numbers as IBM doubles, dates as
 * days since 1960. What the format cannot hold (a name over 8 letters, a text over 200 bytes or not ASCII) is left out as a
 * whole variable, with a finding; nothing is cut.
 */
import { dayNumber } from '../day.ts'
import type { Day } from '../day.ts'
import type { Finding } from '../finding.ts'
import type { AdamDataset, AdamValue, AdamVariable } from './adam-dataset.ts'
import { ibmDouble } from './ibm-double.ts'

const MOST_BYTES = 200
const MOST_LABEL = 40
const missing = Uint8Array.of(0x2e, 0, 0, 0, 0, 0, 0, 0)
const sas1960 = dayNumber('1960-01-01' as Day)

export function xpt(
  dataset: AdamDataset,
  created: Day,
): { readonly bytes: Uint8Array; readonly findings: readonly Finding[] } {
  const { name, label, variables, rows } = dataset
  const findings: Finding[] = []
  const columns = variables.flatMap((variable, i) => {
    const why = unfit(variable, rows, i)
    if (why !== undefined) {
      findings.push({
        code: 'xpt.left-out',
        severity: 'warning',
        where: { file: `${name.toLowerCase()}.xpt`, field: variable.name },
        message: `${why}; the variable is left out of the transport file, the other formats have it`,
      })
      return []
    }
    const longest = rows.reduce((most, row) => Math.max(most, String(row[i] ?? '').length), 1)
    return [{ variable, i, length: variable.type === 'text' ? longest : 8 }]
  })
  const when = stamp(created)
  const parts = [
    header('LIBRARY'),
    ascii(`SAS     SAS     SASLIB  6.06    ABSCOPAL${' '.repeat(24)}${when}`, 80),
    ascii(when, 80),
    header('MEMBER', '000000000000000001600000000140'),
    header('DSCRPTR'),
    ascii(`SAS     ${name.padEnd(8)}SASDATA 6.06    ABSCOPAL${' '.repeat(24)}${when}`, 80),
    ascii(`${when}${' '.repeat(16)}${label.padEnd(40)}`, 80),
    header('NAMESTR', `000000${String(columns.length).padStart(4, '0')}${'0'.repeat(20)}`),
    padded(
      columns.map(({ variable, length }, k) =>
        namestr(variable, { length, number: k + 1, at: sum(columns.slice(0, k)) }),
      ),
    ),
    header('OBS'),
    padded(
      rows.flatMap((row) => columns.map(({ variable, i, length }) => cell(row[i] ?? null, variable, length))),
    ),
  ]
  return { bytes: joined(parts), findings }
}

function unfit(
  { name, label, type }: AdamVariable,
  rows: AdamDataset['rows'],
  i: number,
): string | undefined {
  if (!/^[A-Z_][A-Z0-9_]{0,7}$/.test(name)) return 'a name of at most 8 capital letters and digits is needed'
  if (label.length > MOST_LABEL || !isAscii(label))
    return `a label of at most ${MOST_LABEL} ASCII letters is needed`
  const at = rows.findIndex((row) => !fits(row[i] ?? null, type))
  if (at < 0) return undefined
  const needed =
    type === 'text' ? `ASCII text of at most ${MOST_BYTES} bytes` : 'a number that an IBM double holds'
  return `${needed} is needed, row ${at + 1} has ${JSON.stringify(rows[at]?.[i]).slice(0, 60)}`
}

function fits(value: AdamValue, type: AdamVariable['type']): boolean {
  if (value === null) return true
  if (type === 'text') return isAscii(String(value)) && String(value).length <= MOST_BYTES
  return ibmDouble(numberOf(value)) !== undefined
}

const isAscii = (text: string) => /^[ -~]*$/.test(text)
const numberOf = (value: string | number) =>
  typeof value === 'number' ? value : dayNumber(value as Day) - sas1960

function cell(value: AdamValue, { type }: AdamVariable, length: number): Uint8Array {
  if (type === 'text') return ascii(String(value ?? ''), length)
  return value === null ? missing : (ibmDouble(numberOf(value)) ?? missing)
}

/** The 140 bytes that describe a variable. */
function namestr(
  { name, label, type }: AdamVariable,
  { length, number, at }: { readonly length: number; readonly number: number; readonly at: number },
): Uint8Array {
  const bytes = new Uint8Array(140)
  const view = new DataView(bytes.buffer)
  view.setInt16(0, type === 'text' ? 2 : 1)
  view.setInt16(4, length)
  view.setInt16(6, number)
  bytes.set(ascii(name, 8), 8)
  bytes.set(ascii(label, 40), 16)
  bytes.set(ascii(type === 'date' ? 'DATE' : '', 8), 56)
  view.setInt16(64, type === 'date' ? 9 : 0)
  bytes.set(ascii('', 8), 72)
  view.setInt32(84, at)
  return bytes
}

function header(kind: string, numbers = '0'.repeat(30)): Uint8Array {
  return ascii(`HEADER RECORD*******${kind.padEnd(8)}HEADER RECORD!!!!!!!${numbers}`, 80)
}

/** `04MAR22:00:00:00` */
function stamp(day: Day): string {
  const months = 'JANFEBMARAPRMAYJUNJULAUGSEPOCTNOVDEC'
  const month = (Number(day.slice(5, 7)) - 1) * 3
  return `${day.slice(8, 10)}${months.slice(month, month + 3)}${day.slice(2, 4)}:00:00:00`
}

function ascii(text: string, length: number): Uint8Array {
  return Uint8Array.from(text.padEnd(length), (letter) => letter.charCodeAt(0))
}

const sum = (columns: readonly { readonly length: number }[]) =>
  columns.reduce((all, { length }) => all + length, 0)

/** Filled with blanks to whole records of 80 bytes. */
function padded(parts: readonly Uint8Array[]): Uint8Array {
  return joined([...parts, ascii('', (80 - (sum(parts) % 80)) % 80)])
}

function joined(parts: readonly Uint8Array[]): Uint8Array {
  const all = new Uint8Array(sum(parts))
  let at = 0
  for (const part of parts) {
    all.set(part, at)
    at += part.length
  }
  return all
}
