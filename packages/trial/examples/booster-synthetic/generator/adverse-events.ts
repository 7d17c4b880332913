/** Adverse events with a CTCAE grade: of the immunotherapy by time on it, of an ablation by the organ treated. */
import type { Assumptions } from './assumptions.ts'
import type { Course } from './course.ts'
import { chance, picked, poisson, streamOf, whole, type RandomStream } from './draws.ts'

export type Event = {
  readonly term: string
  readonly organClass: string
  readonly grade: number
  readonly serious: boolean
  /** Days after randomization; an event without an end goes on. */
  readonly start: number
  readonly end?: number
  readonly ofAblation: boolean
  readonly ofImmunotherapy: boolean
}

type Kind = {
  term: string
  organClass: string
  weight: number
  grades: readonly (readonly [number, number])[]
  immune: boolean
}

const skin = 'SKIN AND SUBCUTANEOUS TISSUE DISORDERS'
const chest = 'RESPIRATORY, THORACIC AND MEDIASTINAL DISORDERS'
const general = 'GENERAL DISORDERS AND ADMINISTRATION SITE CONDITIONS'
const mild = [
  [1, 0.7],
  [2, 0.3],
] as const
const kinds: readonly Kind[] = [
  { term: 'RASH', organClass: skin, weight: 4, grades: mild, immune: true },
  { term: 'PRURITUS', organClass: skin, weight: 3, grades: mild, immune: true },
  {
    term: 'HYPOTHYROIDISM',
    organClass: 'ENDOCRINE DISORDERS',
    weight: 3,
    grades: [
      [1, 0.4],
      [2, 0.6],
    ],
    immune: true,
  },
  {
    term: 'PNEUMONITIS',
    organClass: chest,
    weight: 1.5,
    grades: [
      [1, 0.4],
      [2, 0.45],
      [3, 0.15],
    ],
    immune: true,
  },
  {
    term: 'DIARRHEA',
    organClass: 'GASTROINTESTINAL DISORDERS',
    weight: 2,
    grades: [
      [1, 0.6],
      [2, 0.35],
      [3, 0.05],
    ],
    immune: true,
  },
  { term: 'FATIGUE', organClass: general, weight: 5, grades: mild, immune: true },
  { term: 'COUGH', organClass: chest, weight: 4, grades: mild, immune: false },
  {
    term: 'UPPER RESPIRATORY INFECTION',
    organClass: 'INFECTIONS AND INFESTATIONS',
    weight: 3,
    grades: [
      [1, 0.3],
      [2, 0.7],
    ],
    immune: false,
  },
]

export function adverseEvents(a: Assumptions, course: Course): Event[] {
  if (course.person.excluded) return []
  const stream = streamOf(a.seed, course.person.number, 'events')
  const exposed = Math.min(course.end, course.progressionSeen ?? course.end, 700)
  const ofEveryDay = Array.from({ length: poisson(stream, exposed / 160) }, () =>
    event(stream, exposed, course.end),
  )
  return [...ofEveryDay, ...afterAblation(stream, course)].toSorted((x, y) => x.start - y.start)
}

function event(stream: RandomStream, exposed: number, end: number): Event {
  const kind = picked(
    stream,
    kinds.map((k) => [k, k.weight] as const),
  )
  const grade = picked(stream, kind.grades)
  const start = whole(stream, [1, Math.max(1, exposed)])
  const stop = start + whole(stream, [5, 70])
  const goesOn = kind.term === 'HYPOTHYROIDISM' || stop > end
  return {
    term: kind.term,
    organClass: kind.organClass,
    grade,
    serious: grade >= 3,
    start,
    ...(!goesOn && { end: stop }),
    ofAblation: false,
    ofImmunotherapy: kind.immune && chance(stream, 0.85),
  }
}

function afterAblation(stream: RandomStream, { ablations, end }: Course): Event[] {
  const sessions = new Map(ablations.map((ablation) => [ablation.session, ablation.day]))
  return [...sessions].flatMap(([session, day]) => {
    const lung = ablations.some((x) => x.session === session && x.tumour.organ === 'LUNG')
    const events: Event[] = []
    const add = (term: string, organClass: string, grade: number, from: number, lasts: number) =>
      events.push({
        term,
        organClass,
        grade,
        serious: grade >= 3,
        start: day + from,
        ...(day + from + lasts <= end && { end: day + from + lasts }),
        ofAblation: true,
        ofImmunotherapy: false,
      })
    if (lung && chance(stream, 0.24))
      add(
        'PNEUMOTHORAX',
        chest,
        picked(stream, [
          [1, 0.6],
          [2, 0.33],
          [3, 0.07],
        ]),
        0,
        whole(stream, [2, 8]),
      )
    if (lung && chance(stream, 0.12))
      add('HEMOPTYSIS', chest, 1, whole(stream, [0, 1]), whole(stream, [1, 4]))
    if (chance(stream, 0.3))
      add(
        'PROCEDURAL PAIN',
        'INJURY, POISONING AND PROCEDURAL COMPLICATIONS',
        picked(stream, mild),
        0,
        whole(stream, [1, 6]),
      )
    if (chance(stream, 0.18)) add('PYREXIA', general, 1, whole(stream, [0, 2]), whole(stream, [1, 3]))
    return events
  })
}
