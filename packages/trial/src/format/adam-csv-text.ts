/** Rows as CSV text, a missing value empty; made data carries a first column that says so. */
export function csvText<Column extends string>(
  columns: readonly Column[],
  rows: readonly Partial<Record<NoInfer<Column>, string | number | null>>[],
  synthetic: boolean,
): string {
  const mark = synthetic ? ['SYNTHETIC'] : []
  const lines = rows.map((row) =>
    [...mark.map(() => 'Y'), ...columns.map((column) => cell(row[column]))].join(','),
  )
  return [[...mark, ...columns].join(','), ...lines, ''].join('\n')
}

function cell(value: string | number | null | undefined): string {
  const text = value === null || value === undefined ? '' : String(value)
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}
