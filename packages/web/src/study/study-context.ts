import type { Readout } from '@abscopal/trial/analysis/readout.ts'
import { createContext, useContext } from 'react'
import type { Reader } from '../read/reader.ts'

/** A study as its pages know it; examples and the visitor's own files differ in nothing else. */
export type OpenStudy = {
  /** Tells this study from others that were open before. */
  readonly key: string
  /** `/examples/veteran` or `/local`. */
  readonly base: string
  /** The readout with the protocol's own choices. */
  readonly own: Readout
  readonly reader: () => Promise<Reader>
  readonly note?: string
}

export type ShownStudy = OpenStudy & {
  /** What the page shows: the own one, or that with the choices of the address. */
  readonly readout: Readout
}

const Context = createContext<ShownStudy | undefined>(undefined)

export const StudyProvider = Context.Provider

export function useStudy(): ShownStudy {
  const study = useContext(Context)
  if (!study) throw new Error('useStudy: within a page of a study')
  return study
}
