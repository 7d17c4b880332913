/** All that one reader saw of one subject, in order of time: the ground on which responses are derived. */
import type { SubjectId } from '../ids.ts'
import type { Lesion, Reader, Scan } from '../record/records.ts'
import type { Ablations } from './ablated.ts'
import { baselineFrame, frameOf, type Frame } from './seen.ts'

export type Course = {
  readonly subject: SubjectId
  readonly reader: Reader
  readonly targets: readonly Lesion[]
  readonly nonTargets: readonly Lesion[]
  readonly newLesions: readonly Lesion[]
  readonly baseline: readonly Scan[]
  /** Without baseline. */
  readonly scans: readonly Scan[]
  /** Frame 0 is baseline, frame k + 1 belongs to scan k. */
  readonly frames: readonly Frame[]
  readonly ablations: Ablations
  /** The frame that becomes the new baseline for those behind it; only under the rule re-baseline. */
  readonly newBaseline?: number
}

export function course(
  subject: SubjectId,
  reader: Reader,
  { lesions, scans, ablations }: { lesions: readonly Lesion[]; scans: readonly Scan[]; ablations: Ablations },
): Course {
  const inOrder = scans.toSorted(byTime)
  const baseline = inOrder.filter((scan) => scan.baseline)
  const after = inOrder.filter((scan) => !scan.baseline)
  const ofRole = (role: Lesion['role']) => uniqueLesions(lesions.filter((lesion) => lesion.role === role))
  return {
    subject,
    reader,
    targets: ofRole('target'),
    nonTargets: ofRole('non-target'),
    newLesions: ofRole('new'),
    baseline,
    scans: after,
    frames: [baselineFrame(baseline), ...after.map(frameOf)],
    ablations,
  }
}

/** By date, then visit number, so that the order of the rows does not matter. */
function byTime(a: Scan, b: Scan): number {
  if (a.date.day !== b.date.day) return a.date.day < b.date.day ? -1 : 1
  return (a.visitNumber ?? 0) - (b.visitNumber ?? 0) || (a.id < b.id ? -1 : 1)
}

/** A lesion may be identified again at every visit. */
function uniqueLesions(lesions: readonly Lesion[]): readonly Lesion[] {
  const byId = new Map(lesions.toReversed().map((lesion) => [lesion.id, lesion]))
  return [...byId.values()].toSorted((a, b) => (a.id < b.id ? -1 : 1))
}
