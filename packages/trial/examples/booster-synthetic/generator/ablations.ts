/** Which residual lesions are ablated, when and how, and what a session leaves alive. */
import type { Assumptions } from './assumptions.ts'
import { chance, picked, uniform, whole, type RandomStream } from './draws.ts'
import { diameter, type Tumour } from './tumours.ts'

export type Modality = 'CRYOABLATION' | 'MICROWAVE ABLATION' | 'RADIOFREQUENCY ABLATION'

export type Ablation = {
  readonly tumour: Tumour
  readonly day: number
  readonly session: string
  readonly modality: Modality
  /** Share of the viable volume that survives, and whether the operator judged the session complete. */
  readonly survives: number
  readonly complete: boolean
  /** What the zone adds to the diameter of the lesion; half of it is the margin. */
  readonly marginMm: number
}

export function plannedAblations(
  a: Assumptions,
  stream: RandomStream,
  tumours: readonly Tumour[],
): Ablation[] {
  const { ablation } = a
  const cryo = chance(stream, ablation.cryoCentre)
  const heat = picked(stream, [
    ['MICROWAVE ABLATION', 0.65],
    ['RADIOFREQUENCY ABLATION', 0.35],
  ] as const)
  const days = [whole(stream, ablation.firstSession), whole(stream, ablation.secondSession)] as const
  return tumours
    .filter((tumour) => isReachable(tumour, a, stream))
    .map((tumour, k) => {
      const second = k >= ablation.lesionsPerSession
      const failed = chance(stream, ablation.technicalFailure)
      const residual = chance(stream, ablation.residual)
      return {
        tumour,
        day: days[second ? 1 : 0],
        session: second ? 'S2' : 'S1',
        modality: cryo || (tumour.organ === 'BONE' && chance(stream, 0.5)) ? 'CRYOABLATION' : heat,
        survives: failed ? ablation.viableAfterFailure : residual ? ablation.viableAfterResidual : 0,
        complete: !failed,
        marginMm: uniform(stream, ablation.marginMm[0] ?? 0, ablation.marginMm[1] ?? 0),
      }
    })
}

function isReachable(tumour: Tumour, { ablation }: Assumptions, stream: RandomStream): boolean {
  const reached = chance(stream, ablation.nodeReachable)
  if (tumour.organ === 'BRAIN' || diameter(tumour) > ablation.largestMm) return false
  return !tumour.node || reached
}

/** The zone is larger than the lesion was. What survives is taken to be the resistant part, so it is awake. */
export function ablate({ tumour, day, survives, marginMm }: Ablation): void {
  tumour.ablated = { day, zoneMm: diameter(tumour) + marginMm }
  tumour.clone = survives * (tumour.sleeping + tumour.clone)
  tumour.sleeping = 0
}

export function zoneMm({ ablated, ...tumour }: Tumour, day: number, { ablation }: Assumptions): number {
  if (!ablated) return 0
  const shrunk = Math.max(ablation.zoneFloor, Math.exp(-ablation.zoneShrinkagePerDay * (day - ablated.day)))
  return Math.max(ablated.zoneMm * shrunk, diameter(tumour))
}

/** How far the ablations so far hold down the disease elsewhere. */
export function boost(done: readonly Ablation[], { immuneBoost }: Assumptions): number {
  if (done.length === 0) return 0
  return done.some(({ modality }) => modality === 'CRYOABLATION')
    ? immuneBoost.cryoablation
    : immuneBoost.thermal
}
