/** New lesions as iRECIST follows them: up to five measured ones, two an organ, with a sum of their own; the rest are seen. */
import type { LesionId } from '../../ids.ts'
import { fromMillimetres } from '../../length.ts'
import type { Lesion } from '../../record/records.ts'
import { isAblatedAt } from '../assessment.ts'
import type { Course } from '../course.ts'
import { recistOrgan } from '../organ.ts'

const measurable = fromMillimetres(10)
const measurableNode = fromMillimetres(15)
const furtherGrowth = fromMillimetres(5)
const maxMeasured = 5
const maxInOrgan = 2

/** The measured new lesions (NLT), chosen when each is first seen: the larger first. */
export function measuredNewLesions(
  course: Course,
  appearances: readonly (readonly LesionId[])[],
): ReadonlySet<LesionId> {
  const byId = new Map(course.newLesions.map((lesion) => [lesion.id, lesion]))
  const known = new Set<LesionId>()
  const chosen = new Map<LesionId, string>()
  for (const [frame, ids] of appearances.entries()) {
    const length = ({ id }: Lesion) => course.frames[frame]?.get(id)?.length ?? 0
    const fresh = ids
      .filter((id) => !known.has(id))
      .flatMap((id) => byId.get(id) ?? [])
      .toSorted((a, b) => length(b) - length(a) || (a.id < b.id ? -1 : 1))
    for (const lesion of fresh) {
      known.add(lesion.id)
      const organ = recistOrgan(lesion)
      const inOrgan = [...chosen.values()].filter((other) => other === organ).length
      if (length(lesion) < (lesion.node ? measurableNode : measurable)) continue
      if (chosen.size < maxMeasured && inOrgan < maxInOrgan) chosen.set(lesion.id, organ)
    }
  }
  return new Set(chosen.keys())
}

type Span = { readonly frame: number; readonly then: number }

/** Growth since an earlier frame: the measured ones by a sum of at least 5 mm, any other by any growth. */
export function newLesionsGrew(
  course: Course,
  lesions: readonly LesionId[],
  { measured, ...span }: Span & { readonly measured: ReadonlySet<LesionId> },
): boolean {
  const untouched = lesions.filter((id) => !isAblatedAt(course, id, span.frame))
  const length = (id: LesionId, frame: number) => course.frames[frame]?.get(id)?.length
  const summed = untouched.filter((id) => measured.has(id) && length(id, span.then) !== undefined)
  const growth = summed.reduce(
    (sum, id) => sum + (length(id, span.frame) ?? 0) - (length(id, span.then) ?? 0),
    0,
  )
  return (
    (summed.length > 0 && growth >= furtherGrowth) ||
    untouched.some((id) => !measured.has(id) && grewAtAll(course, id, span))
  )
}

/** Any larger diameter, or the reader's word at some scan since, with the lesion still there. */
export function grewAtAll(course: Course, id: LesionId, { frame, then }: Span): boolean {
  const now = course.frames[frame]?.get(id)
  const before = course.frames[then]?.get(id)
  if (!now || now.state === 'absent') return false
  if (now.length !== undefined && before?.length !== undefined) return now.length > before.length
  return now.state !== undefined && saidIncreased(course, id, { frame, then })
}

/** Increased in the reader's word at some scan since; what was said is not unsaid by a later "present". */
export function saidIncreased({ frames }: Course, id: LesionId, { frame, then }: Span): boolean {
  return frames.slice(then + 1, frame + 1).some((seen) => seen.get(id)?.state === 'increased')
}

/**
 * Whether new lesions whose iUPD was cleared meet progression anew: their sum at least 20 % and 5 mm above its lowest
 * complete value since they were all seen, or an unequivocal growth of one that is not measured.
 */
export function knownNewLesionsProgress(
  course: Course,
  lesions: readonly LesionId[],
  { measured, frame }: { readonly measured: ReadonlySet<LesionId>; readonly frame: number },
): boolean {
  const seen = (id: LesionId, at: number) => course.frames[at]?.get(id)
  if (lesions.some((id) => !measured.has(id) && seen(id, frame)?.state === 'unequivocal-progression'))
    return true
  const summed = lesions.filter((id) => measured.has(id) && !isAblatedAt(course, id, frame))
  if (summed.length === 0) return false
  let nadir = Infinity
  for (let at = 1; at < frame; at++) {
    const lengths = summed.map((id) => seen(id, at)?.length)
    if (lengths.every((length) => length !== undefined))
      nadir = Math.min(
        nadir,
        lengths.reduce<number>((sum, length) => sum + (length ?? 0), 0),
      )
  }
  const sum = summed.reduce((total, id) => total + (seen(id, frame)?.length ?? 0), 0)
  return 100 * sum >= 120 * nadir && sum >= nadir + furtherGrowth
}
