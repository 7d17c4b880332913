/** The numbers behind a figure as CSV (RFC 4180), in full precision; an absent value is an empty cell. */
import type { Figure } from './figure.ts'

export function figureCsv({ data, synthetic }: Figure): string {
  const columns = synthetic ? ['synthetic', ...data.columns] : data.columns
  const rows = data.rows.map((row) => (synthetic ? ['Y', ...row] : row))
  return [columns, ...rows].map((row) => `${row.map(cell).join(',')}\r\n`).join('')
}

/** A text that a spreadsheet would take for a formula gets an apostrophe, because ids come from anyone's file. */
function cell(value: string | number | null): string {
  if (value === null) return ''
  if (typeof value === 'number') return String(value)
  const text = /^[=+@\t\r-]/.test(value) ? `'${value}` : value
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}
