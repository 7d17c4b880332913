import { useSyncExternalStore } from 'react'
import type { ReadResult } from './read-result.ts'

/** The readout of the files that were last read on this page. It lives as long as the page does, and nowhere else. */
export type KeptReadout = ReadResult & { readonly name: string }

let kept: KeptReadout | undefined
const listeners = new Set<() => void>()

export function keepReadout(next: KeptReadout): void {
  kept = next
  for (const listener of listeners) listener()
}

export function useKeptReadout(): KeptReadout | undefined {
  return useSyncExternalStore(subscribe, () => kept)
}

function subscribe(listener: () => void) {
  listeners.add(listener)
  return () => void listeners.delete(listener)
}
