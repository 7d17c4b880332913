/** An iUPD that is neither confirmed nor cleared, and what has changed since its first scan. */
import { daysBetween, type Day } from '../../day.ts'
import type { LesionId, RowId } from '../../ids.ts'
import { fromMillimetres } from '../../length.ts'
import type { Protocol } from '../../protocol/protocol.ts'
import type { Scan } from '../../record/records.ts'
import { isAblatedAt, targetSums } from '../assessment.ts'
import type { Course } from '../course.ts'
import type { TimePointResponse } from '../response.ts'
import type { SinceProgression } from './immune-rules.ts'
import { grewAtAll, newLesionsGrew, saidIncreased } from './new-lesion-measures.ts'

/** Everything is compared with this first scan, so that growth adds up over later ones. */
export type OpenProgression = {
  readonly frame: number
  readonly day: Day
  readonly target: boolean
  /** Progressed non-target lesions; `nonTarget` is true also where one only reappeared. */
  readonly nonTarget: boolean
  readonly progressed: readonly LesionId[]
  /** The new lesions that made it; `seen` has those known from before too. */
  readonly newLesions: readonly LesionId[]
  readonly seen: readonly LesionId[]
  readonly from: readonly RowId[]
}

export type Look = {
  readonly frame: number
  readonly scan: Scan
  readonly timePoint: TimePointResponse
  readonly progressed: readonly LesionId[]
  readonly additionalNewLesion: boolean
  readonly measured: ReadonlySet<LesionId>
}

const furtherGrowth = fromMillimetres(5)

export function sinceProgression(
  course: Course,
  open: OpenProgression,
  look: Look,
  settings: Protocol['response'],
): SinceProgression {
  const { frame, scan, timePoint, progressed, measured } = look
  const span = { frame, then: open.frame }
  const sums = targetSums(course, { ...span, rule: settings.ablatedLesions })
  const { confirmation, lateScan, clearingShrinkageMm } = settings.immune
  const days = daysBetween(open.day, timePoint.date.day)
  return {
    first: { target: open.target, nonTarget: open.nonTarget, newLesion: open.newLesions.length > 0 },
    targetGrew: sums.now >= sums.then + furtherGrowth,
    nonTargetGrew:
      progressed.some((id) => !open.progressed.includes(id)) ||
      course.nonTargets.some(({ id }) => saidIncreased(course, id, span)) ||
      open.progressed.some((id) => !isAblatedAt(course, id, frame) && grewAtAll(course, id, span)),
    newLesionGrew: newLesionsGrew(course, open.seen, { ...span, measured }),
    additionalNewLesion: look.additionalNewLesion,
    timing:
      days < confirmation.earliestDays - confirmation.toleranceDays
        ? 'early'
        : days > confirmation.latestDays
          ? 'late'
          : 'in-time',
    lateConfirms: lateScan === 'confirms',
    forSymptom: scan.forNewSymptom === true,
    improved:
      (course.targets.length > 0 &&
        sums.complete &&
        sums.now <= sums.then - fromMillimetres(clearingShrinkageMm)) ||
      (timePoint.target === undefined && timePoint.nonTarget?.response === 'CR'),
    treatedLocally: treatedSince(course, open, frame).length > 0,
  }
}

/** Lesions of the iUPD that were ablated after its first scan. */
export function treatedSince(course: Course, open: OpenProgression, frame: number): readonly LesionId[] {
  const targets = open.target ? course.targets.map(({ id }) => id) : []
  return [...targets, ...open.progressed, ...open.newLesions].filter(
    (id) => isAblatedAt(course, id, frame) && !isAblatedAt(course, id, open.frame),
  )
}
