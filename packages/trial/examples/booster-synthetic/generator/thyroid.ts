/** TSH, as watched under immunotherapy: every twelve weeks on treatment, and at the last contact, which also shows who is alive. */
import type { Assumptions } from './assumptions.ts'
import type { Course } from './course.ts'
import { normal, streamOf, whole } from './draws.ts'

export type ThyroidSample = {
  readonly visit: string
  readonly visitNumber: number
  readonly day: number
  readonly milliUnitsPerLitre: number
}

export function thyroid({ seed }: Assumptions, course: Course): ThyroidSample[] {
  if (course.person.excluded) return []
  const stream = streamOf(seed, course.person.number, 'thyroid')
  const level = Math.log(1.8) + 0.3 * normal(stream)
  const on = Math.min(course.end, course.progressionSeen ?? course.end)
  const samples: ThyroidSample[] = []
  const take = (visit: string, visitNumber: number, day: number) => {
    const milliUnitsPerLitre = Math.round(100 * Math.exp(level + 0.25 * normal(stream))) / 100
    samples.push({ visit, visitNumber, day, milliUnitsPerLitre })
  }
  for (let due = 84; due <= on; due += 84) take(`WEEK ${due / 7}`, 1 + due / 42, due)
  const last = course.end - whole(stream, course.death === undefined ? [0, 14] : [1, 40])
  if (last > (samples.at(-1)?.day ?? 0)) take('LAST CONTACT', 99, last)
  return samples
}
