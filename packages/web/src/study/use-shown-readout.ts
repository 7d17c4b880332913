import type { Readout } from '@abscopal/trial/analysis/readout.ts'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import type { OpenStudy } from './study-context.ts'
import { choicesOf, useStudySearch } from './study-search.ts'

/** The readout for the choices of the address, read in the worker; until it is there the one before stays, whole. */
export function useShownReadout({ key, own, reader }: OpenStudy): {
  readonly readout: Readout
  readonly trouble: string | undefined
  readonly pending: boolean
} {
  const choices = choicesOf(useStudySearch())
  const asked = Object.keys(choices).length > 0
  const { data, error, isPlaceholderData, isPending } = useQuery({
    queryKey: ['study', key, choices],
    enabled: asked,
    retry: false,
    structuralSharing: false,
    placeholderData: keepPreviousData,
    queryFn: async () => {
      const { readout, findings } = await (await reader()).read(choices)
      if (!readout) throw new Error(findings[0]?.message ?? 'the study could not be read')
      return readout
    },
  })
  return {
    readout: asked && !error && data ? data : own,
    trouble: asked ? error?.message : undefined,
    pending: asked && (isPending || isPlaceholderData),
  }
}
