/** The response at every time point of one course, derived from what was measured and seen. */
import type { Derived } from '../derived.ts'
import type { RuleId } from '../ids.ts'
import type { Protocol } from '../protocol/protocol.ts'
import type { Lesion } from '../record/records.ts'
import { ablatedRules, type AblatedRule } from './ablated.ts'
import { ablatedLesions, type AblatedLesion, type LesionStateAt } from './ablated-lesions.ts'
import { isAblatedAt, nonTargetAssessment, targetAssessment, type Past } from './assessment.ts'
import type { Course } from './course.ts'
import { newLesionProgression, newLesionRules } from './new-lesion.ts'
import { overallResponse } from './overall.ts'
import { progressingSites, type OwnProgression } from './progressing-sites.ts'
import { progressionPattern } from './progression-pattern.ts'
import type { TimePointResponse } from './response.ts'
import { newLesionState, nonTargetState, type Seen } from './seen.ts'
import { sentence } from './sentence.ts'
import { timePointDate } from './time-point-date.ts'
import { tumourMarkers } from './tumour-markers.ts'

/** A new lesion that is progression at one frame, with its rules. */
type Appeared = { readonly lesion: Lesion; readonly rules: readonly RuleId[] }

export function timePoints(
  course: Course,
  settings: Protocol['response'],
  lesions: readonly AblatedLesion[] = ablatedLesions(course, settings.localProgression),
): readonly TimePointResponse[] {
  const appeared = appearances(course)
  const states = Map.groupBy(
    lesions.flatMap((lesion) => lesion.states),
    ({ frame }) => frame,
  )
  const rule = settings.ablatedLesions
  let past: Past = { definiteCR: false, keptPR: false }
  return course.scans.map((scan, k) => {
    const frame = k + 1
    const target = targetAssessment(course, frame, { rule, past })
    const markers = tumourMarkers(scan, course.measurements, settings.tumourMarkers)
    const nonTarget = nonTargetAssessment(course, frame, {
      rule,
      past,
      ...(markers && (target || course.nonTargets.length > 0) && { markers }),
    })
    const fresh = appeared[frame] ?? []
    const ablated = states.get(frame) ?? []
    const own = progressedByThemselves(course, frame, { rule, ablated })
    const overall = overallResponse({
      ...(target && { target: target.response }),
      ...(nonTarget && { nonTarget: nonTarget.response }),
      newLesion: fresh.length > 0,
      localProgression: own.length > 0,
      perLesion: rule === 'per-lesion',
    })
    const worse = nonTarget?.response === 'PD' ? progressedNonTargets(course, frame, nonTarget) : []
    const grown = target?.response === 'PD' && rule !== 'per-lesion' ? course.targets : []
    const fresher = fresh.map(({ lesion }) => lesion)
    const { date, because: dated } = timePointDate(scan, course.frames[frame]!, [
      ...fresher,
      ...own.map(({ lesion }) => lesion),
      ...worse,
      ...grown,
    ])
    const definite = scan.definiteCompleteResponse
    past = {
      definiteCR:
        past.definiteCR ||
        (overall.response === 'CR' &&
          definite !== false &&
          (settings.definiteCompleteResponse === 'always' || definite === true)),
      keptPR:
        settings.keepingPartialResponse === 'eortc' &&
        frame !== course.newBaseline &&
        overall.response !== 'PD' &&
        (past.keptPR || target?.response === 'PR' || target?.response === 'CR'),
    }
    const newLesions = fresh.length > 0 && {
      lesions: fresher.map(({ id }) => id),
      because: [...new Set(fresh.flatMap(({ rules }) => rules))],
      from: rowsOf(course, frame, fresher),
    }
    const pattern =
      overall.response === 'PD'
        ? progressionPattern(
            progressingSites(course, frame, {
              ...(rule !== 'per-lesion' && target && { target }),
              ...(nonTarget && { nonTarget }),
              fresh: fresh.map(({ lesion }) => lesion),
              own,
            }),
            allLesions(course).filter(({ id }) => isAblatedAt(course, id, frame)),
            settings.progressionPattern,
          )
        : undefined
    const touched = [...course.ablations].filter(([lesion]) => isAblatedAt(course, lesion, frame))
    const stamped = touched.length > 0 || rule === 'per-lesion' || isRebased(course, frame)
    return {
      subject: course.subject,
      reader: course.reader,
      visit: scan.visit,
      ...(scan.visitNumber !== undefined && { visitNumber: scan.visitNumber }),
      sequence: frame,
      date,
      scan: scan.id,
      origin: 'derived' as const,
      response: overall.response,
      ...(definite !== undefined && overall.response === 'CR' && { definite }),
      ...(target && { target }),
      ...(nonTarget && { nonTarget }),
      ...(newLesions && { newLesions }),
      ...(lesions.length > 0 && { ablated }),
      ...(pattern && { pattern }),
      says: sentence(course, frame, { rule, overall, target, nonTarget, fresh, own, ablated, touched }),
      because: [
        ...(target?.because ?? []),
        ...(nonTarget?.because ?? []),
        ...(newLesions ? newLesions.because : []),
        ...new Set(ablated.filter(({ progressed }) => progressed).flatMap((state) => state.because)),
        ...(stamped ? [ablatedRules[rule].id] : []),
        ...dated,
        overall.because,
      ],
      from: [
        ...new Set([
          ...(target?.from ?? []),
          ...(nonTarget?.from ?? []),
          ...(newLesions ? newLesions.from : []),
          ...rowsOf(
            course,
            frame,
            own.map(({ lesion }) => lesion),
          ),
          ...ablated.filter(({ progressed }) => progressed).flatMap(({ from }) => from),
          ...touched.map(([, ablation]) => ablation.from),
        ]),
      ],
    }
  })
}

/** For each frame the new lesions that are progression there; what stands at baseline is no new lesion. */
function appearances(course: Course): readonly (readonly Appeared[])[] {
  const byFrame: Appeared[][] = course.frames.map(() => [])
  const pet = course.baselinePet
  for (const lesion of course.newLesions) {
    const seen = course.frames.slice(1).map((frame) => frame.get(lesion.id))
    const states = seen.map((one) => newLesionState(lesion, one, pet))
    for (const [k, rule] of newLesionProgression(states).entries())
      if (rule) byFrame[k + 1]?.push({ lesion, rules: rulesOf(lesion, seen[k]!, rule) })
  }
  return byFrame
}

/** The rule of progression, and those by which what was seen is a new lesion at all. */
function rulesOf(lesion: Lesion, seen: Seen, rule: RuleId): readonly RuleId[] {
  const { smallNode, outsideField, petAfterNegative, petAlone, unequivocal } = newLesionRules
  return [
    rule,
    ...(lesion.node && seen.length !== undefined ? [smallNode.id] : []),
    ...(lesion.outsideBaselineField ? [outsideField.id] : []),
    ...(seen.pet ? [rule === unequivocal.id ? petAfterNegative.id : petAlone.id] : []),
  ]
}

/** The lesions by which the non-target category is PD. */
function progressedNonTargets(course: Course, frame: number, { because }: Derived): readonly Lesion[] {
  const reappeared = because[0] === 'non-target.pd.reappeared'
  return course.nonTargets.filter((lesion) => {
    const state = nonTargetState(lesion, course.frames[frame]?.get(lesion.id))
    return reappeared ? state === 'present' && !lesion.node : state === 'unequivocal-progression'
  })
}

/** Ablated lesions by their state; under the rule per-lesion every target of which the reader states it. */
function progressedByThemselves(
  course: Course,
  frame: number,
  { rule, ablated }: { rule: AblatedRule; ablated: readonly LesionStateAt[] },
): readonly OwnProgression[] {
  const progressed = new Map(ablated.filter((one) => one.progressed).map((one) => [one.lesion, one.state]))
  return [...course.targets, ...course.nonTargets].flatMap((lesion): readonly OwnProgression[] => {
    const state = progressed.get(lesion.id)
    if (state) return [{ lesion, how: state === 'residual' ? 'residual' : 'local' }]
    const stated = course.frames[frame]?.get(lesion.id)?.state === 'unequivocal-progression'
    const asked = rule === 'per-lesion' && lesion.role === 'target' && !isAblatedAt(course, lesion.id, frame)
    return stated && asked ? [{ lesion, how: 'known' }] : []
  })
}

function allLesions({ targets, nonTargets, newLesions }: Course): readonly Lesion[] {
  return [...targets, ...nonTargets, ...newLesions]
}

function rowsOf(course: Course, frame: number, lesions: readonly Lesion[]) {
  return lesions.flatMap(({ id }) => course.frames[frame]?.get(id)?.from ?? [])
}

function isRebased({ newBaseline }: Course, frame: number): boolean {
  return newBaseline !== undefined && frame > newBaseline
}
