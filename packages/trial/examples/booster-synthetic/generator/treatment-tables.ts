/** ex: a row an infusion. pr: a row for each lesion of an ablation session, and therapy begun after progression. */
import type { Assumptions } from './assumptions.ts'
import type { Course } from './course.ts'
import { doseDays } from './doses.ts'
import { dateOf, rowStart, studyDay } from './row.ts'
import type { Tumour } from './tumours.ts'
import type { Row } from './write.ts'

export function exRows(a: Assumptions, courses: readonly Course[]): Row[] {
  return courses.flatMap((course) =>
    doseDays(a, course).map((day, k) => ({
      ...rowStart(course.person, 'EX', k + 1),
      EXTRT: a.dose.drug,
      EXDOSE: a.dose.mg,
      EXDOSU: 'mg',
      EXDOSFRM: 'SOLUTION',
      EXDOSFRQ: 'Q3W',
      EXROUTE: 'INTRAVENOUS',
      EXSTDTC: dateOf(course.person, day),
      EXENDTC: dateOf(course.person, day),
      EXSTDY: studyDay(day),
      EXENDY: studyDay(day),
    })),
  )
}

export function prRows(courses: readonly Course[]): Row[] {
  return courses.flatMap(({ person, lesions, ablations, laterTherapy }) => {
    const sessions = ablations.map(({ tumour, modality, session, complete, day, marginMm }): Row => ({
      PRSPID: session,
      PRLNKID: lesions.find((lesion) => lesion.tumour === tumour)?.id,
      PRTRT: modality,
      PRDECOD: modality,
      PRCAT: 'STUDY ABLATION',
      PRSCAT: `SESSION ${session.slice(1)}`,
      PRLOC: tumour.organ,
      PRLAT: tumour.side,
      PRSUCC: complete ? 'Y' : 'N',
      PRMARGIN: complete ? Math.round(5 * marginMm) / 10 : 0,
      ...zoneColumns(tumour),
      PRPLAN: 'FIRST',
      ...on(day),
    }))
    const later = laterTherapy && {
      PRTRT: laterTherapy.what,
      PRDECOD: laterTherapy.what,
      PRCAT: 'CANCER RELATED',
      PRSCAT: 'ON TREATMENT',
      ...on(laterTherapy.day),
    }
    return [...sessions, ...(later ? [later] : [])].map((row, k) => ({
      ...rowStart(person, 'PR', k + 1),
      ...row,
    }))

    function on(day: number): Row {
      const date = dateOf(person, day)
      return {
        PRSTDTC: date,
        PRENDTC: ablations.some((x) => x.day === day) ? date : '',
        PRSTDY: studyDay(day),
      }
    }
  })
}

/** A zone is longest along the applicator. */
function zoneColumns({ ablated }: Tumour): Row {
  const mm = ablated?.zoneMm ?? 0
  return { PRZONE1: Math.round(mm), PRZONE2: Math.round(0.85 * mm), PRZONE3: Math.round(0.8 * mm) }
}
