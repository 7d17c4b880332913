/** The analysis datasets as files, each as CSV, Dataset-JSON and SAS transport file, with what a format could not hold. */
import type { Readout } from '@abscopal/trial/analysis/readout.ts'
import type { Day } from '@abscopal/trial/day.ts'
import type { Finding } from '@abscopal/trial/finding.ts'
import { adamCsv } from '@abscopal/trial/format/adam-csv.ts'
import { datasetJson } from '@abscopal/trial/format/dataset-json.ts'
import { xpt } from '@abscopal/trial/format/xpt.ts'
import type { Reading } from '@abscopal/trial/read.ts'

/** Dated by the data cut-off, so that the same input gives the same bytes. */
export function adamFiles(
  { study, dataCutoff }: Pick<Readout, 'study' | 'dataCutoff'>,
  adam: Reading['adam'],
) {
  const created = (dataCutoff ?? '1970-01-01') as Day
  const files = new Map<string, string | Uint8Array>()
  const findings: Finding[] = []
  for (const dataset of adam ?? []) {
    const name = `adam/${dataset.name.toLowerCase()}`
    const transport = xpt(dataset, created)
    files.set(`${name}.csv`, adamCsv(dataset))
    files.set(`${name}.json`, datasetJson(dataset, { study: study.id, created }))
    files.set(`${name}.xpt`, transport.bytes)
    findings.push(...transport.findings)
  }
  return { files, findings }
}
