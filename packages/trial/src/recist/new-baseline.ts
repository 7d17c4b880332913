/**
 * The new baseline of the rule re-baseline: the nominal visit at which most ablated subjects had their first scan after
 * their last study ablation that was planned (a repeat of an ablation is not). Both arms start again there, a subject without that visit at the first scan behind it, and
 * a subject whose ablations ended later at the first scan after the last of them.
 */
import type { Course } from './course.ts'

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

/** The course with its new baseline, if it has a scan that can be one. */
export function rebased(course: Course, visit: number | undefined): Course {
  const nominal =
    visit === undefined ? 0 : course.scans.findIndex(({ visitNumber }) => (visitNumber ?? -1) >= visit) + 1
  const own = course.ablations.size === 0 ? 0 : firstAfterAblation(course)
  const newBaseline = Math.max(nominal, own)
  return newBaseline === 0 ? course : { ...course, newBaseline }
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
