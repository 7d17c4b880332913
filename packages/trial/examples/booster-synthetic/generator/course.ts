/** One patient's way through the study, day by day: disease, ablations, scans, later therapy, death. */
import { ablate, boost, plannedAblations, type Ablation } from './ablations.ts'
import type { Assumptions } from './assumptions.ts'
import { chance, picked, streamOf, whole, type RandomStream } from './draws.ts'
import { growOneDay, viable } from './lesion-growth.ts'
import { baselineDay, followed, followedAtBaseline, reading, screening, visits } from './scans.ts'
import type { Followed, Scan, Visit } from './scans.ts'
import { isProgression } from './site-reading.ts'
import type { Person } from './subjects.ts'
import { diameter, occultTumours, residualTumours, type Tumour } from './tumours.ts'

export type Course = {
  readonly person: Person
  readonly lesions: readonly Followed[]
  readonly scans: readonly Scan[]
  readonly ablations: readonly Ablation[]
  /** Days after randomization. */
  readonly progressionSeen?: number
  readonly laterTherapy?: { readonly day: number; readonly what: string }
  readonly death?: number
  readonly left?: { readonly day: number; readonly why: string }
  /** The last day of which anything is known: death, leaving, or the cutoff. */
  readonly end: number
}

export function course(a: Assumptions, person: Person): Course {
  const lesionStream = streamOf(a.seed, person.number, 'lesions')
  const scanStream = streamOf(a.seed, person.number, 'scans')
  const residual = residualTumours(a, lesionStream)
  const lesions = followedAtBaseline(residual)
  const scans = [scanAt(a, scanStream, lesions, { ...screening, day: baselineDay(scanStream) })]
  if (person.excluded) return { person, lesions, scans, ablations: [], ...leaving(scanStream, person) }

  const planned =
    person.arm === 'ablation'
      ? plannedAblations(a, streamOf(a.seed, person.number, 'ablation'), residual)
      : []
  const tumours = [...residual, ...occultTumours(a, lesionStream)]
  return { person, ...followedUp(a, person, { tumours, lesions, scans, planned, scanStream }) }
}

type Start = {
  tumours: Tumour[]
  lesions: Followed[]
  scans: Scan[]
  planned: readonly Ablation[]
  scanStream: RandomStream
}

function followedUp(a: Assumptions, person: Person, { tumours, lesions, scans, planned, scanStream }: Start) {
  const stream = streamOf(a.seed, person.number, 'disease')
  const therapyDrawn = laterTherapy(a, scanStream)
  const scansAfter = chance(scanStream, a.scans.afterProgression) ? 1 : 0
  const due = visits(a, scanStream, person.lastDay)
  const ablations: Ablation[] = []
  let progressionSeen: number | undefined
  let extra = 0
  for (let day = 1; day <= person.lastDay; day++) {
    for (const ablation of planned.filter((p) => p.day === day)) {
      ablate(ablation)
      ablations.push(ablation)
    }
    const therapy = startOf(therapyDrawn, progressionSeen)
    const treated = therapy !== undefined && day >= therapy && day < therapy + a.laterTherapy.lastsDays
    growOneDay(tumours, a, stream, {
      immunity: boost(ablations, a),
      slowing: treated ? a.laterTherapy.slowing : 1,
    })
    const visit = due.find((v) => v.day === day)
    if (visit && (progressionSeen === undefined || extra++ < scansAfter)) {
      lesions.push(...newLesions(a, tumours, lesions))
      const scan = scanAt(a, scanStream, lesions, visit)
      if (progressionSeen === undefined && isProgression(scan, scans)) progressionSeen = day
      scans.push(scan)
    }
    const seen = { lesions, scans, ablations, ...progressed(progressionSeen, therapyDrawn, day) }
    if (chance(stream, 1 - Math.exp(-a.death.floor - a.death.perCm3 * viable(tumours, 0))))
      return { ...seen, death: day, end: day }
    if (chance(stream, a.dropoutPerDay)) return { ...seen, left: { day, why: 'LOST TO FOLLOW-UP' }, end: day }
  }
  return {
    lesions,
    scans,
    ablations,
    ...progressed(progressionSeen, therapyDrawn, person.lastDay),
    end: person.lastDay,
  }
}

function scanAt(a: Assumptions, stream: RandomStream, lesions: readonly Followed[], visit: Visit): Scan {
  return { ...visit, readings: lesions.map((lesion) => reading(a, stream, lesion, visit.day)) }
}

function newLesions(a: Assumptions, tumours: readonly Tumour[], known: readonly Followed[]): Followed[] {
  const before = known.filter(({ role }) => role === 'NEW').length
  return tumours
    .filter((tumour) => diameter(tumour) >= a.scans.newLesionMm && !known.some((k) => k.tumour === tumour))
    .map((tumour, k) => followed(tumour, 'NEW', `NEW${String(before + k + 1).padStart(2, '0')}`))
}

type TherapyDrawn = { readonly given: boolean; readonly after: number; readonly what: string }

function laterTherapy({ laterTherapy: later }: Assumptions, stream: RandomStream): TherapyDrawn {
  return {
    given: chance(stream, later.given),
    after: whole(stream, later.afterDays),
    what: picked(stream, [
      ['DOCETAXEL', 3],
      ['PEMETREXED AND CARBOPLATIN', 3],
      ['RADIOTHERAPY', 2],
    ] as const),
  }
}

function startOf({ given, after }: TherapyDrawn, progressionSeen: number | undefined): number | undefined {
  return given && progressionSeen !== undefined ? progressionSeen + after : undefined
}

function progressed(seen: number | undefined, therapy: TherapyDrawn, last: number) {
  const start = startOf(therapy, seen)
  return {
    ...(seen !== undefined && { progressionSeen: seen }),
    ...(start !== undefined && start <= last && { laterTherapy: { day: start, what: therapy.what } }),
  }
}

function leaving(stream: RandomStream, person: Person) {
  const day = Math.min(whole(stream, [1, 20]), person.lastDay)
  const withdrew = person.excluded?.startsWith('CONSENT')
  return { left: { day, why: withdrew ? 'WITHDRAWAL BY SUBJECT' : 'PROTOCOL DEVIATION' }, end: day }
}
