import type { ReactNode } from 'react'
import { useStudy } from './study-context.ts'
import type { StudyPage } from './study-pages.ts'

/** A page's heading and what it shows; or, where its address was opened and this readout has nothing for it, why. */
export function PageOfStudy({
  title,
  absent,
  children,
}: Pick<StudyPage, 'title' | 'absent'> & { children: ReactNode }) {
  const { readout } = useStudy()
  const why = absent(readout)
  return (
    <>
      <h1>{title}</h1>
      {why === undefined ? children : <p className="why-absent">{why}</p>}
    </>
  )
}
