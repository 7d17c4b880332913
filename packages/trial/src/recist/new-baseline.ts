/**
 * The new baseline of the rule re-baseline. The protocol names its day after randomization, so that both arms start again
 * there whatever the data says, and a later data cut cannot move it. Where it names none, the nominal visit at which most
 * ablated subjects had their first scan after their last planned study ablation is used (a repeat is not planned). A
 * subject without a scan at that time starts again at the first scan behind it, and a subject whose ablations ended later
 * at the first scan after the last of them.
 */
import { daysBetween } from '../day.ts'
import type { Finding } from '../finding.ts'
import type { Protocol } from '../protocol/protocol.ts'
import type { Course } from './course.ts'

export function withNewBaseline(
  courses: readonly Course[],
  { ablatedLesions, newBaseline }: Protocol['response'],
): { readonly courses: readonly Course[]; readonly findings: readonly Finding[] } {
  if (ablatedLesions !== 're-baseline') return { courses, findings: [] }
  if (newBaseline)
    return { courses: courses.map((one) => rebased(one, plannedFrame(one, newBaseline))), findings: [] }
  const visit = newBaselineVisit(courses)
  return {
    courses: courses.map((one) => rebased(one, visit === undefined ? 0 : frameOfVisit(one, visit))),
    findings: [fromData(visit)],
  }
}

/** The key of the nominal visit, or undefined where nobody was ablated. A tie goes to the later visit. */
export function newBaselineVisit(courses: readonly Course[]): number | undefined {
  const counts = new Map<number, number>()
  for (const course of courses) {
    const scan = course.scans[firstAfterAblation(course) - 1]
    if (scan?.visitNumber === undefined || course.ablations.size === 0) continue
    counts.set(scan.visitNumber, (counts.get(scan.visitNumber) ?? 0) + 1)
  }
  return [...counts].toSorted(([a, n], [b, m]) => m - n || b - a)[0]?.[0]
}

/** The course with its new baseline, if it has a scan that can be one: the nominal frame, or a later one of its own. */
export function rebased(course: Course, nominal: number): Course {
  const own = course.ablations.size === 0 ? 0 : firstAfterAblation(course)
  const newBaseline = Math.max(nominal, own)
  return newBaseline === 0 ? course : { ...course, newBaseline }
}

export function frameOfVisit({ scans }: Course, visit: number): number {
  return scans.findIndex(({ visitNumber }) => (visitNumber ?? -1) >= visit) + 1
}

function plannedFrame(
  { scans, randomized }: Course,
  { day, windowDays }: NonNullable<Protocol['response']['newBaseline']>,
): number {
  if (!randomized) return 0
  return scans.findIndex(({ date }) => daysBetween(randomized, date.day) >= day - windowDays) + 1
}

/** The frame of the first scan on or after the day of the last ablation; 0 if there is none. */
function firstAfterAblation({ ablations, scans }: Course): number {
  const last = [...ablations.values()]
    .flatMap(({ sessions }) => sessions.filter(({ detail }) => detail?.plan !== 'repeat'))
    .map(({ start }) => start)
    .toSorted()
    .at(-1)
  return last === undefined ? 0 : scans.findIndex(({ date }) => date.day >= last) + 1
}

function fromData(visit: number | undefined): Finding {
  const found = visit === undefined ? 'nobody was ablated, so there is none' : `the data gives visit ${visit}`
  return {
    code: 'new-baseline-from-data',
    severity: 'warning',
    where: { file: 'protocol.json', field: 'response.newBaseline' },
    message: `rule re-baseline, and the protocol names no day of the new baseline: ${found}, and a later data cut may move it. Proposed: name the day after randomization`,
  }
}
