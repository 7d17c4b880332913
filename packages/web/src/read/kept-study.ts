import { useSyncExternalStore } from 'react'
import type { Reader } from './reader.ts'

/** The files that were last read on this page, with their worker. They live as long as the page does, and nowhere else. */
export type KeptStudy = { readonly key: string; readonly name: string; readonly reader: Reader }

let kept: KeptStudy | undefined
let last = 0
const listeners = new Set<() => void>()

export function keepStudy(name: string, reader: Reader): void {
  kept?.reader.close()
  kept = { key: `local ${++last}`, name, reader }
  for (const listener of listeners) listener()
}

export function useKeptStudy(): KeptStudy | undefined {
  return useSyncExternalStore(subscribe, () => kept)
}

function subscribe(listener: () => void) {
  listeners.add(listener)
  return () => void listeners.delete(listener)
}
