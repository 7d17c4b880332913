import { lazyRouteComponent } from '@tanstack/react-router'
import { noAblation, noBiomarker, noChanges, noPattern, noSafety, noTimelines } from './absence.ts'
import type { Absence } from './absence.ts'

/** A page of a study: its place in the address, its name, and why a readout does not have it. */
export type StudyPage = {
  readonly path: string
  readonly title: string
  readonly absent: Absence
  readonly component: ReturnType<typeof lazyRouteComponent>
}

const page = (
  path: string,
  title: string,
  component: StudyPage['component'],
  absent: Absence = () => undefined,
): StudyPage => ({ path, title, component, absent })

/** In the order of the row above every page. Each is fetched when it is first opened. */
export const studyPages: readonly StudyPage[] = [
  page(
    'participants',
    'Participants',
    lazyRouteComponent(() => import('../pages/participants/participants.tsx'), 'Participants'),
  ),
  page(
    'efficacy',
    'Efficacy',
    lazyRouteComponent(() => import('../pages/efficacy/efficacy.tsx'), 'Efficacy'),
  ),
  page(
    'swimmer',
    'Swimmer',
    lazyRouteComponent(() => import('../pages/courses/swimmer.tsx'), 'Swimmer'),
    noTimelines,
  ),
  page(
    'waterfall',
    'Waterfall',
    lazyRouteComponent(() => import('../pages/courses/waterfall.tsx'), 'Waterfall'),
    noChanges,
  ),
  page(
    'spider',
    'Spider',
    lazyRouteComponent(() => import('../pages/courses/spider.tsx'), 'Spider'),
    noChanges,
  ),
  page(
    'progression-pattern',
    'Progression pattern',
    lazyRouteComponent(() => import('../pages/lesions/progression-pattern.tsx'), 'ProgressionPattern'),
    noPattern,
  ),
  page(
    'ablation',
    'Ablation',
    lazyRouteComponent(() => import('../pages/lesions/ablated-lesions.tsx'), 'AblatedLesions'),
    noAblation,
  ),
  page(
    'biomarker',
    'Biomarker',
    lazyRouteComponent(() => import('../pages/biomarker/biomarker.tsx'), 'Biomarker'),
    noBiomarker,
  ),
  page(
    'safety',
    'Safety',
    lazyRouteComponent(() => import('../pages/safety/safety.tsx'), 'Safety'),
    noSafety,
  ),
  page(
    'findings',
    'Findings',
    lazyRouteComponent(() => import('../pages/findings/findings.tsx'), 'Findings'),
  ),
  page(
    'methods',
    'Methods',
    lazyRouteComponent(() => import('../pages/methods/methods.tsx'), 'Methods'),
  ),
  page(
    'downloads',
    'Downloads',
    lazyRouteComponent(() => import('../pages/downloads/downloads.tsx'), 'Downloads'),
  ),
]
