/** Rows as CSV text; a cell is quoted only if it must be. */
export type Row = Readonly<Record<string, string | number | undefined>>

export function csvText(rows: readonly Row[]): string {
  const columns = [...new Set(rows.flatMap((row) => Object.keys(row)))]
  const lines = [columns, ...rows.map((row) => columns.map((column) => String(row[column] ?? '')))]
  return lines.map((cells) => cells.map(cell).join(',') + '\n').join('')
}

function cell(text: string): string {
  return /[",\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}
