/** The response at every time point of one course, derived from what was measured and seen. */
import type { Imputed } from '../day.ts'
import type { RuleId } from '../ids.ts'
import type { Protocol } from '../protocol/protocol.ts'
import type { Lesion, Scan } from '../record/records.ts'
import { ablatedRules } from './ablated.ts'
import { isAblatedAt, nonTargetAssessment, targetAssessment, type Past } from './assessment.ts'
import type { Course } from './course.ts'
import { newLesionProgression } from './new-lesion.ts'
import { overallResponse } from './overall.ts'
import type { TimePointResponse } from './response.ts'
import { newLesionState } from './seen.ts'
import { sentence } from './sentence.ts'

/** `newLesions` of one frame: those that are progression there, each with its rule. */
type Appeared = { readonly lesion: Lesion; readonly rule: RuleId }

export function timePoints(course: Course, settings: Protocol['response']): readonly TimePointResponse[] {
  const appeared = appearances(course)
  const rule = settings.ablatedLesions
  let past: Past = { definiteCR: false, keptPR: false }
  return course.scans.map((scan, k) => {
    const frame = k + 1
    const target = targetAssessment(course, frame, { rule, past })
    const nonTarget = nonTargetAssessment(course, frame, { rule, past })
    const fresh = appeared[frame] ?? []
    const local = locallyProgressed(course, frame, rule)
    const overall = overallResponse({
      ...(target && { target: target.response }),
      ...(nonTarget && { nonTarget: nonTarget.response }),
      newLesion: fresh.length > 0,
      localProgression: local.length > 0,
      perLesion: rule === 'per-lesion',
    })
    const otherPD = target?.response === 'PD' || nonTarget?.response === 'PD' || local.length > 0
    past = {
      definiteCR:
        past.definiteCR ||
        (overall.response === 'CR' &&
          (settings.definiteCompleteResponse === 'always' || scan.definiteCompleteResponse === true)),
      keptPR:
        settings.keepingPartialResponse === 'eortc' &&
        overall.response !== 'PD' &&
        (past.keptPR || target?.response === 'PR' || target?.response === 'CR'),
    }
    const newLesions = fresh.length > 0 && {
      lesions: fresh.map(({ lesion }) => lesion.id),
      because: [...new Set(fresh.map((one) => one.rule))],
      from: rowsOf(
        course,
        frame,
        fresh.map(({ lesion }) => lesion),
      ),
    }
    const touched = [...course.ablations].filter(([lesion]) => isAblatedAt(course, lesion, frame))
    const stamped = touched.length > 0 || rule === 'per-lesion' || isRebased(course, frame)
    return {
      subject: course.subject,
      reader: course.reader,
      visit: scan.visit,
      ...(scan.visitNumber !== undefined && { visitNumber: scan.visitNumber }),
      sequence: frame,
      date: dateOf(course, frame, { scan, fresh, otherPD }),
      scan: scan.id,
      origin: 'derived' as const,
      response: overall.response,
      ...(target && { target }),
      ...(nonTarget && { nonTarget }),
      ...(newLesions && { newLesions }),
      says: sentence(course, frame, { rule, overall, target, nonTarget, fresh, local, touched }),
      because: [
        ...(target?.because ?? []),
        ...(nonTarget?.because ?? []),
        ...(newLesions ? newLesions.because : []),
        ...(stamped ? [ablatedRules[rule].id] : []),
        overall.because,
      ],
      from: [
        ...new Set([
          ...(target?.from ?? []),
          ...(nonTarget?.from ?? []),
          ...(newLesions ? newLesions.from : []),
          ...rowsOf(course, frame, local),
          ...touched.map(([, ablation]) => ablation.from),
        ]),
      ],
    }
  })
}

/** For each frame the new lesions that are progression there; what stands at baseline is no new lesion. */
function appearances(course: Course): readonly (readonly Appeared[])[] {
  const byFrame: Appeared[][] = course.frames.map(() => [])
  for (const lesion of course.newLesions) {
    const states = course.frames.slice(1).map((frame) => newLesionState(lesion, frame.get(lesion.id)))
    for (const [k, rule] of newLesionProgression(states).entries())
      if (rule) byFrame[k + 1]?.push({ lesion, rule })
  }
  return byFrame
}

function locallyProgressed(
  course: Course,
  frame: number,
  rule: keyof typeof ablatedRules,
): readonly Lesion[] {
  return [...course.targets, ...course.nonTargets].filter(
    ({ id, role }) =>
      course.frames[frame]?.get(id)?.state === 'unequivocal-progression' &&
      (isAblatedAt(course, id, frame) || (rule === 'per-lesion' && role === 'target')),
  )
}

/** The first day of the time point; where only a new lesion made it PD, the day that lesion was seen. */
function dateOf(
  course: Course,
  frame: number,
  { scan, fresh, otherPD }: { scan: Scan; fresh: readonly Appeared[]; otherPD: boolean },
): Imputed {
  if (otherPD) return scan.date
  return (
    fresh
      .flatMap(({ lesion }) => course.frames[frame]?.get(lesion.id)?.date ?? [])
      .reduce<Imputed | undefined>(
        (first, date) => (first && first.day <= date.day ? first : date),
        undefined,
      ) ?? scan.date
  )
}

function rowsOf(course: Course, frame: number, lesions: readonly Lesion[]) {
  return lesions.flatMap(({ id }) => course.frames[frame]?.get(id)?.from ?? [])
}

function isRebased({ newBaseline }: Course, frame: number): boolean {
  return newBaseline !== undefined && frame > newBaseline
}
