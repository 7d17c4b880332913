/** What one reader saw of each lesion at one time point, several rows of one lesion taken together. */
import type { Imputed } from '../day.ts'
import type { LesionId, RowId } from '../ids.ts'
import { fromMillimetres, type Micrometres } from '../length.ts'
import type { Lesion, LesionObservation, Scan } from '../record/records.ts'
import type { ZoneSigns } from '../record/zone-signs.ts'
import type { NewLesionState } from './new-lesion.ts'
import type { NonTargetState } from './non-target.ts'
import type { Sentence } from './rule.ts'
import { normalNode, pathologicalNode } from './target.ts'

export type Seen = {
  readonly length?: Micrometres
  readonly state?: LesionObservation['state']
  /** The parts of a lesion that has split; `length` is then their sum. */
  readonly parts?: readonly Micrometres[]
  /** A part was not measured: `length` is a lower bound. */
  readonly incomplete?: boolean
  /** The lesion with which it became one, and what was seen of that one. */
  readonly mergedInto?: LesionId
  readonly carrier?: Seen
  /** Seen on PET alone. */
  readonly pet?: boolean
  readonly zone?: ZoneSigns
  readonly method?: string
  readonly completeMetabolicResponse?: boolean
  readonly date: Imputed
  readonly from: readonly RowId[]
}
export type Frame = ReadonlyMap<LesionId, Seen>

export const tooSmallRule = {
  id: 'lesion.too-small',
  says: 'a lesion that is there but too small to measure counts as 5 mm, unless the reader gives a diameter',
  source: 'RECIST 1.1, Eisenhauer 2009, 10.1016/j.ejca.2008.10.026',
  tag: 'S',
} as const satisfies Sentence
const tooSmall = fromMillimetres(5)
const gravity = [
  'absent',
  'too-small-to-measure',
  'present',
  'increased',
  'equivocal',
  'unequivocal-progression',
]

/** Where a lesion has several rows, the largest diameter and the gravest state count; `seenTwice` makes it a finding. */
export function frameOf(scan: Scan): Frame {
  const frame = new Map<LesionId, Seen>()
  for (const row of scan.observations) {
    const now: Seen = {
      ...values(row),
      ...(row.mergedInto !== undefined && { mergedInto: row.mergedInto }),
      ...(isPetAlone(row) && { pet: true }),
      ...(row.zone && { zone: row.zone }),
      ...(row.method !== undefined && { method: row.method }),
      ...(row.completeMetabolicResponse && { completeMetabolicResponse: true }),
      date: row.date,
      from: [row.from],
    }
    const before = frame.get(row.lesion)
    frame.set(row.lesion, before ? together(before, now) : now)
  }
  return frame
}

/** Several scans before treatment make one baseline: of each lesion the latest row with a value. */
export function baselineFrame(scans: readonly Scan[]): Frame {
  const frame = new Map<LesionId, Seen>()
  for (const scan of scans)
    for (const [lesion, seen] of frameOf(scan))
      if (hasValue(seen) || !frame.has(lesion)) frame.set(lesion, seen)
  return frame
}

export function hasValue(seen: Seen | undefined): boolean {
  return seen !== undefined && (seen.length !== undefined || seen.state !== undefined)
}

export function nonTargetState(lesion: Lesion, seen: Seen | undefined): NonTargetState {
  const { node } = lesion
  if (seen?.carrier) return nonTargetState(lesion, seen.carrier)
  if (seen?.state === 'unequivocal-progression') return seen.state
  if (seen?.length !== undefined && !isPartlyPresent(seen))
    return seen.length > 0 && !(node && seen.length < normalNode) ? 'present' : 'absent'
  return seen?.state === undefined ? 'not-evaluated' : seen.state === 'absent' ? 'absent' : 'present'
}

/** Of several rows one says that it is gone, another that it is there without a diameter. */
function isPartlyPresent(seen: Seen): boolean {
  return seen.length === 0 && !isGone(seen)
}

/** `baselinePet`: what PET showed at baseline where the lesion itself does not say. */
export function newLesionState(
  lesion: Lesion,
  seen: Seen | undefined,
  baselinePet: NonNullable<Lesion['baselinePet']>,
): NewLesionState {
  const { node } = lesion
  if (seen?.carrier) return newLesionState(lesion, seen.carrier, baselinePet)
  if (!seen || !hasValue(seen)) return 'not-evaluated'
  if (seen.state === 'absent' || (seen.length === 0 && !isPartlyPresent(seen))) return 'absent'
  if (seen.pet && lesion.sameSiteAs !== undefined) return 'absent'
  if (seen.state === 'equivocal') return 'equivocal'
  if (seen.pet) return (lesion.baselinePet ?? baselinePet) === 'negative' ? 'unequivocal' : 'equivocal'
  if (seen.state === 'unequivocal-progression') return 'unequivocal'
  if (!node || seen.length === undefined) return 'unequivocal'
  return seen.length < normalNode ? 'absent' : seen.length < pathologicalNode ? 'equivocal' : 'unequivocal'
}

function values({ diameter, state, notDone }: LesionObservation): Pick<Seen, 'length' | 'state'> {
  if (diameter !== undefined) return { length: diameter, ...(state && { state }) }
  if (state === 'absent') return { length: 0 as Micrometres, state }
  if (state === 'too-small-to-measure') return { length: tooSmall, state }
  return state && !notDone ? { state } : {}
}

/** A diameter is not taken on PET alone: with one, the CT has shown the lesion. */
function isPetAlone({ method, diameter }: LesionObservation): boolean {
  return diameter === undefined && method !== undefined && /\bPET\b/i.test(method)
}

function isGone({ length, state }: Seen): boolean {
  return length === 0 && (state === undefined || state === 'absent')
}

export function together(a: Seen, b: Seen): Seen {
  const length =
    a.length === undefined || (b.length !== undefined && b.length > a.length) ? b.length : a.length
  const state = [a.state, b.state].toSorted((x, y) => gravity.indexOf(y ?? '') - gravity.indexOf(x ?? ''))[0]
  const mergedInto = [a, b].flatMap((seen) => seen.mergedInto ?? []).toSorted()[0]
  return {
    ...(length !== undefined && { length }),
    ...(state && { state }),
    ...(mergedInto !== undefined && { mergedInto }),
    ...((a.pet ?? b.pet) && (a.pet ?? isGone(a)) && (b.pet ?? isGone(b)) && { pet: true }),
    ...((a.zone ?? b.zone) && { zone: a.zone ?? b.zone }),
    date: a.date.day < b.date.day ? a.date : b.date,
    from: [...a.from, ...b.from],
  }
}
