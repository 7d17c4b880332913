import { progressionPatternSection } from '@abscopal/trial/report/ablated-lesions-section.ts'
import { SectionView } from '../../parts/section-view.tsx'
import { noPattern } from '../../study/absence.ts'
import { PageOfStudy } from '../../study/page-of-study.tsx'
import { useStudy } from '../../study/study-context.ts'

export function ProgressionPattern() {
  const section = progressionPatternSection(useStudy().readout)
  return (
    <PageOfStudy title="Progression pattern" absent={noPattern}>
      {section && <SectionView section={section} />}
    </PageOfStudy>
  )
}
