import { spiderFigure } from '@abscopal/trial/figure/spider.ts'
import { noChanges } from '../../study/absence.ts'
import { CoursePage } from './course-page.tsx'

export function Spider() {
  return <CoursePage title="Spider" absent={noChanges} draw={spiderFigure} />
}
