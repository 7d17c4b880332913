/** An analysis dataset as CSV text, a missing value empty. */
import type { AdamDataset, AdamValue } from './adam-dataset.ts'

export function adamCsv({ variables, rows }: Pick<AdamDataset, 'variables' | 'rows'>): string {
  const lines = [variables.map(({ name }) => name), ...rows].map((row) => row.map(cell).join(','))
  return `${lines.join('\n')}\n`
}

function cell(value: AdamValue): string {
  const text = value === null ? '' : String(value)
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}
