/**
 * iRECIST at every time point of one course, from the RECIST 1.1 categories of the same scans. Baseline and nadir are
 * RECIST's throughout: clearing an iUPD clears nothing else.
 */
import type { LesionId } from '../../ids.ts'
import type { Protocol } from '../../protocol/protocol.ts'
import { isAblatedAt } from '../assessment.ts'
import type { Course } from '../course.ts'
import type { NonTargetResponse, TimePointResponse } from '../response.ts'
import { immuneCategories } from './immune-categories.ts'
import type { ImmuneTimePoint } from './immune-response.ts'
import { immuneResponse, type ImmuneFacts, type NewLesionFact } from './immune-rules.ts'
import { knownNewLesionsProgress, measuredNewLesions } from './new-lesion-measures.ts'
import { sinceProgression, treatedSince, type OpenProgression } from './open-progression.ts'

/** `derived` are the RECIST 1.1 time points of the course, one a scan and in its order. */
export function immuneTimePoints(
  course: Course,
  derived: readonly TimePointResponse[],
  settings: Protocol['response'],
): readonly ImmuneTimePoint[] {
  const appearances = [[], ...derived.map(({ newLesions }) => newLesions?.lesions ?? [])]
  const measured = measuredNewLesions(course, appearances)
  let known: ReadonlySet<LesionId> = new Set()
  let open: OpenProgression | undefined
  let confirmedBefore = false
  let everNew = false
  return derived.map((timePoint, k): ImmuneTimePoint => {
    const frame = k + 1
    const scan = course.scans[k]!
    everNew ||= (appearances[frame] ?? []).length > 0
    // An ablated new lesion is followed only for local progression.
    const seen = (appearances[frame] ?? []).filter(
      (id) => !isAblatedAt(course, id, frame) || hasProgressed(timePoint, id),
    )
    const standing = open?.newLesions.filter((id) => seen.includes(id)) ?? []
    const fresh = seen.filter((id) => !known.has(id) && !open?.seen.includes(id))
    const old = seen.filter((id) => known.has(id))
    const oldProgress = knownNewLesionsProgress(course, old, { measured, frame })
    const progressed = progressedLesions(course, frame, { timePoint, settings })
    const { target, nonTarget } = categories(timePoint, progressed, settings)
    const facts: ImmuneFacts = {
      confirmedBefore,
      ...(target && { target }),
      ...(nonTarget && { nonTarget }),
      newLesion: newLesionFact({
        progression: standing.length > 0 || fresh.length > 0 || oldProgress,
        known: seen.length > 0,
        notEvaluated: open?.newLesions.some((id) => isUnseen(course, id, frame)) ?? false,
      }),
      ...(open && {
        since: sinceProgression(
          course,
          open,
          { frame, scan, timePoint, progressed, additionalNewLesion: fresh.length > 0, measured },
          settings,
        ),
      }),
    }
    const { response, because } = immuneResponse(facts)
    const before = open
    if (response === 'iUPD')
      open ??= {
        frame,
        day: timePoint.date.day,
        target: target === 'PD',
        nonTarget: nonTarget === 'PD',
        progressed,
        newLesions: oldProgress ? seen : fresh,
        seen,
        from: timePoint.from,
      }
    else if (response === 'iCPD') confirmedBefore = true
    else if (response !== 'NE') {
      known = new Set([...known, ...(open?.seen ?? []), ...seen])
      open = undefined
    }
    const treated =
      before && because === 'irecist.iupd.unresolvable' ? treatedSince(course, before, frame) : []
    const since = before?.day ?? open?.day
    return {
      ...placeOf(timePoint),
      response,
      categories: immuneCategories(facts, response, everNew),
      ...(since && { since }),
      ...(treated.length > 0 && { unresolvable: treated }),
      says: `${response}: ${timePoint.says}${sinceSentence(response, before, treated)}`,
      because: [...timePoint.because, because],
      from: [...new Set([...timePoint.from, ...(before?.from ?? [])])],
    }
  })
}

function placeOf({
  response: _r,
  target: _t,
  nonTarget: _n,
  newLesions: _l,
  ...place
}: TimePointResponse): Omit<TimePointResponse, 'response' | 'target' | 'nonTarget' | 'newLesions'> {
  return place
}

/** Ablated lesions by their state, non-target lesions in the reader's words; lesion by lesion, targets too. */
function progressedLesions(
  course: Course,
  frame: number,
  { timePoint, settings }: { timePoint: TimePointResponse; settings: Protocol['response'] },
): readonly LesionId[] {
  return [...course.targets, ...course.nonTargets]
    .filter(({ id, role }) =>
      isAblatedAt(course, id, frame)
        ? hasProgressed(timePoint, id)
        : course.frames[frame]?.get(id)?.state === 'unequivocal-progression' &&
          (role === 'non-target' || settings.ablatedLesions === 'per-lesion'),
    )
    .map(({ id }) => id)
}

function hasProgressed({ ablated = [] }: TimePointResponse, id: LesionId): boolean {
  return ablated.some(({ lesion, progressed }) => progressed && lesion === id)
}

/** RECIST's categories; local progression counts among the non-target lesions, and lesion by lesion no sum decides. */
function categories(
  { target, nonTarget }: TimePointResponse,
  progressed: readonly LesionId[],
  { ablatedLesions }: Protocol['response'],
) {
  const perLesion = ablatedLesions === 'per-lesion'
  const left: NonTargetResponse | undefined =
    perLesion && target ? (target.response === 'NE' ? 'NE' : 'NON-CR/NON-PD') : undefined
  return {
    target: perLesion ? undefined : target?.response,
    nonTarget: progressed.length > 0 ? ('PD' as const) : (left ?? nonTarget?.response),
  }
}

function isUnseen(course: Course, id: LesionId, frame: number): boolean {
  const seen = course.frames[frame]?.get(id)
  return seen?.state === undefined && seen?.length === undefined
}

function newLesionFact(is: { progression: boolean; known: boolean; notEvaluated: boolean }): NewLesionFact {
  if (is.progression) return 'progression'
  if (is.known) return 'known'
  return is.notEvaluated ? 'not-evaluated' : 'none'
}

function sinceSentence(
  response: ImmuneTimePoint['response'],
  open: OpenProgression | undefined,
  treated: readonly LesionId[],
): string {
  if (!open) return ''
  if (treated.length > 0)
    return `; the iUPD of ${open.day} is unresolvable (local therapy of ${treated.join(', ')})`
  if (response === 'iCPD') return `; confirms the iUPD of ${open.day}`
  if (response === 'iUPD') return `; the iUPD of ${open.day} is not confirmed`
  return response === 'NE' ? `; the iUPD of ${open.day} stays open` : `; clears the iUPD of ${open.day}`
}
