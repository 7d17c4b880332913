import { butterflyFigure } from '@abscopal/trial/figure/butterfly.ts'
import { DrawnFigure } from '../../parts/drawn-figure.tsx'
import { noSafety } from '../../study/absence.ts'
import { PageOfStudy } from '../../study/page-of-study.tsx'

export function Safety() {
  return (
    <PageOfStudy title="Safety" absent={noSafety}>
      <DrawnFigure draw={butterflyFigure} width={900} />
    </PageOfStudy>
  )
}
