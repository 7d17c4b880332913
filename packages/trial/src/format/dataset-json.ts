/** An analysis dataset as CDISC Dataset-JSON 1.1. The creation date is given, so that the same data gives the same bytes. */
import type { Day } from '../day.ts'
import type { AdamDataset, AdamVariable } from './adam-dataset.ts'

export function datasetJson(
  { name, label, variables, rows }: AdamDataset,
  { study, created }: { readonly study: string; readonly created: Day },
): string {
  return `${JSON.stringify({
    datasetJSONCreationDateTime: `${created}T00:00:00`,
    datasetJSONVersion: '1.1.0',
    studyOID: study,
    metaDataVersionOID: 'MDV.1',
    itemGroupOID: `IG.${name}`,
    records: rows.length,
    name,
    label,
    columns: variables.map((variable, i) => column(name, variable, longest(rows, i))),
    rows,
  })}\n`
}

/** Dates travel as ISO text and are numbers at their goal; a text has the length of its longest value. */
function column(dataset: string, { name, label, type, key }: AdamVariable, length: number) {
  return {
    itemOID: `IT.${dataset}.${name}`,
    name,
    label,
    ...(type === 'text'
      ? { dataType: 'string', length: Math.max(1, length) }
      : type === 'date'
        ? { dataType: 'date', targetDataType: 'integer', displayFormat: 'E8601DA.' }
        : { dataType: type }),
    ...(key !== undefined && { keySequence: key }),
  }
}

function longest(rows: AdamDataset['rows'], i: number): number {
  return rows.reduce((most, row) => Math.max(most, [...String(row[i] ?? '')].length), 0)
}
