import type { Readout } from '@abscopal/trial/analysis/readout.ts'
import { lazyRouteComponent } from '@tanstack/react-router'

/** A page of a study: its place in the address, its name, and why a readout does not have it. */
export type StudyPage = {
  readonly path: string
  readonly title: string
  /** A sentence in plain words where there is nothing to show; undefined where there is. */
  readonly absent: (readout: Readout) => string | undefined
  readonly component: ReturnType<typeof lazyRouteComponent>
}

const always = () => undefined

/** In the order of the row above every page. Each is fetched when it is first opened. */
export const studyPages: readonly StudyPage[] = [
  {
    path: 'participants',
    title: 'Participants',
    absent: always,
    component: lazyRouteComponent(() => import('../pages/participants/participants.tsx'), 'Participants'),
  },
  {
    path: 'efficacy',
    title: 'Efficacy',
    absent: always,
    component: lazyRouteComponent(() => import('../pages/efficacy/efficacy.tsx'), 'Efficacy'),
  },
  {
    path: 'findings',
    title: 'Findings',
    absent: always,
    component: lazyRouteComponent(() => import('../pages/findings/findings.tsx'), 'Findings'),
  },
  {
    path: 'methods',
    title: 'Methods',
    absent: always,
    component: lazyRouteComponent(() => import('../pages/methods/methods.tsx'), 'Methods'),
  },
  {
    path: 'downloads',
    title: 'Downloads',
    absent: always,
    component: lazyRouteComponent(() => import('../pages/downloads/downloads.tsx'), 'Downloads'),
  },
]
