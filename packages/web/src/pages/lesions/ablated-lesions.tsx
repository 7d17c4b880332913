import { ablatedLesionsSection } from '@abscopal/trial/report/ablated-lesions-section.ts'
import { SectionView } from '../../parts/section-view.tsx'
import { noAblation } from '../../study/absence.ts'
import { PageOfStudy } from '../../study/page-of-study.tsx'
import { useStudy } from '../../study/study-context.ts'

export function AblatedLesions() {
  const section = ablatedLesionsSection(useStudy().readout)
  return (
    <PageOfStudy title="Ablation" absent={noAblation}>
      {section && <SectionView section={section} />}
    </PageOfStudy>
  )
}
