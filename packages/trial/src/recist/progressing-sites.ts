/** The lesions that make one time point PD: ablated ones, new ones, the targets that grew, non-target ones. */
import { fromMillimetres } from '../length.ts'
import type { Lesion } from '../record/records.ts'
import { isAblatedAt, startOf } from './assessment.ts'
import type { Course } from './course.ts'
import type { ProgressingSite } from './progression-pattern.ts'
import type { TimePointResponse } from './response.ts'
import { normalNode } from './target.ts'

/** A lesion that is progression by itself: an ablated one, or one of which the protocol asks it lesion by lesion. */
export type OwnProgression = { readonly lesion: Lesion; readonly how: 'residual' | 'local' | 'known' }

export function progressingSites(
  course: Course,
  frame: number,
  {
    target,
    nonTarget,
    fresh,
    own,
  }: Pick<TimePointResponse, 'target' | 'nonTarget'> & {
    readonly fresh: readonly Lesion[]
    readonly own: readonly OwnProgression[]
  },
): readonly ProgressingSite[] {
  const untouched = (lesions: readonly Lesion[]) =>
    lesions.filter(({ id }) => !isAblatedAt(course, id, frame))
  const sites: readonly Omit<ProgressingSite, 'from'>[] = [
    ...own,
    ...fresh.map((lesion) => ({ lesion, how: 'new' as const })),
    ...[
      ...(target?.response === 'PD' ? grownTargets(course, frame, untouched(course.targets)) : []),
      ...(nonTarget?.response === 'PD' ? worseNonTargets(course, frame, untouched(course.nonTargets)) : []),
    ].map((lesion) => ({ lesion, how: 'known' as const })),
  ]
  return sites.map((site) => ({ ...site, from: course.frames[frame]?.get(site.lesion.id)?.from ?? [] }))
}

const fiveMillimetres = fromMillimetres(5)

/** Those that grew by 20 % and 5 mm from their own smallest; where none did so alone, all that grew, or came back. */
function grownTargets(course: Course, frame: number, targets: readonly Lesion[]): readonly Lesion[] {
  const grown = targets.flatMap((lesion) => {
    const now = course.frames[frame]?.get(lesion.id)?.length
    const before = course.frames
      .slice(startOf(course, frame), frame)
      .flatMap((seen) => seen.get(lesion.id)?.length ?? [])
    const smallest = Math.min(...before)
    if (now === undefined || now < (lesion.node ? normalNode : 1) || now <= smallest) return []
    return [{ lesion, alone: 100 * now >= 120 * smallest && now - smallest >= fiveMillimetres }]
  })
  const alone = grown.filter((one) => one.alone)
  return (alone.length > 0 ? alone : grown).map(({ lesion }) => lesion)
}

/** Those that the reader states to progress; where none is stated, as after a complete response, those that are there. */
function worseNonTargets(course: Course, frame: number, lesions: readonly Lesion[]): readonly Lesion[] {
  const stated = lesions.filter(
    ({ id }) => course.frames[frame]?.get(id)?.state === 'unequivocal-progression',
  )
  if (stated.length > 0) return stated
  return lesions.filter(({ id }) => {
    const seen = course.frames[frame]?.get(id)
    return seen !== undefined && seen.state !== 'absent' && seen.length !== 0
  })
}
