/** Which reader's assessments the endpoints use: the one that the protocol names; case does not matter. */
import type { Finding } from '../finding.ts'
import type { Reader } from '../record/records.ts'
import type { TimePointResponse } from './response.ts'

/**
 * The readers of the data that the protocol's name stands for: the one of that name, or else all whose name begins with
 * it (`independent assessor` for both radiologists). A study with a single reader of another name uses that one, with a finding.
 */
export function chosenReaders(
  readers: readonly Reader[],
  wanted: string,
): { readers: readonly Reader[]; findings: readonly Finding[] } {
  const name = wanted.trim().toLowerCase()
  const exact = readers.filter((reader) => reader.toLowerCase() === name)
  if (exact.length > 0) return { readers: exact, findings: [] }
  const begins = readers.filter((reader) => reader.toLowerCase().startsWith(name))
  if (begins.length > 0 || readers.length === 0) return { readers: begins, findings: [] }
  const only = readers.length === 1
  const finding: Finding = {
    code: 'reader-unknown',
    severity: only ? 'warning' : 'error',
    message: `the protocol's reader is ${wanted}, the data has ${readers.join(', ')}; ${only ? 'that one was used' : 'no response was used'}`,
  }
  return { readers: only ? readers : [], findings: [finding] }
}

/** The reader of most of the time points that are used; the first by name of two as frequent. */
export function mostUsedReader(used: readonly Pick<TimePointResponse, 'reader'>[]): Reader | undefined {
  const counts = [...Map.groupBy(used, ({ reader }) => reader)]
  return counts.toSorted(([a, m], [b, n]) => n.length - m.length || (a < b ? -1 : 1))[0]?.[0]
}
