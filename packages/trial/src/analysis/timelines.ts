/**
 * The course of each subject in days after randomization: doses, ablations, scans with response and change, lesions, progression,
 * death, end of follow-up. The one input of swimmer, waterfall, spider and lesion timeline.
 */
import { daysBetween } from '../day.ts'
import type { Day } from '../day.ts'
import { readBy } from '../endpoint/course.ts'
import type { SubjectId } from '../ids.ts'
import { toMillimetres } from '../length.ts'
import type { Protocol } from '../protocol/protocol.ts'
import type { SubjectResponses, TimePointResponse } from '../recist/response.ts'
import type { Lesion, Procedure, Records, Scan, Subject } from '../record/records.ts'
import { lastDayOf } from './last-day.ts'
import { isRandomized } from './populations.ts'
import { treatments } from './treatment.ts'
import type { Treatment } from './treatment.ts'

export type SubjectTimeline = {
  readonly subject: SubjectId
  readonly arm: string
  readonly doses: readonly { readonly day: number; readonly drug: string }[]
  readonly ablations: readonly {
    readonly day: number
    readonly lesion: string | null
    readonly modality: string | null
    readonly session: string | null
    readonly technicalSuccess: boolean | null
  }[]
  readonly scans: readonly TimelineScan[]
  /** The first PD among the scans. */
  readonly progression: number | null
  readonly death: number | null
  /** The last day known: of death, or known alive. */
  readonly end: number
  /** Alive and in follow-up, without progression: no disposition has ended it. */
  readonly ongoing: boolean
  /** The lowest change from baseline of a complete target sum up to the first PD, in per cent, and its day. */
  readonly best: {
    readonly percent: number
    readonly day: number
    readonly response: string
    readonly newLesion: boolean
  } | null
  readonly lesions: readonly TimelineLesion[]
}

export type TimelineScan = {
  readonly day: number
  readonly response: string
  readonly sumMm: number | null
  readonly changePercent: number | null
  readonly newLesion: boolean
}

export type TimelineLesion = {
  readonly id: string
  readonly role: string
  readonly organ: string
  readonly node: boolean
  readonly points: readonly {
    readonly day: number
    readonly diameterMm: number | null
    readonly state: string | null
  }[]
}

export function timelines(
  records: Records,
  protocol: Protocol,
  responses: readonly SubjectResponses[],
): SubjectTimeline[] {
  const isRead = readBy(records, protocol)
  const of = new Map(responses.map((one) => [one.subject, one.timePoints]))
  const scans = Map.groupBy(records.scans.filter(isRead), ({ subject }) => subject)
  const lesions = Map.groupBy(records.lesions.filter(isRead), ({ subject }) => subject)
  const treated = treatments(records, protocol)
  return records.subjects.flatMap((subject) => {
    if (!isRandomized(subject) || !subject.randomized || subject.arm === undefined) return []
    const { id, arm, randomized } = subject
    const seen = { points: of.get(id) ?? [], scans: scans.get(id) ?? [], lesions: lesions.get(id) ?? [] }
    return [
      {
        subject: id,
        arm,
        ...course(subject, randomized, { ...seen, end: lastDayOf(subject), treatment: treated?.of(id) }),
      },
    ]
  })
}

type Seen = {
  readonly points: readonly TimePointResponse[]
  readonly scans: readonly Scan[]
  readonly lesions: readonly Lesion[]
  readonly end: Day | undefined
  readonly treatment: Treatment | undefined
}

function course(
  { death, dispositions }: Subject,
  randomized: Day,
  { points, scans, lesions, end, treatment }: Seen,
): Omit<SubjectTimeline, 'subject' | 'arm'> {
  const on = (day: Day) => daysBetween(randomized, day)
  const until = end ?? randomized
  const timePoints = points
    .filter(({ date }) => date.day >= randomized && date.day <= until)
    .map((point) => scanOf(point, on))
  const progression = timePoints.find(({ response }) => response === 'PD')?.day ?? null
  const dead = death && death.day <= until ? on(death.day) : null
  return {
    doses: (treatment?.doses ?? []).map(({ start, drug }) => ({ day: on(start), drug })),
    ablations: (treatment?.ablations ?? []).map((one) => ablationOf(one, on)),
    scans: timePoints,
    progression,
    death: dead,
    end: on(until),
    ongoing:
      dead === null &&
      progression === null &&
      !dispositions.some(({ category }) => category === 'DISPOSITION EVENT'),
    best: bestChange(timePoints),
    lesions: lesions.map(({ id, role, organ, node }) => ({
      id,
      role,
      organ,
      node,
      points: pointsOf(id, scans, on),
    })),
  }
}

function scanOf(
  { date, response, target, newLesions }: TimePointResponse,
  on: (day: Day) => number,
): TimelineScan {
  const known = target?.complete && target.baseline > 0
  return {
    day: on(date.day),
    response,
    sumMm: known ? toMillimetres(target.sum) : null,
    changePercent: known ? (100 * (target.sum - target.baseline)) / target.baseline : null,
    newLesion: (newLesions?.lesions.length ?? 0) > 0,
  }
}

function ablationOf(
  { start, lesion, modality, session, technicalSuccess }: Procedure,
  on: (day: Day) => number,
) {
  return {
    day: on(start),
    lesion: lesion ?? null,
    modality: modality ?? null,
    session: session ?? null,
    technicalSuccess: technicalSuccess ?? null,
  }
}

/** A sum after the first PD is no response to the treatment that was randomized. */
function bestChange(scans: readonly TimelineScan[]): SubjectTimeline['best'] {
  const first = scans.findIndex(({ response }) => response === 'PD')
  const until = first < 0 ? scans : scans.slice(0, first + 1)
  let best: SubjectTimeline['best'] = null
  for (const { changePercent, day, response } of until)
    if (changePercent !== null && !(best && best.percent <= changePercent))
      best = { percent: changePercent, day, response, newLesion: until.some((scan) => scan.newLesion) }
  return best
}

function pointsOf(
  lesion: string,
  scans: readonly Scan[],
  on: (day: Day) => number,
): TimelineLesion['points'] {
  return scans
    .flatMap(({ observations }) => observations.filter((one) => one.lesion === lesion))
    .map(({ date, diameter, state, notDone }) => ({
      day: on(date.day),
      diameterMm: diameter === undefined ? null : toMillimetres(diameter),
      state: state ?? (notDone === undefined ? null : 'not measured'),
    }))
    .toSorted((a, b) => a.day - b.day)
}
