import type { AblatedRule, Choices } from '@abscopal/trial/protocol/choices.ts'
import { useNavigate, useSearch } from '@tanstack/react-router'

/** What the address of a study's page holds: the choices tried out, the open chain, and the range of a zoomed figure. */
export type StudySearch = {
  policy?: string
  ablated?: string
  population?: string
  subject?: string
  endpoint?: string
  /** `pfs~3~12`: an endpoint, and the months from and to. */
  zoom?: string
}

const names = ['policy', 'ablated', 'population', 'subject', 'endpoint', 'zoom'] as const

export function studySearch(search: Record<string, unknown>): StudySearch {
  return Object.fromEntries(
    names.flatMap((name) => (typeof search[name] === 'string' ? [[name, search[name]]] : [])),
  )
}

export const useStudySearch = (): StudySearch => useSearch({ strict: false })

/** Changes some of the address and leaves the rest; what becomes undefined is taken away. */
export function useSetSearch(): (change: StudySearch) => void {
  const navigate = useNavigate()
  return (change) =>
    void navigate({
      to: '.',
      search: (before: StudySearch) => ({ ...before, ...change }),
      resetScroll: false,
    })
}

/** The choices of an address; a rule that does not exist is refused by whoever reads the study. */
export function choicesOf({ policy, ablated, population }: StudySearch): Choices {
  return {
    ...(policy !== undefined && { policy }),
    ...(ablated !== undefined && { ablatedLesions: ablated as AblatedRule }),
    ...(population !== undefined && { population }),
  }
}

/** What stays when another page of the study is opened. */
export const choicesOnly = ({ policy, ablated, population }: StudySearch): StudySearch =>
  studySearch({ policy, ablated, population })
