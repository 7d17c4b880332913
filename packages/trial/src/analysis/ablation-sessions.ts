/** The study ablations of the subjects of an analysis, each a session of a lesion with the group of its modality. */
import { daysBetween } from '../day.ts'
import type { Day } from '../day.ts'
import type { Finding } from '../finding.ts'
import type { LesionId, SubjectId } from '../ids.ts'
import type { ModalityAnalysis } from '../protocol/effect-analyses.ts'
import type { Procedure, Records } from '../record/records.ts'
import type { SubjectTime } from './subject-time.ts'

export type AblationSession = {
  readonly subject: SubjectId
  readonly group: string
  readonly lesion: LesionId | undefined
  readonly technicalSuccess: boolean | undefined
  readonly start: Day
  /** The day of the endpoint's clock: the day of randomization is 1. */
  readonly day: number
}

/** In order of time. What belongs to no group is a finding. */
export function ablationSessions(
  { procedures, subjects: all }: Pick<Records, 'procedures' | 'subjects'>,
  subjects: readonly SubjectTime[],
  { id, groups }: ModalityAnalysis,
): { readonly sessions: readonly AblationSession[]; readonly findings: readonly Finding[] } {
  const members = new Set(subjects.map((subject) => subject.id))
  const randomized = new Map(all.map((subject) => [subject.id, subject.randomized]))
  const groupOf = new Map(
    Object.entries(groups).flatMap(([group, modalities]) =>
      modalities.map((modality) => [modality.toLowerCase(), group] as const),
    ),
  )
  const own = procedures.filter(({ kind, subject }) => kind === 'study-ablation' && members.has(subject))
  const grouped = own.map((procedure) => ({ procedure, group: groupOf.get(wordOf(procedure)) }))
  const sessions = grouped.flatMap(({ procedure, group }): AblationSession[] => {
    const { subject, lesion, technicalSuccess, start } = procedure
    const from = randomized.get(subject)
    if (group === undefined || from === undefined) return []
    return [{ subject, group, lesion, technicalSuccess, start, day: daysBetween(from, start) + 1 }]
  })
  const others = grouped.filter(({ group }) => group === undefined)
  const words = [...new Set(others.map(({ procedure }) => procedure.modality ?? 'not named'))].join(', ')
  return {
    sessions: sessions.toSorted((a, b) => a.day - b.day),
    findings:
      others.length === 0
        ? []
        : [
            {
              code: 'analysis.modality.other',
              severity: 'warning',
              message: `analysis ${id}: ${others.length} ablations have a modality of no group (${words}); they are not compared`,
              count: others.length,
            },
          ],
  }
}

const wordOf = ({ modality }: Procedure) => modality?.toLowerCase() ?? ''
