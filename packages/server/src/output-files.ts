/** What `read --out` writes: file name → text. A figure's id is safe as a file name, and its own. */
import type { Readout } from '@abscopal/trial/analysis/readout.ts'
import { figureCsv } from '@abscopal/trial/figure/figure-csv.ts'
import { figures } from '@abscopal/trial/figure/figures.ts'
import { svgText } from '@abscopal/trial/figure/svg.ts'
import type { Reading } from '@abscopal/trial/read.ts'
import { reportHtml } from '@abscopal/trial/report/report-html.ts'
import { readoutJson } from './readout-json.ts'

export function outputFiles(readout: Readout, adam: Reading['adam']): ReadonlyMap<string, string> {
  const files = new Map([
    ['readout.json', readoutJson(readout)],
    ['report.html', reportHtml(readout)],
  ])
  for (const figure of figures(readout))
    files.set(`figures/${figure.id}.svg`, svgText(figure)).set(`figures/${figure.id}.csv`, figureCsv(figure))
  if (adam) files.set('adam/adrs.csv', adam.adrs).set('adam/adtte.csv', adam.adtte)
  return files
}
