import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { useStudy } from './study-context.ts'
import { choicesOnly } from './study-search.ts'

/** A link to another page of the same study; the choices tried out go along. `page` is its path, '' the first page. */
export function StudyLink({ page, children }: { page: string; children: ReactNode }) {
  const { base } = useStudy()
  return (
    <Link
      to={page === '' ? base : `${base}/${page}`}
      search={choicesOnly}
      activeOptions={{ exact: true, includeSearch: false }}
    >
      {children}
    </Link>
  )
}
