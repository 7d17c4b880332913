/** IFN-alpha in blood before treatment and five weeks on: a lasting level of the person, a change by modality, and noise. */
import type { Assumptions } from './assumptions.ts'
import type { Course } from './course.ts'
import { chance, normal, streamOf, whole } from './draws.ts'

export type BloodSample = {
  readonly visit: string
  readonly visitNumber: number
  readonly day: number
  readonly pgMl: number
}

export function interferon({ seed, interferon: ifn }: Assumptions, course: Course): BloodSample[] {
  const stream = streamOf(seed, course.person.number, 'blood')
  const level = Math.log(ifn.medianPgMl) + ifn.logSd * normal(stream)
  const before = {
    visit: 'SCREENING',
    visitNumber: 1,
    day: -whole(stream, [1, 3]),
    log: level + ifn.noise * 0.5 * normal(stream),
  }
  const lastSession = Math.max(0, ...course.ablations.map(({ day }) => day))
  const rise = course.ablations.length === 0 ? 0 : isFrozen(course) ? ifn.cryoablation : ifn.thermal
  const dayAfter = lastSession > 28 ? lastSession + whole(stream, [4, 8]) : whole(stream, [30, 40])
  const after = {
    visit: 'WEEK 5',
    visitNumber: 1.8,
    day: dayAfter,
    log: level + rise + ifn.noise * normal(stream),
  }
  return [before, after]
    .filter((sample) => !chance(stream, ifn.missing) && sample.day <= course.end)
    .map(({ visit, visitNumber, day, log }) => ({
      visit,
      visitNumber,
      day,
      pgMl: Math.round(Math.exp(log) * 10) / 10,
    }))
}

function isFrozen({ ablations }: Course): boolean {
  return ablations.some(({ modality }) => modality === 'CRYOABLATION')
}
