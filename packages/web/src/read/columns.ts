import type { Finding } from '@abscopal/trial/finding.ts'
import { csvTable } from '@abscopal/trial/format/csv.ts'

/** A column of a table, with the first distinct values that stand in it. */
export type Column = { readonly name: string; readonly values: readonly string[] }
export type ColumnsRead = { readonly columns: readonly Column[]; readonly findings: readonly Finding[] }

const MOST_VALUES = 12

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

export const isFew = (column: Column) => column.values.length > 0 && column.values.length <= MOST_VALUES
