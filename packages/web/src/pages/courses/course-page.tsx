import type { Readout } from '@abscopal/trial/analysis/readout.ts'
import type { Figure } from '@abscopal/trial/figure/figure.ts'
import { DrawnFigure } from '../../parts/drawn-figure.tsx'
import type { Absence } from '../../study/absence.ts'
import { PageOfStudy } from '../../study/page-of-study.tsx'

/** A page with one figure in which a mark is a subject. */
export function CoursePage({
  title,
  absent,
  draw,
}: {
  title: string
  absent: Absence
  draw: (readout: Readout, options: { width?: number }) => Figure
}) {
  return (
    <PageOfStudy title={title} absent={absent}>
      <DrawnFigure draw={draw} width={1000} />
    </PageOfStudy>
  )
}
