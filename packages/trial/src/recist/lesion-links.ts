/**
 * Lesions that split and lesions that become one, put back under the ids that baseline gave them. The parts of a split
 * lesion are added under its id; of two that became one, one id carries the whole diameter and the other none.
 */
import type { LesionId } from '../ids.ts'
import type { Micrometres } from '../length.ts'
import type { Lesion } from '../record/records.ts'
import type { Sentence } from './rule.ts'
import { hasValue, together, type Frame, type Seen } from './seen.ts'

const recist = 'RECIST 1.1, Eisenhauer 2009, 10.1016/j.ejca.2008.10.026'

export const linkRules = {
  split: {
    id: 'lesion.split',
    says: 'a lesion that has split: the diameters of its parts are added under its own id; a part that was not measured leaves the sum of the others as a lower bound',
    source: recist,
    tag: 'S',
  },
  merged: {
    id: 'lesion.merged',
    says: 'two lesions that have become one: one id carries the longest diameter of both, the other adds nothing and is gone only with it, until it is measured by itself again',
    source: recist,
    tag: 'S',
  },
  carrier: {
    id: 'lesion.merged.stored',
    says: 'a merged lesion is stored as 0 mm with the id that carries its diameter, and stays so on later scans that do not measure it by itself',
    source: 'ours; RECIST 1.1 does not say how a merged lesion is stored',
    tag: 'D',
  },
} as const satisfies Record<string, Sentence>

/** The frames of a course, in order of time, with every part and every merged lesion under the id that is followed. */
export function linkedFrames(
  frames: readonly Frame[],
  wholes: ReadonlyMap<LesionId, LesionId>,
): readonly Frame[] {
  const parts = new Map<LesionId, Set<LesionId>>()
  const merged = new Map<LesionId, LesionId>()
  return frames.map((frame) =>
    withMerged(wholes.size === 0 ? frame : withWholes(frame, wholes, parts), merged),
  )
}

/** Of each part the lesion that baseline named. A part of no known lesion is a lesion of its own, so that it is not lost. */
export function wholesOf(lesions: readonly Lesion[]): ReadonlyMap<LesionId, LesionId> {
  const known = new Set(lesions.map(({ id }) => id))
  const next = new Map(
    lesions.flatMap(({ id, fragmentOf }) =>
      fragmentOf !== undefined && known.has(fragmentOf) ? [[id, fragmentOf] as const] : [],
    ),
  )
  return new Map(
    [...next.keys()].map((id) => [id, lastOf(id, next)] as const).filter(([id, whole]) => id !== whole),
  )
}

/** `known` holds the parts seen so far: one that has no row now leaves the lesion incomplete. */
function withWholes(
  frame: Frame,
  wholes: ReadonlyMap<LesionId, LesionId>,
  known: Map<LesionId, Set<LesionId>>,
): Frame {
  const linked = new Map(frame)
  const parts = new Map<LesionId, Seen[]>()
  for (const [id, seen] of frame) {
    const whole = wholes.get(id)
    if (whole === undefined) continue
    linked.delete(id)
    parts.set(whole, [...(parts.get(whole) ?? []), seen])
    known.set(whole, (known.get(whole) ?? new Set()).add(id))
  }
  for (const [whole, seen] of parts) linked.set(whole, added(seen, seen.length < known.get(whole)!.size))
  return linked
}

/** The end of a chain of ids: a part of a part belongs to the lesion that baseline named. A circle has no end: its first id. */
function lastOf(id: LesionId, next: ReadonlyMap<LesionId, LesionId>): LesionId {
  const path = new Set([id])
  let last = id
  for (let one = next.get(id); one !== undefined; one = next.get(one)) {
    if (path.has(one)) return id
    path.add(one)
    last = one
  }
  return last
}

/** The parts are what was measured: a value under the lesion's own id beside them is not added. */
function added(parts: readonly Seen[], missing: boolean): Seen {
  const { length: _largest, ...joined } = parts.reduce(together)
  const lengths = parts.flatMap(({ length }) => (length === undefined ? [] : [length]))
  if (lengths.length === 0) return joined
  return {
    ...joined,
    length: lengths.reduce((sum, one) => sum + one, 0) as Micrometres,
    parts: lengths,
    ...((missing || lengths.length < parts.length) && { incomplete: true }),
  }
}

/** `merged` goes from frame to frame: a lesion stays merged until it has a value of its own. */
function withMerged(frame: Frame, merged: Map<LesionId, LesionId>): Frame {
  for (const [id, seen] of frame)
    if (seen.mergedInto !== undefined && !seen.length) merged.set(id, seen.mergedInto)
    else if (hasValue(seen)) merged.delete(id)
  if (merged.size === 0) return frame
  const linked = new Map(frame)
  for (const [id, into] of merged) {
    const carrier = frame.get(lastOf(id, merged))
    if (!carrier || !hasValue(carrier)) continue
    const own = frame.get(id)
    linked.set(id, {
      mergedInto: into,
      carrier,
      ...(carrier.length !== undefined && { length: 0 as Micrometres }),
      date: own?.date ?? carrier.date,
      from: [...new Set([...(own?.from ?? []), ...carrier.from])],
    })
  }
  return linked
}
