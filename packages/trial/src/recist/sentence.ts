/** A time point in a sentence that a clinician can read: `sum 38 mm, −60 % from baseline`. */
import type { LesionId } from '../ids.ts'
import { toMillimetres, type Micrometres } from '../length.ts'
import type { Lesion } from '../record/records.ts'
import type { AblatedRule } from './ablated.ts'
import type { LesionStateAt } from './ablated-lesions.ts'
import { unmeasuredTargets } from './assessment.ts'
import type { Course } from './course.ts'
import { nodePending } from './target.ts'
import type { OwnProgression } from './progressing-sites.ts'
import type { OverallResponse, TargetAssessment, TimePointResponse } from './response.ts'

type Found = {
  readonly rule: AblatedRule
  readonly overall: { readonly response: OverallResponse }
  readonly target: TargetAssessment | undefined
  readonly nonTarget: TimePointResponse['nonTarget']
  readonly fresh: readonly { readonly lesion: Lesion; readonly rules: readonly string[] }[]
  readonly own: readonly OwnProgression[]
  readonly ablated: readonly LesionStateAt[]
  readonly touched: readonly (readonly [LesionId, unknown])[]
}

export function sentence(course: Course, frame: number, found: Found): string {
  const { rule, overall, target, nonTarget, fresh, own, ablated, touched } = found
  const parts: string[] = []
  for (const { lesion, rules } of fresh) parts.push(newLesionSentence(lesion, rules))
  for (const { lesion, how } of own)
    parts.push(
      `${how === 'residual' ? 'progression of residual tumour' : 'local progression'} of ${named(lesion)}`,
    )
  if (nonTarget?.response === 'PD') parts.push(nonTargetProgression(course, frame, nonTarget.because[0]))
  if (target && rule !== 'per-lesion') parts.push(targetSentence(course, frame, { rule, target }))
  if (nonTarget && nonTarget.response !== 'PD') parts.push(nonTargetSentence[nonTarget.response])
  if (overall.response === 'NED') parts.push('no evidence of disease')
  if (parts.length === 0) parts.push('no progression stated for any lesion')
  const suspicious = ablated.filter(({ state, seen }) => state === 'suspicious' && seen)
  if (suspicious.length > 0)
    parts.push(
      `${suspicious.map(({ lesion }) => lesion).join(', ')} suspicious, the reader's statement is needed`,
    )
  if (touched.length > 0)
    parts.push(`${touched.map(([lesion]) => lesion).join(', ')} ablated (rule: ${rule})`)
  return parts.join('; ')
}

const nonTargetSentence = {
  CR: 'non-target lesions gone',
  'NON-CR/NON-PD': 'non-target lesions still there',
  NE: 'non-target lesions not all evaluated',
} as const

function targetSentence(
  course: Course,
  frame: number,
  { rule, target }: { rule: AblatedRule; target: TargetAssessment },
): string {
  const { response, sum, baseline, nadir } = target
  const missing = unmeasuredTargets(course, frame, rule)
  const unmeasured = missing.length > 0 ? `target ${missing.join(', ')} not measured` : undefined
  if (response === 'NE') return unmeasured ?? 'a target lesion without a baseline measurement'
  const all = `sum ${length(sum)}`
  if (target.because[0] === 'target.pd.reappeared')
    return `${all}, disease seen again after complete response`
  if (target.because[0] === 'target.pd.node-confirmed')
    return `${all}, a node is back after complete response, on two scans`
  const change =
    response === 'PD'
      ? `${changeText(sum, nadir)} from nadir ${length(nadir)}`
      : `${changeText(sum, baseline)} from baseline`
  const text = response === 'CR' ? `target lesions gone, ${all}, ${change}` : `${all}, ${change}`
  const notes = [unmeasured, ...linkNotes(course, frame), ...pendingNote(target)].filter(Boolean)
  return notes.length > 0 ? `${text} (${notes.join('; ')})` : text
}

function pendingNote({ because }: TargetAssessment): readonly string[] {
  return because.includes(nodePending.id)
    ? ['a single node is back after complete response; the next scan decides']
    : []
}

/** `T4 in 2 parts, 12 + 8 mm`; `T2 is one with T1`. */
function linkNotes(course: Course, frame: number): readonly string[] {
  return course.targets.flatMap(({ id }) => {
    const { parts, mergedInto, carrier } = course.frames[frame]?.get(id) ?? {}
    if (parts) return [`${id} in ${parts.length} parts, ${parts.map(toMillimetres).join(' + ')} mm`]
    return carrier && mergedInto ? [`${id} is one with ${mergedInto}`] : []
  })
}

function newLesionSentence(lesion: Lesion, rules: readonly string[]): string {
  return [
    `new lesion ${named(lesion)}`,
    ...(lesion.outsideBaselineField ? ['where baseline did not look'] : []),
    ...(rules.some((id) => id.startsWith('new-lesion.pet')) ? ['on PET'] : []),
    ...(rules.some((id) => id.endsWith('back-dated')) ? ['unequivocal on a later scan'] : []),
  ].join(', ')
}

function nonTargetProgression(course: Course, frame: number, rule: string | undefined): string {
  if (rule === 'non-target.pd.reappeared') return 'non-target disease seen again after complete response'
  const lesions = course.nonTargets.filter(
    ({ id }) => course.frames[frame]?.get(id)?.state === 'unequivocal-progression',
  )
  return `unequivocal progression of non-target ${lesions.map(named).join(', ')}`
}

function named({ id, organ }: Lesion): string {
  return organ ? `${id} in ${organ.toLowerCase()}` : id
}

function length(um: Micrometres): string {
  return `${toMillimetres(um)} mm`
}

/** `−60 %`, with one decimal where a whole number would hide on which side of a threshold it lies. */
function changeText(now: Micrometres, then: Micrometres): string {
  if (then === 0) return `+${length(now)}`
  const tenths = Math.trunc((1000 * (now - then)) / then)
  const text = `${Math.abs(tenths) / 10} %`
  return tenths < 0 ? `−${text}` : tenths > 0 ? `+${text}` : 'unchanged'
}
