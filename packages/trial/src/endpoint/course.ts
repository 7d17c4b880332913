/** What happened to one subject, as far as endpoints ask: the one input of every endpoint. */
import type { Day, Imputed } from '../day.ts'
import type { RowId, ScanId } from '../ids.ts'
import { isTimeToEvent } from '../protocol/analysis.ts'
import type { Protocol } from '../protocol/protocol.ts'
import { oligoCourses, type OligoPoint } from '../oligo/oligo-course.ts'
import { chosenReaders } from '../recist/chosen-reader.ts'
import type { ImmuneTimePoint } from '../recist/irecist/immune-response.ts'
import { isOverall } from '../recist/reported.ts'
import type { SubjectResponses, TimePointResponse } from '../recist/response.ts'
import type { Lesion, Reader, Records, Scan, Subject } from '../record/records.ts'
import { assessments, inOrderOfDate, isResponse, upToProgression, type Assessment } from './assessments.ts'
import { happenings, type Happening } from './dispositions.ts'
import { unplannedTherapies, type Therapy } from './therapies.ts'

export type Course = {
  readonly subject: Subject
  readonly randomized?: Day
  readonly timePoints: readonly TimePointResponse[]
  /** Reported words that are no response, such as CHECK: shown in the export, used for nothing. */
  readonly unread: readonly Seen[]
  readonly assessments: readonly Assessment[]
  readonly untilProgression: readonly Assessment[]
  /** By iRECIST; undefined where the protocol does not ask for it. */
  readonly immune?: readonly ImmuneTimePoint[]
  /** The state at each scan; undefined unless an analysis asks for it and the protocol says how lesions are counted. */
  readonly oligo?: readonly OligoPoint[]
  readonly death?: Imputed
  readonly lastAlive?: Day
  /** Whether the study ablates in the arm of the subject; in no arm, an ablation is not held to be salvage. */
  readonly plansAblation: boolean
  /** Anticancer therapies after randomization that the study did not plan, in order of date. */
  readonly therapies: readonly Therapy[]
  /** Progression that the investigator stated without naming a scan, in order of date. */
  readonly claims: readonly Happening[]
  /** The first stop of the study treatment for a reason that is not progression. */
  readonly treatmentStop?: Happening
  readonly lost?: Happening
  /** Undefined where the study gives no scans of this reader at all. */
  readonly baseline?: Baseline
  /** The last day of baseline. */
  readonly baselineDay?: Day
  readonly lastDayOf: ReadonlyMap<ScanId, Day>
  /** A target lesion at baseline; undefined where the study gives no lesions of this reader. */
  readonly measurable?: { readonly is: boolean; readonly from: readonly RowId[] }
}

export type Baseline = {
  readonly is: 'complete' | 'incomplete' | 'none'
  /** The target lesions without a measurement. */
  readonly from: readonly RowId[]
}

/** An assessment as the export names it. */
export type Seen = Pick<
  TimePointResponse,
  'visit' | 'visitNumber' | 'sequence' | 'date' | 'from' | 'origin'
> & { readonly response: string }

/** The courses of all subjects, in the order of the records. */
export function courses(
  records: Records,
  responses: readonly Pick<SubjectResponses, 'subject' | 'timePoints' | 'immune' | 'courses'>[],
  protocol: Protocol,
): readonly Course[] {
  const isRead = readBy(records, protocol)
  const responsesOf = new Map(responses.map((of) => [of.subject, of]))
  const asked = protocol.analyses.some((one) => isTimeToEvent(one) && one.endpoint === 'pmfs')
  const settings = asked ? protocol.oligoState : undefined
  const oligo = new Map(
    settings && oligoCourses(records, responses, { protocol, settings }).map((of) => [of.subject, of.points]),
  )
  const procedures = grouped(records.procedures)
  const scans = grouped(records.scans.filter(isRead))
  const unread = grouped(
    records.reportedResponses.filter((one) => isRead(one) && isOverall(one) && !isResponse(one.response)),
  )
  const lesions = grouped(records.lesions.filter(isRead))
  const plans = new Map<string | undefined, boolean>(
    protocol.arms.map(({ id, plansAblation }) => [id, plansAblation]),
  )
  return records.subjects.map((subject) => {
    const { randomized } = subject
    const { timePoints = [], immune } = responsesOf.get(subject.id) ?? {}
    const seen = timePoints.toSorted(inOrderOfDate)
    const all = randomized ? assessments(seen, randomized) : []
    const since = (day: Day) => !randomized || day >= randomized
    const plansAblation = plans.get(subject.arm) ?? true
    const { claimed, treatmentStop, lost } = happenings(subject.dispositions, since)
    const targets = (lesions.get(subject.id) ?? []).filter(
      ({ role, fragmentOf, outsideBaselineField }) =>
        role === 'target' && fragmentOf === undefined && !outsideBaselineField,
    )
    const baselineDay = (scans.get(subject.id) ?? [])
      .flatMap((scan) => (scan.baseline ? scan.lastDate.day : []))
      .toSorted()
      .at(-1)
    return {
      subject,
      randomized,
      timePoints: seen,
      unread: (unread.get(subject.id) ?? []).map((one) => ({
        ...one,
        origin: 'reported' as const,
        from: [one.from],
      })),
      assessments: all,
      untilProgression: upToProgression(all),
      ...(settings && { oligo: oligo.get(subject.id) ?? [] }),
      ...(immune && { immune: immune.timePoints.toSorted(inOrderOfDate) }),
      death: subject.death,
      lastAlive: subject.lastAlive,
      plansAblation,
      therapies: unplannedTherapies(procedures.get(subject.id) ?? [], { plansAblation, isSince: since }),
      claims: claimed,
      treatmentStop: treatmentStop[0],
      lost: lost[0],
      baseline: scans.size > 0 ? baselineOf(scans.get(subject.id) ?? [], targets) : undefined,
      ...(baselineDay && { baselineDay }),
      lastDayOf: new Map((scans.get(subject.id) ?? []).map((scan: Scan) => [scan.id, scan.lastDate.day])),
      measurable:
        lesions.size > 0 ? { is: targets.length > 0, from: targets.map(({ from }) => from) } : undefined,
    }
  })
}

/** Whether a record is of the reader, or one of the readers, whose assessments the endpoints use. */
export function readBy({ scans, lesions, reportedResponses }: Records, { response }: Protocol) {
  const all = [...scans, ...lesions, ...reportedResponses].map(({ reader }) => reader)
  const { readers } = chosenReaders([...new Set(all)].toSorted(), response.reader)
  const chosen = new Set(readers)
  return ({ reader }: { readonly reader: Reader }) => chosen.has(reader)
}

/** Incomplete: a target lesion has no measurement on any baseline scan. */
function baselineOf(scans: readonly Scan[], targets: readonly Lesion[]): Baseline {
  const observed = scans.filter(({ baseline }) => baseline).map(({ observations }) => observations)
  if (observed.length === 0) return { is: 'none', from: [] }
  const measured = new Set(
    observed
      .flat()
      .filter(({ diameter, state }) => diameter !== undefined || state === 'too-small-to-measure')
      .map(({ lesion }) => lesion),
  )
  const missing = targets.filter(({ id }) => !measured.has(id))
  return { is: missing.length > 0 ? 'incomplete' : 'complete', from: missing.map(({ from }) => from) }
}

function grouped<T extends { readonly subject: string }>(all: readonly T[]): ReadonlyMap<string, T[]> {
  return Map.groupBy(all, ({ subject }) => subject)
}
