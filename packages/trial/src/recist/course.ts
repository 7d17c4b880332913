/** All that one reader saw of one subject, in order of time: the ground on which responses are derived. */
import type { Day } from '../day.ts'
import type { LesionId, SubjectId } from '../ids.ts'
import type { LaboratoryMeasurement, Lesion, Procedure, Reader, Scan } from '../record/records.ts'
import type { Ablations } from './ablated.ts'
import { sinceProgression } from './ablated-before-baseline.ts'
import { linkedFrames, wholesOf } from './lesion-links.ts'
import { baselineFrame, frameOf, type Frame } from './seen.ts'

export type Course = {
  readonly subject: SubjectId
  readonly reader: Reader
  readonly targets: readonly Lesion[]
  readonly nonTargets: readonly Lesion[]
  readonly newLesions: readonly Lesion[]
  /** Every lesion that this reader named, the parts of one that split too. */
  readonly lesions: readonly Lesion[]
  readonly baseline: readonly Scan[]
  /** Without baseline. */
  readonly scans: readonly Scan[]
  /** Scans dated before the last of baseline and not called so: they are judged by nothing. */
  readonly early: readonly Scan[]
  /** Frame 0 is baseline, frame k + 1 belongs to scan k. */
  readonly frames: readonly Frame[]
  readonly ablations: Ablations
  /** Local therapy before baseline, study ablations too, by the lesion that it names. */
  readonly treatedBefore: ReadonlyMap<LesionId, Procedure>
  /** `negative`: there was PET at baseline, so what it did not show then is new. */
  readonly baselinePet: 'negative' | 'none'
  /** Laboratory measurements that a response may ask for. */
  readonly measurements: readonly LaboratoryMeasurement[]
  readonly randomized?: Day
  /** The frame that becomes the new baseline for those behind it; only under the rule re-baseline. */
  readonly newBaseline?: number
}

type Observed = {
  readonly lesions: readonly Lesion[]
  readonly scans: readonly Scan[]
  readonly ablations: Ablations
  readonly procedures?: readonly Procedure[]
  readonly measurements?: readonly LaboratoryMeasurement[]
  readonly randomized?: Day
}

export function course(
  subject: SubjectId,
  reader: Reader,
  { lesions, scans, ablations, procedures = [], measurements = [], randomized }: Observed,
): Course {
  const inOrder = scans.toSorted(byTime)
  const baseline = inOrder.filter((scan) => scan.baseline)
  const start = baseline.at(-1)?.date.day ?? ''
  const [early, after] = [true, false].map((isEarly) =>
    inOrder.filter((scan) => !scan.baseline && scan.date.day < start === isEarly),
  ) as [Scan[], Scan[]]
  const named = uniqueLesions(lesions)
  const wholes = wholesOf(named)
  const ofRole = (role: Lesion['role']) =>
    named.filter((lesion) => !wholes.has(lesion.id) && roleOf(lesion) === role)
  const first = baselineFrame(baseline)
  return {
    subject,
    reader,
    targets: ofRole('target'),
    nonTargets: ofRole('non-target'),
    newLesions: ofRole('new'),
    lesions: named,
    baseline,
    scans: after,
    early,
    frames: linkedFrames([first, ...after.map(frameOf)], wholes),
    ablations: sinceProgression(ablations, { baseline: baseline[0], first, lesions: named }),
    treatedBefore: localTherapyBefore(procedures, baseline[0]?.date.day),
    baselinePet: baseline.some(hasPet) ? 'negative' : 'none',
    measurements,
    ...(randomized && { randomized }),
  }
}

function hasPet({ observations }: Scan): boolean {
  return observations.some(({ method }) => method !== undefined && /\bPET\b/i.test(method))
}

/** A biopsy names a lesion too, and is no therapy. */
const therapy = /RADIO|IRRADIAT|STEREOTACTIC|S[BA]+RT|BRACHY|ABLAT|MICROWAVE|CRYO|EMBOLI|RESECTION|SURGERY/i

function localTherapyBefore(procedures: readonly Procedure[], baseline: Day | undefined) {
  const before = procedures.flatMap((one) =>
    one.lesion !== undefined &&
    baseline !== undefined &&
    one.start < baseline &&
    (one.kind !== 'other' || therapy.test(one.what))
      ? [[one.lesion, one] as const]
      : [],
  )
  return new Map(before)
}

/** Whatever the reader calls it, a lesion where baseline did not look is new. */
function roleOf({ role, outsideBaselineField }: Lesion): Lesion['role'] {
  return outsideBaselineField ? 'new' : role
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
