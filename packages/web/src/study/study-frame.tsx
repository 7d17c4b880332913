import { useDocumentTitle } from '@mantine/hooks'
import { Outlet, useLocation } from '@tanstack/react-router'
import { useMemo } from 'react'
import { ChainDrawer } from '../pages/chain/chain-drawer.tsx'
import { ChoicesBar } from './choices-bar.tsx'
import { StudyProvider } from './study-context.ts'
import type { OpenStudy } from './study-context.ts'
import { StudyHeader } from './study-header.tsx'
import { StudyNav } from './study-nav.tsx'
import { studyPages } from './study-pages.ts'
import { useShownReadout } from './use-shown-readout.ts'

/** What stands around every page of a study: what it is, its pages, the choices tried out, and the chain of a subject. */
export function StudyFrame({ study }: { study: OpenStudy }) {
  const { readout, trouble, pending } = useShownReadout(study)
  const shown = useMemo(() => ({ ...study, readout }), [study, readout])
  const { pathname } = useLocation()
  const page = studyPages.find(({ path }) => pathname.startsWith(`${study.base}/${path}`))
  useDocumentTitle(
    [readout.synthetic && 'Synthetic', page?.title, readout.study.title, 'Abscopal']
      .filter(Boolean)
      .join(' · '),
  )
  return (
    <StudyProvider value={shown}>
      <article className="study-page" aria-busy={pending}>
        <StudyHeader />
        <StudyNav />
        <ChoicesBar trouble={trouble} />
        <Outlet />
      </article>
      <ChainDrawer readout={readout} />
    </StudyProvider>
  )
}
