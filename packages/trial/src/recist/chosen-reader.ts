/** Which reader's assessments the endpoints use: the one that the protocol names; case does not matter. */
import type { Finding } from '../finding.ts'
import type { Reader, ReportedResponse } from '../record/records.ts'
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

/** With several readers, at each visit the one whose row is accepted; a visit without such a row has no response. */
export function acceptedTimePoints<
  T extends Pick<TimePointResponse, 'subject' | 'reader' | 'visit' | 'visitNumber' | 'date' | 'sequence'>,
>(
  byReader: ReadonlyMap<Reader, readonly T[]>,
  readers: readonly Reader[],
  reported: readonly ReportedResponse[],
): { timePoints: readonly T[]; findings: readonly Finding[] } {
  const series = readers.map((reader) => byReader.get(reader) ?? []).filter((own) => own.length > 0)
  if (series.length <= 1) return { timePoints: series[0] ?? [], findings: [] }
  const accepted = new Set(reported.filter((row) => row.accepted).map(readerVisit))
  const all = series.flat()
  const timePoints = all
    .filter((timePoint) => accepted.has(readerVisit(timePoint)))
    .toSorted((a, b) =>
      a.date.day < b.date.day ? -1 : a.date.day > b.date.day ? 1 : a.sequence - b.sequence,
    )
  const visits = new Map(all.map((timePoint) => [visitOf(timePoint), timePoint]))
  for (const timePoint of timePoints) visits.delete(visitOf(timePoint))
  const findings = [...visits.values()].map(({ subject, visit }): Finding => ({
    code: 'reader-not-accepted',
    severity: 'error',
    subject,
    message: `${visit}: ${series.length} readers and none of their responses is accepted (RSACPTFL); the visit has no response`,
  }))
  return { timePoints, findings }
}

function readerVisit(row: Pick<TimePointResponse, 'reader' | 'visit' | 'visitNumber'>): string {
  return `${row.reader}\n${visitOf(row)}`
}

function visitOf({ visit, visitNumber }: Pick<TimePointResponse, 'visit' | 'visitNumber'>): string {
  return String(visitNumber ?? visit)
}
