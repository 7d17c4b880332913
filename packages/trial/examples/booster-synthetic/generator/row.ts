/** What every row of every table begins with, and a date by its distance from randomization. */
import { addDays, type Day } from '../../../src/day.ts'
import type { Person } from './subjects.ts'
import type { Row } from './write.ts'

export const studyId = 'SYNTHETIC-BOOSTER'

export function rowStart(person: Person, domain: string, sequence?: number): Row {
  return {
    STUDYID: studyId,
    DOMAIN: domain,
    USUBJID: person.id,
    ...(sequence !== undefined && { [`${domain}SEQ`]: sequence }),
  }
}

export function dateOf(person: Person, day: number): Day {
  return addDays(person.randomized, day)
}

/** SDTM has no day 0: the day of randomization is day 1, the day before it is day −1. */
export function studyDay(day: number): number {
  return day >= 0 ? day + 1 : day
}
