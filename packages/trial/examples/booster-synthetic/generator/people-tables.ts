/** dm: who the subjects are. ds: consent, randomization, the full analysis set, and how each one's time in the study ended. */
import type { Day } from '../../../src/day.ts'
import type { Assumptions } from './assumptions.ts'
import type { Course } from './course.ts'
import { doseDays } from './doses.ts'
import { dateOf, rowStart, studyDay } from './row.ts'
import type { ArmName } from './subjects.ts'
import type { Row } from './write.ts'

const arms: Record<ArmName, { code: string; title: string }> = {
  ablation: { code: 'ablation', title: 'Ablation + immunotherapy' },
  immunotherapy: { code: 'immunotherapy', title: 'Immunotherapy alone' },
}

export function dmRows(a: Assumptions, courses: readonly Course[]): Row[] {
  return courses.map((course) => {
    const { person, death, end } = course
    const doses = doseDays(a, course)
    const on = (day: number | undefined) => (day === undefined ? '' : dateOf(person, day))
    return {
      ...rowStart(person, 'DM'),
      SUBJID: String(person.number).padStart(3, '0'),
      RFSTDTC: person.randomized,
      RFENDTC: on(end),
      RFXSTDTC: on(doses[0]),
      RFXENDTC: on(doses.at(-1)),
      RFICDTC: person.consent,
      RFPENDTC: on(end),
      DTHDTC: on(death),
      DTHFL: death === undefined ? '' : 'Y',
      SITEID: person.site,
      AGE: person.age,
      AGEU: 'YEARS',
      SEX: person.sex,
      ARMCD: arms[person.arm].code,
      ARM: arms[person.arm].title,
    }
  })
}

export function dsRows(courses: readonly Course[]): Row[] {
  return courses.flatMap((course) =>
    milestones(course).map(({ category, decode, term = decode, date, day }, k) => ({
      ...rowStart(course.person, 'DS', k + 1),
      DSTERM: term,
      DSDECOD: decode,
      DSCAT: category,
      DSDTC: date,
      DSSTDTC: date,
      DSSTDY: day === undefined ? '' : studyDay(day),
    })),
  )
}

type Milestone = { category: string; decode: string; term?: string; date: Day; day?: number }

function milestones({ person, death, left, end }: Course): Milestone[] {
  const on = (day: number) => ({ date: dateOf(person, day), day })
  const list: Milestone[] = [
    { category: 'PROTOCOL MILESTONE', decode: 'INFORMED CONSENT OBTAINED', date: person.consent },
    { category: 'PROTOCOL MILESTONE', decode: 'RANDOMIZED', ...on(0) },
  ]
  if (person.excluded)
    list.push({
      category: 'ANALYSIS SET',
      decode: 'EXCLUDED FROM FULL ANALYSIS SET',
      term: person.excluded,
      ...on(end),
    })
  if (death !== undefined) list.push({ category: 'DISPOSITION EVENT', decode: 'DEATH', ...on(death) })
  else if (left) list.push({ category: 'DISPOSITION EVENT', decode: left.why, ...on(left.day) })
  else
    list.push({ category: 'OTHER EVENT', decode: 'ALIVE', term: 'ALIVE AT SURVIVAL FOLLOW-UP', ...on(end) })
  return list
}
