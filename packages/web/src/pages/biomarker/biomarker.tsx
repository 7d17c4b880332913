import { biomarkerFigures } from '@abscopal/trial/figure/biomarker-figures.ts'
import { useMemo } from 'react'
import { FigureView } from '../../parts/figure-view.tsx'
import { NARROW_WIDTH, useNarrow } from '../../parts/use-narrow.ts'
import { noBiomarker } from '../../study/absence.ts'
import { PageOfStudy } from '../../study/page-of-study.tsx'
import { useStudy } from '../../study/study-context.ts'

export function Biomarker() {
  const { readout } = useStudy()
  const width = useNarrow() ? NARROW_WIDTH : 640
  const figures = useMemo(() => biomarkerFigures(readout, { width }), [readout, width])
  return (
    <PageOfStudy title="Biomarker" absent={noBiomarker}>
      <div className="pair">
        {figures.map((figure) => (
          <FigureView key={figure.id} figure={figure} interactive />
        ))}
      </div>
    </PageOfStudy>
  )
}
