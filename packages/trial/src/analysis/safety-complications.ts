/** Complications of the procedure by CIRSE and SIR grade: the worst a subject, and every event. */
import type { Finding } from '../finding.ts'
import type { SubjectId } from '../ids.ts'
import type { AdverseEvent } from '../record/records.ts'
import { complicationGrade, complicationGrades, scaleTitles } from '../safety/complication-scales.ts'
import type { ComplicationScale } from '../safety/complication-scales.ts'
import type { Treated } from './safety-events.ts'

export type ComplicationCounts = {
  readonly scale: ComplicationScale
  readonly title: string
  readonly grades: readonly {
    readonly grade: string
    readonly says: string
    readonly source: string
    readonly subjects: number
    readonly events: number
  }[]
  /** Events that the investigator relates to ablation and that have no grade in this scale. */
  readonly ungraded: number
}

export function complicationCounts(
  events: readonly AdverseEvent[],
  treated: ReadonlyMap<SubjectId, Treated>,
): { readonly counts: readonly ComplicationCounts[]; readonly findings: readonly Finding[] } {
  const own = events.filter(
    ({ subject, relatedToAblation, complication }) =>
      treated.has(subject) && (relatedToAblation || complication),
  )
  const findings: Finding[] = []
  const counts = (['cirse', 'sir'] as const).map((scale) => {
    const graded = own.flatMap((event) => {
      const text = event.complication?.[scale]
      if (text === undefined) return []
      const grade = complicationGrade(scale, text)
      if (!grade) findings.push(unread(event, scale, text))
      return grade ? [{ subject: event.subject, grade }] : []
    })
    return {
      scale,
      title: scaleTitles[scale],
      grades: complicationGrades
        .filter((row) => row.scale === scale)
        .map((row) => {
          const at = graded.filter(({ grade }) => grade === row)
          return {
            grade: row.grade,
            says: row.says,
            source: row.source,
            subjects: new Set(at.map(({ subject }) => subject)).size,
            events: at.length,
          }
        }),
      ungraded: own.length - graded.length,
    }
  })
  const none = own.length > 0 && counts.every(({ ungraded }) => ungraded === own.length)
  if (none)
    findings.push({
      code: 'safety.complication.ungraded',
      severity: 'note',
      message: `${own.length} events are related to ablation and none has a grade of CIRSE or SIR (columns AECIRSE, AESIR)`,
    })
  return { counts, findings }
}

function unread({ subject, from }: AdverseEvent, scale: ComplicationScale, text: string): Finding {
  const [file = '', row] = from.split(':')
  const allowed = complicationGrades.filter((each) => each.scale === scale).map(({ grade }) => grade)
  return {
    code: 'safety.complication.unreadable',
    severity: 'error',
    subject,
    where: { file, row: Number(row), field: scale === 'cirse' ? 'AECIRSE' : 'AESIR' },
    message: `a grade of ${allowed.join(', ')} is needed, got ${text.slice(0, 40)}; it is not counted`,
  }
}
