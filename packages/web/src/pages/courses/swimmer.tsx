import { swimmerFigure } from '@abscopal/trial/figure/swimmer.ts'
import { noTimelines } from '../../study/absence.ts'
import { CoursePage } from './course-page.tsx'

export function Swimmer() {
  return <CoursePage title="Swimmer" absent={noTimelines} draw={swimmerFigure} />
}
