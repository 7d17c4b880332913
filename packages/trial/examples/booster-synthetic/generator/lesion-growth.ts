/**
 * One day of disease. Sleeping cells shrink slowly; a resistant clone may wake in a lesion, the likelier the larger it is;
 * what is awake grows by its own rate; and what is viable seeds new metastases.
 */
import type { Assumptions } from './assumptions.ts'
import { chance, type RandomStream } from './draws.ts'
import { metastasis, type Tumour } from './tumours.ts'

/** `immunity`: 0 as with immunotherapy alone, towards 1 the more waking and growth are held down. `slowing`: of later therapy. */
export type Control = { readonly immunity: number; readonly slowing: number }

export function growOneDay(
  tumours: Tumour[],
  a: Assumptions,
  stream: RandomStream,
  { immunity, slowing }: Control,
): void {
  for (const tumour of tumours) {
    tumour.sleeping *= Math.exp(-a.growth.sleepingShrinkage)
    const waking = a.growth.wakingPerDay * Math.sqrt(tumour.sleeping) * (1 - immunity)
    if (chance(stream, 1 - Math.exp(-waking)) && tumour.clone === 0) {
      tumour.clone = a.growth.cloneShare * tumour.sleeping
      tumour.sleeping -= tumour.clone
    }
    tumour.clone *= Math.exp(tumour.growth * (1 - immunity) * slowing)
  }
  const seeding = a.spread.perDay * Math.sqrt(viable(tumours, a.spread.sleepingWeight)) * (1 - immunity)
  if (chance(stream, 1 - Math.exp(-seeding))) tumours.push(metastasis(a, stream))
}

/** Viable volume in cm³, the sleeping part by a weight. */
export function viable(tumours: readonly Tumour[], sleepingWeight: number): number {
  return tumours.reduce((sum, { clone, sleeping }) => sum + clone + sleepingWeight * sleeping, 0)
}
