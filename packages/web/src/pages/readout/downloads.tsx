import type { Readout } from '@abscopal/trial/analysis/readout.ts'
import { figures } from '@abscopal/trial/figure/figures.ts'
import { adamCsv } from '@abscopal/trial/format/adam-csv.ts'
import { svgText } from '@abscopal/trial/figure/svg.ts'
import { reportHtml } from '@abscopal/trial/report/report-html.ts'
import { Button } from '@mantine/core'
import { saveFile } from '../../parts/save-file.ts'
import type { ReadResult } from '../../read/read-result.ts'

/** The readout as files, made here from what the page shows. */
export function Downloads({ readout, adam }: { readout: Readout; adam: ReadResult['adam'] }) {
  const files: readonly (readonly [name: string, type: string, text: () => string])[] = [
    ['report.html', 'text/html', () => reportHtml(readout)],
    ['readout.json', 'application/json', () => `${JSON.stringify(readout, null, 2)}\n`],
    ...figures(readout).map(
      (figure) => [`${figure.id}.svg`, 'image/svg+xml', () => svgText(figure)] as const,
    ),
    ...(adam ?? []).map(
      (dataset) => [`${dataset.name.toLowerCase()}.csv`, 'text/csv', () => adamCsv(dataset)] as const,
    ),
  ]
  return (
    <section aria-labelledby="downloads">
      <h2 id="downloads">Take it with you</h2>
      <div className="buttons">
        {files.map(([name, type, text]) => (
          <Button key={name} variant="default" onClick={() => saveFile(name, type, text())}>
            Save {name}
          </Button>
        ))}
      </div>
    </section>
  )
}
