/** What happened to one subject, up to the data cut-off, as far as endpoints ask: the one input of every endpoint. */
import { imputedDay, type Day, type Imputed } from '../day.ts'
import type { RowId, ScanId } from '../ids.ts'
import type { Protocol } from '../protocol/protocol.ts'
import { chosenReaders } from '../recist/chosen-reader.ts'
import { isOverall } from '../recist/reported.ts'
import type { TimePointResponse } from '../recist/response.ts'
import type { Disposition, Procedure, Reader, Records, Scan, Subject } from '../record/records.ts'
import { assessments, inOrderOfDate, isResponse, upToProgression, type Assessment } from './assessments.ts'

export type Course = {
  readonly subject: Subject
  readonly randomized?: Day
  readonly timePoints: readonly TimePointResponse[]
  /** Reported words that are no response, such as CHECK: shown in the export, used for nothing. */
  readonly unread: readonly Seen[]
  readonly assessments: readonly Assessment[]
  readonly untilProgression: readonly Assessment[]
  readonly death?: Imputed
  readonly lastAlive?: Day
  /** The first anticancer therapy after randomization that the study did not plan. */
  readonly newTherapy?: { readonly day: Day; readonly what: string; readonly from: RowId }
  /** Progression that the investigator stated without naming a scan. */
  readonly claimed?: { readonly day: Day; readonly says: string; readonly from: RowId }
  /** Whether a baseline scan is there; undefined where the study gives no scans of this reader at all. */
  readonly baseline?: boolean
  readonly lastDayOf: ReadonlyMap<ScanId, Day>
  /** A target lesion at baseline; undefined where the study gives no lesions of this reader. */
  readonly measurable?: { readonly is: boolean; readonly from: readonly RowId[] }
}

/** An assessment as the export names it. */
export type Seen = Pick<
  TimePointResponse,
  'visit' | 'visitNumber' | 'sequence' | 'date' | 'from' | 'origin'
> & { readonly response: string }

/** The words for a claimed progression in dispositions: CDISC's, and those seen in use. Exact, so that "no progression" is not one. */
const claims = new Set([
  'PROGRESSIVE DISEASE',
  'DISEASE PROGRESSION',
  'CLINICAL PROGRESSION',
  'SYMPTOMATIC DETERIORATION',
  'DISEASE RELAPSE',
  'DISEASE RECURRENCE',
])

/** The courses of all subjects, in the order of the records. */
export function courses(
  records: Records,
  responses: readonly { readonly subject: string; readonly timePoints: readonly TimePointResponse[] }[],
  protocol: Protocol,
): readonly Course[] {
  const cut = dataCutoff(records, protocol)
  const isRead = readBy(records, protocol)
  const timePoints = new Map(responses.map((of) => [of.subject, of.timePoints]))
  const procedures = grouped(records.procedures)
  const scans = grouped(records.scans.filter(isRead))
  const unread = grouped(
    records.reportedResponses.filter((one) => isRead(one) && isOverall(one) && !isResponse(one.response)),
  )
  const lesions = grouped(records.lesions.filter(isRead))
  return records.subjects.map((subject) => {
    const { randomized } = subject
    const seen = (timePoints.get(subject.id) ?? [])
      .filter(({ date }) => !cut || date.day <= cut)
      .toSorted(inOrderOfDate)
    const all = randomized ? assessments(seen, randomized) : []
    const targets = (lesions.get(subject.id) ?? []).filter(({ role }) => role === 'target')
    return {
      subject,
      randomized,
      timePoints: seen,
      unread: (unread.get(subject.id) ?? [])
        .filter(({ date }) => !cut || date.day <= cut)
        .map((one) => ({ ...one, origin: 'reported' as const, from: [one.from] })),
      assessments: all,
      untilProgression: upToProgression(all),
      ...lifeUntil(subject, cut),
      newTherapy: newTherapy(procedures.get(subject.id) ?? [], randomized, cut),
      claimed: claimedProgression(subject.dispositions, randomized, cut),
      baseline: scans.size > 0 ? (scans.get(subject.id) ?? []).some((scan) => scan.baseline) : undefined,
      lastDayOf: new Map((scans.get(subject.id) ?? []).map((scan: Scan) => [scan.id, scan.lastDate.day])),
      measurable:
        lesions.size > 0 ? { is: targets.length > 0, from: targets.map(({ from }) => from) } : undefined,
    }
  })
}

/** Whether a record is of the reader, or one of the readers, whose assessments the endpoints use. */
function readBy({ scans, lesions, reportedResponses }: Records, { response }: Protocol) {
  const all = [...scans, ...lesions, ...reportedResponses].map(({ reader }) => reader)
  const { readers } = chosenReaders([...new Set(all)].toSorted(), response.reader)
  const chosen = new Set(readers)
  return ({ reader }: { readonly reader: Reader }) => chosen.has(reader)
}

/** The earlier of the two cut-offs, where both the data and the protocol name one. */
export function dataCutoff(records: Records, protocol: Protocol): Day | undefined {
  const cuts = [records.dataCutoff, protocol.dataCutoff as Day | undefined].filter((day) => day !== undefined)
  return cuts.toSorted()[0]
}

/** Who died after the cut-off was alive on it. */
function lifeUntil({ death, lastAlive }: Subject, cut?: Day): { death?: Imputed; lastAlive?: Day } {
  if (!cut) return { death, lastAlive }
  if (death && death.day > cut) return { lastAlive: cut }
  return { death, lastAlive: lastAlive && lastAlive > cut ? cut : lastAlive }
}

function newTherapy(procedures: readonly Procedure[], from?: Day, cut?: Day): Course['newTherapy'] {
  const [first] = procedures
    .filter(({ kind, start }) => kind === 'anticancer-therapy' && isWithin(start, from, cut))
    .toSorted((a, b) => (a.start < b.start ? -1 : a.start > b.start ? 1 : a.from < b.from ? -1 : 1))
  return first && { day: first.start, what: first.what, from: first.from }
}

function claimedProgression(dispositions: readonly Disposition[], from?: Day, cut?: Day): Course['claimed'] {
  const [first] = dispositions
    .filter(({ what, says }) => claims.has(what.toUpperCase()) || claims.has(says.toUpperCase()))
    .flatMap(({ date, says, from: row }) => {
      const day = date && imputedDay(date, 'last')?.day
      return day && isWithin(day, from, cut) ? [{ day, says: says.toLowerCase(), from: row }] : []
    })
    .toSorted((a, b) => (a.day < b.day ? -1 : a.day > b.day ? 1 : a.from < b.from ? -1 : 1))
  return first
}

function isWithin(day: Day, from?: Day, cut?: Day): boolean {
  return (!from || day >= from) && (!cut || day <= cut)
}

function grouped<T extends { readonly subject: string }>(all: readonly T[]): ReadonlyMap<string, T[]> {
  return Map.groupBy(all, ({ subject }) => subject)
}
