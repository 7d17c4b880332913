/**
 * How many lesions and organs are active on one scan, as a range: what was not evaluated, or is in doubt, may be there or not.
 * A range is what lets "unknown" be an answer; a count that leaves the unseen out would call it oligo.
 */
import type { LesionId, RowId } from '../ids.ts'
import type { OligoSettings } from '../protocol/oligo-state.ts'
import type { LesionStateAt } from '../recist/ablated-lesions.ts'
import { isAblatedAt } from '../recist/assessment.ts'
import type { Course } from '../recist/course.ts'
import { recistOrgan } from '../recist/organ.ts'
import { newLesionState, nonTargetState, type Seen } from '../recist/seen.ts'
import type { Lesion } from '../record/records.ts'

export type Range = { readonly min: number; readonly max: number }
export type Burden = {
  readonly lesions: Range
  readonly organs: Range
  readonly active: readonly LesionId[]
  readonly uncertain: readonly { readonly lesion: LesionId; readonly why: string }[]
  readonly from: readonly RowId[]
}
type Activity = 'active' | 'gone' | { readonly uncertain: string }

/** `ablated` are the states of the ablated lesions on this scan. */
export function burden(course: Course, frame: number, { settings, ablated }: Omit<At, 'frame'>): Burden {
  const found = [...course.targets, ...course.nonTargets, ...course.newLesions]
    .filter((lesion) => settings.brain === 'count' || !isBrain(lesion))
    .map((lesion) => ({ lesion, is: activity(course, lesion, { frame, settings, ablated }) }))
    .filter(({ is }) => is !== 'gone')
  const active = found.filter(({ is }) => is === 'active').map(({ lesion }) => lesion)
  const possible = found.map(({ lesion }) => lesion)
  return {
    lesions: distinct(active, possible, unitOf(settings)),
    organs: distinct(active, possible, organOf(settings)),
    active: active.map(({ id }) => id),
    uncertain: found.flatMap(({ lesion, is }) =>
      typeof is === 'object' ? [{ lesion: lesion.id, why: is.uncertain }] : [],
    ),
    from: possible.flatMap(({ id, from }) => course.frames[frame]?.get(id)?.from ?? [from]),
  }
}

function distinct(
  active: readonly Lesion[],
  possible: readonly Lesion[],
  key: (lesion: Lesion) => string,
): Range {
  return { min: new Set(active.map(key)).size, max: new Set(possible.map(key)).size }
}

type At = {
  readonly frame: number
  readonly settings: OligoSettings
  readonly ablated: readonly LesionStateAt[]
}

function activity(course: Course, lesion: Lesion, { frame, settings, ablated }: At): Activity {
  const seen = course.frames[frame]?.get(lesion.id)
  if (isAblatedAt(course, lesion.id, frame) && settings.expectedZone === 'leave-out') {
    const state = ablated.find((one) => one.lesion === lesion.id)?.state
    if (state === 'suspicious') return { uncertain: 'a suspicious ablation zone' }
    return state === 'residual' || state === 'local-progression' ? 'active' : 'gone'
  }
  const state = stateOf(course, lesion, { frame, seen })
  if (state !== 'active') return state
  if (settings.completeMetabolicResponse === 'leave-out' && seen?.completeMetabolicResponse) return 'gone'
  if (!settings.countPrimary && lesion.primary !== false)
    return lesion.primary ? 'gone' : { uncertain: 'not said whether it is the primary' }
  const by = seen?.method ?? lesion.method
  if (settings.imaging.length > 0 && !settings.imaging.some((method) => sameMethod(method, by)))
    return { uncertain: `seen by ${by ?? 'an unknown method'}, not by ${settings.imaging.join(' or ')}` }
  return 'active'
}

/** By the states of RECIST: a node under 10 mm is normal, a new lesion in doubt may be there or not. */
function stateOf(
  course: Course,
  lesion: Lesion,
  { frame, seen }: { frame: number; seen: Seen | undefined },
): Activity {
  if (lesion.role === 'new') {
    const state = newLesionState(lesion, seen, course.baselinePet)
    if (state === 'unequivocal') return 'active'
    if (state === 'equivocal') return { uncertain: 'equivocal' }
    const known = course.frames.slice(0, frame).some((earlier) => earlier.has(lesion.id))
    return state === 'not-evaluated' && known ? { uncertain: 'not evaluated' } : 'gone'
  }
  const state = nonTargetState(lesion, seen)
  if (state === 'not-evaluated') return { uncertain: 'not evaluated' }
  return state === 'absent' ? 'gone' : 'active'
}

/** What counts as one lesion. */
function unitOf({ nodesCountAs }: OligoSettings): (lesion: Lesion) => string {
  return (lesion) => {
    if (!lesion.node || nodesCountAs === 'single') return `lesion ${lesion.id}`
    return nodesCountAs === 'organ' ? 'nodes' : `station ${place(lesion)}`
  }
}

function organOf({ organ }: OligoSettings): (lesion: Lesion) => string {
  return organ === 'recist' ? recistOrgan : place
}

function place({ organ, laterality }: Lesion): string {
  return `${organ} ${laterality ?? ''}`.trim().toLowerCase()
}

function isBrain({ organ }: Lesion): boolean {
  return /\b(brain|cerebr|cerebell|mening|cns|central nervous)/i.test(organ)
}

function sameMethod(wanted: string, method: string | undefined): boolean {
  return method !== undefined && method.toLowerCase().includes(wanted.toLowerCase())
}
