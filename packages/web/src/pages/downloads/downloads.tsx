import { figures } from '@abscopal/trial/figure/figures.ts'
import { adamCsv } from '@abscopal/trial/format/adam-csv.ts'
import { svgText } from '@abscopal/trial/figure/svg.ts'
import { reportHtml } from '@abscopal/trial/report/report-html.ts'
import { Button } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { saveFile } from '../../parts/save-file.ts'
import { useStudy } from '../../study/study-context.ts'
import { choicesOf, useStudySearch } from '../../study/study-search.ts'

/** The readout as files, made here from what the pages show. */
export function Downloads() {
  const { readout, key, reader } = useStudy()
  const choices = choicesOf(useStudySearch())
  const { data: adam, error } = useQuery({
    queryKey: ['adam', key, choices],
    retry: false,
    queryFn: async () => (await reader()).adam(choices),
  })
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
    <>
      <h1>Downloads</h1>
      <div className="buttons">
        {files.map(([name, type, text]) => (
          <Button key={name} variant="default" onClick={() => saveFile(name, type, text())}>
            Save {name}
          </Button>
        ))}
      </div>
      {adam === null && (
        <p>There are no analysis data sets: a table with a row a subject has neither responses nor dates.</p>
      )}
      {error && <p role="alert">The analysis data sets could not be made. {error.message}</p>}
    </>
  )
}
