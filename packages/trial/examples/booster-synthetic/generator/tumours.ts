/** The residual lesions at baseline: one to five, in at most three organs, and seeds that no scan shows. */
import type { Assumptions } from './assumptions.ts'
import { chance, normal, picked, poisson, type RandomStream } from './draws.ts'

export type Tumour = {
  readonly organ: string
  readonly side: 'LEFT' | 'RIGHT' | ''
  readonly node: boolean
  /** Per day, while awake. */
  readonly growth: number
  /** Viable volumes in cm³: what sleeps under immune control, and the resistant clone. */
  sleeping: number
  clone: number
  /** Set once a session has treated it. */
  ablated?: { readonly day: number; readonly zoneMm: number }
}

const organs = [
  ['LUNG', 0.46],
  ['LYMPH NODE', 0.17],
  ['LIVER', 0.12],
  ['ADRENAL GLAND', 0.09],
  ['BONE', 0.11],
  ['BRAIN', 0.05],
] as const

export function residualTumours(a: Assumptions, stream: RandomStream): Tumour[] {
  const count = picked(
    stream,
    a.lesions.counts.map((weight, k) => [k + 1, weight] as const),
  )
  const found = new Set<string>(['LUNG'])
  return Array.from({ length: count }, (_, k) => {
    const drawn = picked(stream, organs)
    const organ = k === 0 || (found.size === 3 && !found.has(drawn)) ? 'LUNG' : drawn
    found.add(organ)
    const least = k === 0 ? 12 : 8 // the first is measurable
    const mm = Math.min(48, Math.max(least, a.lesions.medianMm * Math.exp(a.lesions.logSd * normal(stream))))
    return tumour(a, stream, organ, { sleeping: volume(mm) })
  })
}

export function occultTumours(a: Assumptions, stream: RandomStream): Tumour[] {
  return Array.from({ length: poisson(stream, a.lesions.occultMean) }, () =>
    tumour(
      a,
      stream,
      picked(
        stream,
        organs.filter(([organ]) => organ !== 'LYMPH NODE'),
      ),
      {
        sleeping: volume(a.growth.occultMm),
      },
    ),
  )
}

/** A new metastasis grows at once: it descends from cells that are awake. */
export function metastasis(a: Assumptions, stream: RandomStream): Tumour {
  const organ = picked(
    stream,
    organs.filter(([name]) => name !== 'LYMPH NODE'),
  )
  return tumour(a, stream, organ, { clone: volume(a.growth.occultMm) })
}

function tumour(
  a: Assumptions,
  stream: RandomStream,
  organ: string,
  { sleeping = 0, clone = 0 }: { sleeping?: number; clone?: number },
): Tumour {
  const paired = organ === 'LUNG' || organ === 'ADRENAL GLAND'
  const side = chance(stream, 0.5) ? 'LEFT' : 'RIGHT'
  const doubling = a.growth.doublingDays * Math.exp(a.growth.doublingLogSd * normal(stream))
  return {
    organ,
    side: paired ? side : '',
    node: organ === 'LYMPH NODE',
    growth: Math.LN2 / doubling,
    sleeping,
    clone,
  }
}

/** Volume in cm³ of a ball of this diameter in mm, and back. */
export function volume(mm: number): number {
  return (Math.PI / 6) * (mm / 10) ** 3
}

export function diameter({ sleeping, clone }: Pick<Tumour, 'sleeping' | 'clone'>): number {
  return 10 * Math.cbrt((6 / Math.PI) * (sleeping + clone))
}
