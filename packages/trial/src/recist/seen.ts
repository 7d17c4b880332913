/** What one reader saw of each lesion at one time point, several rows of one lesion taken together. */
import type { Imputed } from '../day.ts'
import type { LesionId, RowId } from '../ids.ts'
import { fromMillimetres, type Micrometres } from '../length.ts'
import type { Lesion, LesionObservation, Scan } from '../record/records.ts'
import type { NewLesionState } from './new-lesion.ts'
import type { NonTargetState } from './non-target.ts'
import { normalNode } from './target.ts'

export type Seen = {
  readonly length?: Micrometres
  readonly state?: LesionObservation['state']
  readonly date: Imputed
  readonly from: readonly RowId[]
}
export type Frame = ReadonlyMap<LesionId, Seen>

/** RECIST 1.1: a lesion that is present but too small to measure is written as 5 mm. */
const tooSmall = fromMillimetres(5)
/** A new node of at least this short axis is unequivocal. */
const pathologicalNode = fromMillimetres(15)
const gravity = ['absent', 'too-small-to-measure', 'present', 'equivocal', 'unequivocal-progression']

/** Where a lesion has several rows, the largest diameter and the gravest state count; `seenTwice` makes it a finding. */
export function frameOf(scan: Scan): Frame {
  const frame = new Map<LesionId, Seen>()
  for (const row of scan.observations) {
    const now: Seen = { ...values(row), date: row.date, from: [row.from] }
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
      if (seen.length !== undefined || seen.state !== undefined || !frame.has(lesion)) frame.set(lesion, seen)
  return frame
}

export function nonTargetState({ node }: Lesion, seen: Seen | undefined): NonTargetState {
  if (seen?.state === 'unequivocal-progression') return seen.state
  if (seen?.length !== undefined)
    return seen.length > 0 && !(node && seen.length < normalNode) ? 'present' : 'absent'
  return seen?.state === undefined ? 'not-evaluated' : seen.state === 'absent' ? 'absent' : 'present'
}

export function newLesionState({ node }: Lesion, seen: Seen | undefined): NewLesionState {
  if (!seen || (seen.state === undefined && seen.length === undefined)) return 'not-evaluated'
  if (seen.state === 'absent' || seen.length === 0) return 'absent'
  if (seen.state === 'unequivocal-progression') return 'unequivocal'
  if (seen.state === 'equivocal') return 'equivocal'
  if (!node || seen.length === undefined) return 'unequivocal'
  return seen.length < normalNode ? 'absent' : seen.length < pathologicalNode ? 'equivocal' : 'unequivocal'
}

function values({ diameter, state, notDone }: LesionObservation): Pick<Seen, 'length' | 'state'> {
  if (diameter !== undefined) return { length: diameter, ...(state && { state }) }
  if (state === 'absent') return { length: 0 as Micrometres, state }
  if (state === 'too-small-to-measure') return { length: tooSmall, state }
  return state && !notDone ? { state } : {}
}

function together(a: Seen, b: Seen): Seen {
  const length =
    a.length === undefined || (b.length !== undefined && b.length > a.length) ? b.length : a.length
  const state = [a.state, b.state].toSorted((x, y) => gravity.indexOf(y ?? '') - gravity.indexOf(x ?? ''))[0]
  return {
    ...(length !== undefined && { length }),
    ...(state && { state }),
    date: a.date.day < b.date.day ? a.date : b.date,
    from: [...a.from, ...b.from],
  }
}
