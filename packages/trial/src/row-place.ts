import type { Where } from './finding.ts'
import type { RowId } from './ids.ts'

/** `tr.csv:17` as the place of a finding. */
export function rowPlace(row: RowId, field?: string): Where {
  const colon = row.lastIndexOf(':')
  const line = Number(row.slice(colon + 1))
  const file = colon < 0 ? row : row.slice(0, colon)
  return { file, ...(line > 0 && { row: line }), ...(field && { field }) }
}
