/** What `read --out` writes: file name → content. A figure's id is safe as a file name, and its own. */
import type { Readout } from '@abscopal/trial/analysis/readout.ts'
import type { Sensitivity } from '@abscopal/trial/analysis/sensitivity-panel.ts'
import { rCode } from '@abscopal/trial/format/r-code.ts'
import { figureCsv } from '@abscopal/trial/figure/figure-csv.ts'
import { figures } from '@abscopal/trial/figure/figures.ts'
import { specificationCurves } from '@abscopal/trial/figure/specification-curve.ts'
import { svgText } from '@abscopal/trial/figure/svg.ts'
import { presets } from '@abscopal/trial/figure/tokens.ts'
import type { Reading } from '@abscopal/trial/read.ts'
import { reportHtml } from '@abscopal/trial/report/report-html.ts'
import { figurePdf } from './print/figure-pdf.ts'
import { figurePng } from './print/figure-png.ts'
import { readoutJson } from './readout-json.ts'

export const figureFormats = ['svg', 'png', 'pdf'] as const
export const figureWidths = ['page', 'column'] as const
export type FigureChoice = {
  readonly formats: readonly (typeof figureFormats)[number][]
  readonly width: (typeof figureWidths)[number]
}

export async function outputFiles(
  readout: Readout,
  adam: Reading['adam'],
  { formats, width, sensitivity }: FigureChoice & { readonly sensitivity: Sensitivity | null },
): Promise<ReadonlyMap<string, string | Uint8Array>> {
  const files = new Map<string, string | Uint8Array>([
    ['readout.json', readoutJson(readout)],
    ['report.html', reportHtml(readout, sensitivity)],
    ...(sensitivity ? [['sensitivity.json', readoutJson(sensitivity)] as const] : []),
  ])
  const date = new Date(readout.dataCutoff ?? 0)
  const all = [...figures(readout, presets[width]), ...(sensitivity ? specificationCurves(sensitivity) : [])]
  for (const figure of all) {
    const name = `figures/${figure.id}`
    if (formats.includes('svg')) files.set(`${name}.svg`, svgText(figure))
    if (formats.includes('png')) files.set(`${name}.png`, figurePng(figure))
    if (formats.includes('pdf')) files.set(`${name}.pdf`, await figurePdf(figure, { date }))
    files.set(`${name}.csv`, figureCsv(figure))
  }
  const r = rCode(readout)
  if (adam && r !== null) files.set('r/readout.R', r)
  return files
}
