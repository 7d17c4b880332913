import type { Finding } from '@abscopal/trial/finding.ts'
import { csvTable } from '@abscopal/trial/format/csv.ts'
import { MOST_VALUES } from './column.ts'
import type { Column } from './column.ts'

export type ColumnsRead = { readonly columns: readonly Column[]; readonly findings: readonly Finding[] }

export function columnsOf(file: string, text: string): ColumnsRead {
  const { columns, rows, findings } = csvTable(file, text)
  const distinct = columns.map((name) => {
    const values = new Set<string>()
    for (const { cells } of rows) {
      const value = cells[name]?.trim()
      if (value) values.add(value)
      if (values.size > MOST_VALUES) break
    }
    return { name, values: [...values] }
  })
  return { columns: distinct, findings }
}
