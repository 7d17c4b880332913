/** The target and non-target categories of one frame of a course, with ablated lesions handled by the protocol's rule. */
import type { LesionId, RowId, RuleId } from '../ids.ts'
import type { Micrometres } from '../length.ts'
import type { Lesion } from '../record/records.ts'
import { isAblated, type AblatedRule } from './ablated.ts'
import type { Course } from './course.ts'
import { linkRules } from './lesion-links.ts'
import { nonTargetResponse } from './non-target.ts'
import type { TargetAssessment, TimePointResponse } from './response.ts'
import { hasValue, nonTargetState, tooSmallRule, type Seen } from './seen.ts'
import { isPresent, normalNode, pathologicalNode, sumOf, targetResponse, type Diameter } from './target.ts'
import type { Markers } from './tumour-markers.ts'

export type Past = { readonly definiteCR: boolean; readonly keptPR: boolean }

/** Undefined where no target lesion is left to follow. */
export function targetAssessment(
  course: Course,
  frame: number,
  { rule, past }: { rule: AblatedRule; past: Past },
): TargetAssessment | undefined {
  const lesions = followed(course, course.targets, { frame, rule })
  if (lesions.length === 0) return undefined
  const start = startOf(course, frame)
  const first = diametersAt(course, lesions, { frame: start, rule })
  const summed = lesions.filter((_, i) => first[i]?.length && !first[i].incomplete)
  const at = (k: number) => diametersAt(course, summed, { frame: k, rule })
  const baseline = at(start)
  let lowest = start
  let nadir = sumOf(baseline)
  for (let k = start + 1; k < frame; k++) {
    const sum = completeSum(course, summed, { frame: k, rule })
    if (sum === undefined || sum > nadir) continue
    lowest = k
    nadir = sum
  }
  const now = at(frame)
  const node = past.definiteCR ? singleNode(course, now, frame) : undefined
  const found = targetResponse(now, {
    ...past,
    ...(node && { singleNode: node }),
    baseline: sumOf(baseline),
    baselineComplete: summed.length === lesions.length,
    nadir,
  })
  return {
    response: found.response,
    sum: found.sum,
    baseline: found.baseline,
    nadir,
    complete: !found.missing && found.baselineComplete,
    because: [...found.because, ...linksAt(course, summed, { frame, rule })],
    from: unique([start, lowest, frame].flatMap((k) => rowsAt(course, summed, { frame: k, rule }))),
  }
}

export function nonTargetAssessment(
  course: Course,
  frame: number,
  { rule, past, markers }: { rule: AblatedRule; past: Past; markers?: Markers },
): TimePointResponse['nonTarget'] {
  const lesions = followed(course, course.nonTargets, { frame, rule })
  if (lesions.length === 0 && markers === undefined) return undefined
  const states = lesions.map((lesion) => nonTargetState(lesion, seenAt(course, lesion, { frame, rule })))
  const { response, because } = nonTargetResponse({
    states,
    reappeared: past.definiteCR && lesions.some(({ node }, i) => !node && states[i] === 'present'),
    ...(markers && { markers: markers.state }),
  })
  return {
    response,
    because: [because, ...linksAt(course, lesions, { frame, rule })],
    from: unique([...rowsAt(course, lesions, { frame, rule }), ...(markers?.from ?? [])]),
  }
}

/** Whether one node, short of 15 mm, is all that is back, and whether the scan before or after that measured it shows it too. */
function singleNode(
  course: Course,
  diameters: readonly Diameter[],
  frame: number,
): 'pending' | 'confirmed' | undefined {
  const [one, ...others] = diameters.filter(isPresent)
  if (!one?.node || others.length > 0 || one.length! >= pathologicalNode) return undefined
  const measured = (k: number) => course.frames[k]?.get(one.lesion)?.length
  const beside = (step: 1 | -1) => {
    let k = frame + step
    while (k > 0 && k < course.frames.length && measured(k) === undefined) k += step
    return (k > 0 && measured(k)) || 0
  }
  return beside(-1) >= normalNode || beside(1) >= normalNode ? 'confirmed' : 'pending'
}

/** The rules by which lesions that split or became one are in what was seen. */
function linksAt(course: Course, lesions: readonly Lesion[], at: At): readonly RuleId[] {
  const seen = lesions.flatMap((lesion) => seenAt(course, lesion, at) ?? [])
  return [
    ...(seen.some(({ parts }) => parts !== undefined) ? [linkRules.split.id] : []),
    ...(seen.some(({ carrier }) => carrier !== undefined) ? [linkRules.merged.id, linkRules.carrier.id] : []),
    ...(seen.some(({ state }) => state === 'too-small-to-measure') ? [tooSmallRule.id] : []),
  ]
}

/**
 * The target sum at a frame and at an earlier one, over the same lesions: those followed now that were measured then.
 * A lesion that is not measured now adds nothing, so `now` may be a lower bound; `complete` says that it is not.
 */
export function targetSums(
  course: Course,
  { frame, then, rule }: At & { readonly then: number },
): { readonly now: Micrometres; readonly then: Micrometres; readonly complete: boolean } {
  const lesions = followed(course, course.targets, { frame, rule })
  const before = diametersAt(course, lesions, { frame: then, rule })
  const now = diametersAt(course, lesions, { frame, rule }).filter((_, i) => before[i]?.length !== undefined)
  return {
    now: sumOf(now),
    then: sumOf(before),
    complete: now.length === lesions.length && now.every(({ length }) => length !== undefined),
  }
}

/** The targets that a time point lacks, for its sentence. */
export function unmeasuredTargets(course: Course, frame: number, rule: AblatedRule): readonly LesionId[] {
  return diametersAt(course, followed(course, course.targets, { frame, rule }), { frame, rule })
    .filter(({ length, incomplete }) => length === undefined || incomplete)
    .map(({ lesion }) => lesion)
}

export function isAblatedAt({ ablations, scans }: Course, lesion: LesionId, frame: number): boolean {
  const scan = scans[frame - 1]
  return scan !== undefined && isAblated(ablations, lesion, scan.date.day)
}

/** Prior local therapy: such a lesion is no target, unless progression in it was shown (see `course`). */
export function isAblatedBeforeBaseline({ ablations, baseline }: Course, lesion: LesionId): boolean {
  const [ablation, scan] = [ablations.get(lesion), baseline[0]]
  return ablation !== undefined && scan !== undefined && ablation.start < scan.date.day
}

/** Undefined where a lesion was not measured: such a sum is no nadir. */
function completeSum(course: Course, lesions: readonly Lesion[], at: At): Micrometres | undefined {
  let sum = 0
  for (const lesion of lesions) {
    const seen = seenAt(course, lesion, at)
    if (seen?.length === undefined || seen.incomplete) return undefined
    sum += seen.length
  }
  return sum as Micrometres
}

type At = { readonly frame: number; readonly rule: AblatedRule }

/** Frozen lesions stay, unless they were ablated before baseline; under every other rule an ablated lesion leaves. */
function followed(course: Course, lesions: readonly Lesion[], { frame, rule }: At): readonly Lesion[] {
  if (course.ablations.size === 0) return lesions
  if (rule === 'freeze') return lesions.filter(({ id }) => !isAblatedBeforeBaseline(course, id))
  return lesions.filter(({ id }) => !isAblatedAt(course, id, frame))
}

function diametersAt(course: Course, lesions: readonly Lesion[], at: At): readonly Diameter[] {
  return lesions.map((lesion) => {
    const { length, parts, incomplete } = seenAt(course, lesion, at) ?? {}
    return {
      lesion: lesion.id,
      node: lesion.node,
      length,
      ...(parts && { parts }),
      ...(incomplete && { incomplete }),
    }
  })
}

/** What counts as seen of a lesion: under `freeze`, from its ablation on, what was seen before. */
function seenAt(course: Course, { id }: Lesion, { frame, rule }: At): Seen | undefined {
  let k = frame
  if (rule === 'freeze' && isAblatedAt(course, id, frame)) {
    while (k > 0 && (isAblatedAt(course, id, k) || !hasValue(course.frames[k]?.get(id)))) k--
  }
  return course.frames[k]?.get(id)
}

function rowsAt(course: Course, lesions: readonly Lesion[], at: At): readonly RowId[] {
  return lesions.flatMap((lesion) => seenAt(course, lesion, at)?.from ?? [])
}

/** Frames up to the new baseline, itself included, are judged against the first one. */
export function startOf({ newBaseline }: Course, frame: number): number {
  return newBaseline !== undefined && frame > newBaseline ? newBaseline : 0
}

function unique(rows: readonly RowId[]): readonly RowId[] {
  return [...new Set(rows)]
}
