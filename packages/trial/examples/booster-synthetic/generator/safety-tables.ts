/** ae: adverse events by CTCAE grade, some dates known to the month only. lb: IFN-alpha, below its limit written as `<x`, and TSH. */
import { adverseEvents } from './adverse-events.ts'
import type { Assumptions } from './assumptions.ts'
import type { Course } from './course.ts'
import { interferon } from './interferon.ts'
import { thyroid } from './thyroid.ts'
import { dateOf, rowStart, studyDay } from './row.ts'
import type { Row } from './write.ts'

export function aeRows(a: Assumptions, courses: readonly Course[]): Row[] {
  return courses.flatMap((course) => {
    const { person } = course
    return adverseEvents(a, course).map((event, k) => ({
      ...rowStart(person, 'AE', k + 1),
      AETERM: event.term,
      AEDECOD: event.term,
      AEBODSYS: event.organClass,
      AESOC: event.organClass,
      AETOXGR: event.grade,
      AESER: yesNo(event.serious),
      AEREL: yesNo(event.ofAblation || event.ofImmunotherapy),
      AERELABL: yesNo(event.ofAblation),
      AERELIO: yesNo(event.ofImmunotherapy),
      AEOUT: event.end === undefined ? 'NOT RECOVERED/NOT RESOLVED' : 'RECOVERED/RESOLVED',
      AESTDTC: dateOf(person, event.start),
      AEENDTC: event.end === undefined ? '' : endText(dateOf(person, event.end), event.term, person.number),
      AESTDY: studyDay(event.start),
    }))
  })
}

/** Some patients remember only the month in which a cough or a rash went away. */
function endText(date: string, term: string, number: number): string {
  return number % 9 === 4 && (term === 'COUGH' || term === 'RASH') ? date.slice(0, 7) : date
}

export function lbRows(a: Assumptions, courses: readonly Course[]): Row[] {
  return courses.flatMap((course) =>
    [...interferonRows(a, course), ...thyroidRows(a, course)].map((row, k) => ({
      ...rowStart(course.person, 'LB', k + 1),
      ...row,
    })),
  )
}

function interferonRows(a: Assumptions, course: Course): Row[] {
  return interferon(a, course).map(({ visit, visitNumber, day, pgMl }) => {
    const below = pgMl < a.interferon.limit
    const text = below ? `<${a.interferon.limit}` : String(pgMl)
    return {
      LBTESTCD: 'IFNALPHA',
      LBTEST: 'IFN-alpha',
      LBCAT: 'CYTOKINES',
      LBORRES: text,
      LBORRESU: 'pg/mL',
      LBSTRESC: text,
      LBSTRESN: below ? '' : pgMl,
      LBSTRESU: 'pg/mL',
      LBLLOQ: a.interferon.limit,
      LBBLFL: day < 0 ? 'Y' : '',
      ...drawn(course, { visit, visitNumber, day }),
    }
  })
}

function thyroidRows(a: Assumptions, course: Course): Row[] {
  return thyroid(a, course).map(({ visit, visitNumber, day, milliUnitsPerLitre }) => ({
    LBTESTCD: 'TSH',
    LBTEST: 'Thyrotropin',
    LBCAT: 'HORMONES',
    LBORRES: milliUnitsPerLitre,
    LBORRESU: 'mIU/L',
    LBSTRESC: milliUnitsPerLitre,
    LBSTRESN: milliUnitsPerLitre,
    LBSTRESU: 'mIU/L',
    ...drawn(course, { visit, visitNumber, day }),
  }))
}

function drawn({ person }: Course, at: { visit: string; visitNumber: number; day: number }): Row {
  return { VISITNUM: at.visitNumber, VISIT: at.visit, LBDTC: dateOf(person, at.day), LBDY: studyDay(at.day) }
}

function yesNo(yes: boolean): string {
  return yes ? 'Y' : 'N'
}
