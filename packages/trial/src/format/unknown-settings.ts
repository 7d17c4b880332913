/**
 * Settings of a protocol document that its schema does not know. A misspelt setting would leave its default in force, and
 * no one would see why the number is another; so each is named, with those that are known beside it.
 */
import { protocolSchema } from '../protocol/protocol.ts'

export type UnknownSetting = { readonly path: string; readonly known: readonly string[] }

/** `ours` may stand anywhere: it marks a choice that the published trial does not say. */
const everywhere = new Set(['ours'])

/**
 * @param document  as it was written
 * @param read      the same after validation, which leaves out what it does not know
 */
export function unknownSettings(document: unknown, read: unknown, path = ''): UnknownSetting[] {
  if (Array.isArray(document) && Array.isArray(read))
    return document.flatMap((one, i) => unknownSettings(one, read[i], joined(path, String(i))))
  if (!isRecord(document) || !isRecord(read)) return []
  return Object.entries(document).flatMap(([key, value]) => {
    if (Object.hasOwn(read, key)) return unknownSettings(value, read[key], joined(path, key))
    return everywhere.has(key) ? [] : [{ path: joined(path, key), known: Object.keys(read) }]
  })
}

/** Whole parts of a protocol, such as its randomization, that are kept and printed, and that no readout uses yet. */
export function unreadParts(document: object): string[] {
  return Object.keys(document).filter(
    (key) => !Object.hasOwn(protocolSchema.shape, key) && !everywhere.has(key),
  )
}

const joined = (path: string, key: string) => (path === '' ? key : `${path}.${key}`)

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
