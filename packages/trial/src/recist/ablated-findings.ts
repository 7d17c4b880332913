/** What a person should look at in the ablated lesions of one course: signs that wait for the reader, statements that contradict. */
import type { Finding } from '../finding.ts'
import type { RowId } from '../ids.ts'
import type { LocalProgressionSettings } from '../protocol/local-progression.ts'
import { rowPlace } from '../row-place.ts'
import type { AblatedLesion, LesionStateAt } from './ablated-lesions.ts'
import { isAblatedBeforeBaseline } from './assessment.ts'
import type { Course } from './course.ts'

export function ablatedFindings(
  course: Course,
  lesions: readonly AblatedLesion[],
  { signsAlone }: LocalProgressionSettings,
): readonly Finding[] {
  const found: Finding[] = []
  const warn = (code: string, row: RowId | undefined, message: string) =>
    found.push({
      code,
      severity: 'warning',
      subject: course.subject,
      ...(row && { where: rowPlace(row) }),
      message: `${course.reader}: ${message}`,
    })
  for (const { lesion, sessions, states } of lesions) {
    if (course.targets.some(({ id }) => id === lesion) && isAblatedBeforeBaseline(course, lesion))
      warn(
        'target-ablated-before-baseline',
        sessions[0]?.from,
        `target ${lesion} was ablated before baseline and no progression of it was shown since; it is in no sum (RECIST 1.1: prior local therapy)`,
      )
    if (signsAlone === 'finding')
      for (const [first, ...later] of suspicions(states))
        warn(
          'ablated-lesion-suspicious',
          first.from[0],
          `${first.says}${later.length > 0 ? `; and on ${later.length} later ${later.length === 1 ? 'scan' : 'scans'}` : ''}; it is not counted as progression`,
        )
    for (const [i, state] of states.entries()) {
      if (isTakenBack(state, states[i - 1], statementOf(course, state)))
        warn(
          'ablated-lesion-contradicts',
          state.from[0],
          `${lesion} is stated to be completely ablated, but ${states[i - 1]!.says}; it was not ablated again, and the earlier reading stays`,
        )
    }
    const early = states.find(
      (state) => state.state === 'untreated' && course.frames[state.frame]?.get(lesion)?.zone,
    )
    if (early)
      warn(
        'ablated-lesion-zone-too-soon',
        early.from[0],
        `signs of an ablation zone of ${lesion} on ${early.day}, before its first session; they are not used`,
      )
  }
  return found
}

function statementOf({ frames }: Course, { frame, lesion }: LesionStateAt) {
  return frames[frame]?.get(lesion)?.zone?.statement
}

function isTakenBack(now: LesionStateAt, before: LesionStateAt | undefined, statement?: string): boolean {
  return (
    statement === 'complete' &&
    before !== undefined &&
    (now.state === 'residual' || now.state === 'local-progression') &&
    now.state === before.state
  )
}

type Run = [LesionStateAt, ...LesionStateAt[]]

/** Suspicious scans on end, as one: a reader is asked once. */
function suspicions(states: readonly LesionStateAt[]): readonly Run[] {
  const runs: Run[] = []
  let run: Run | undefined
  for (const state of states.filter(({ seen }) => seen)) {
    if (state.state !== 'suspicious') run = undefined
    else if (run) run.push(state)
    else runs.push((run = [state]))
  }
  return runs
}
