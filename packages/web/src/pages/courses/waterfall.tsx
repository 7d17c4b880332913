import { waterfallFigure } from '@abscopal/trial/figure/waterfall.ts'
import { noChanges } from '../../study/absence.ts'
import { CoursePage } from './course-page.tsx'

export function Waterfall() {
  return <CoursePage title="Waterfall" absent={noChanges} draw={waterfallFigure} />
}
