/** The visit schedule with its windows, and what a radiologist writes down of each lesion on a scan. */
import { zoneMm } from './ablations.ts'
import type { Assumptions } from './assumptions.ts'
import { chance, normal, whole, type RandomStream } from './draws.ts'
import { diameter, type Tumour } from './tumours.ts'

export type Visit = { readonly name: string; readonly number: number; readonly day: number }

export type Followed = {
  readonly tumour: Tumour
  readonly id: string
  readonly role: 'TARGET' | 'NON-TARGET' | 'NEW'
  /** Smallest size so far in mm, by the scans; a reader compares with it. */
  smallestMm: number
  /** Whether a scan later than a week after the ablation has said if it was complete. */
  judged?: boolean
}

export type Reading = {
  readonly lesion: Followed
  readonly mm?: number
  readonly state?: 'PRESENT' | 'ABSENT' | 'UNEQUIVOCAL PROGRESSION'
  readonly ablated?: boolean
  readonly zone?: ZoneReading
  readonly notDone?: string
}

/** What is said of an ablation zone beside its size. Enhancement in Hounsfield units. */
export type ZoneReading = {
  readonly noduleMm?: number
  readonly enhancement?: number
  readonly statement?: 'COMPLETE ABLATION' | 'RESIDUAL TUMOR'
}

export type Scan = Visit & { readonly readings: readonly Reading[] }

export const screening = { name: 'SCREENING', number: 1 }

/** Every 42 days to day 336 within a week, then every 84 within two; a visit may be missed. */
export function visits(a: Assumptions, stream: RandomStream, lastDay: number): Visit[] {
  const list: Visit[] = []
  for (let due = 42; due <= lastDay + 14; due += due < 336 ? 42 : 84) {
    const window = due <= 336 ? 7 : 14
    const jitter = Math.max(-window, Math.min(window, Math.round((normal(stream) * window) / 2.5)))
    if (!chance(stream, a.scans.missed))
      list.push({ name: `WEEK ${due / 7}`, number: 1 + due / 42, day: due + jitter })
  }
  return list.filter(({ day }) => day <= lastDay)
}

/** Targets by RECIST 1.1: measurable, the largest first, two an organ and five in all; the rest is non-target. */
export function followedAtBaseline(tumours: readonly Tumour[]): Followed[] {
  const bySize = tumours.toSorted((x, y) => diameter(y) - diameter(x))
  const perOrgan = new Map<string, number>()
  const targets = bySize.filter((tumour) => {
    const already = perOrgan.get(tumour.organ) ?? 0
    if (tumour.organ === 'BONE' || diameter(tumour) < (tumour.node ? 15.5 : 10.5) || already === 2)
      return false
    perOrgan.set(tumour.organ, already + 1)
    return true
  })
  const others = bySize.filter((tumour) => !targets.includes(tumour))
  return [
    ...targets.map((tumour, k) => followed(tumour, 'TARGET', `T0${k + 1}`)),
    ...others.map((tumour, k) => followed(tumour, 'NON-TARGET', `NT0${k + 1}`)),
  ]
}

export function followed(tumour: Tumour, role: Followed['role'], id: string): Followed {
  return { tumour, role, id, smallestMm: diameter(tumour) }
}

export function reading(a: Assumptions, stream: RandomStream, lesion: Followed, day: number): Reading {
  const { tumour, role } = lesion
  const error = normal(stream)
  const skipped = chance(stream, a.scans.notDone)
  const trueMm = diameter(tumour)
  const mm = measured(tumour.ablated ? zoneMm(tumour, day, a) : trueMm, error, a)
  if (tumour.ablated) {
    lesion.smallestMm = Math.min(lesion.smallestMm, trueMm)
    const back = trueMm >= 9 && trueMm >= lesion.smallestMm + 5 // a growing nodule at the margin of the zone
    const zone = zoneReading(lesion, { trueMm, error, since: day - tumour.ablated.day }, a)
    return { lesion, mm, ablated: true, zone, state: back ? 'UNEQUIVOCAL PROGRESSION' : 'PRESENT' }
  }
  if (skipped && day > 0) return { lesion, notDone: 'SCAN NOT EVALUABLE' }
  if (role === 'TARGET') return { lesion, mm: day > 0 ? mm : Math.max(mm, tumour.node ? 15 : 10) }
  if (role === 'NEW') return { lesion, mm, state: 'PRESENT' }
  const grown = trueMm >= 1.4 * lesion.smallestMm && trueMm >= lesion.smallestMm + 8
  lesion.smallestMm = Math.min(lesion.smallestMm, trueMm)
  if (grown) return { lesion, state: 'UNEQUIVOCAL PROGRESSION' }
  return { lesion, state: trueMm < (tumour.node ? 8 : 3) ? 'ABSENT' : 'PRESENT' }
}

/** Viable tumour is a nodule that enhances; without it a zone enhances little. The first scan after a week says if all is gone. */
function zoneReading(
  lesion: Followed,
  { trueMm, error, since }: { trueMm: number; error: number; since: number },
  { scans }: Assumptions,
): ZoneReading {
  const first = !lesion.judged && since > 7
  if (first) lesion.judged = true
  const nodule = trueMm >= scans.nodulePartMm
  return {
    ...(nodule && { noduleMm: Math.round(trueMm) }),
    ...((nodule || first) && {
      enhancement: nodule ? Math.round(24 + trueMm + 3 * error) : Math.min(14, Math.round(7 + 2 * error)),
    }),
    ...(first && { statement: trueMm >= scans.residualMm ? 'RESIDUAL TUMOR' : 'COMPLETE ABLATION' }),
  }
}

/** Whole millimetres; under 5 mm a lesion is hardly seen and written as 5, and as 0 once it is under 2. */
function measured(trueMm: number, error: number, { scans }: Assumptions): number {
  if (trueMm < 2) return 0
  return Math.max(5, Math.round(trueMm + error * (scans.errorMm + scans.errorShare * trueMm)))
}

export function baselineDay(stream: RandomStream): number {
  return -whole(stream, [3, 14])
}
