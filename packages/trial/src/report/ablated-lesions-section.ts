/** The ablated lesions and the pattern of progression as sentences and tables; the terminal and the report both set them. */
import type { Known } from '../analysis/ablated-lesions-readout.ts'
import type { Readout } from '../analysis/readout.ts'
import { progressionClass } from '../protocol/local-progression.ts'
import { classWords } from '../recist/progression-pattern.ts'
import type { TextTable } from './endpoint-table.ts'
import { dateText } from './words.ts'

export type SectionPart = { readonly caption: string; readonly table: TextTable }
export type ReportSection = {
  readonly title: string
  readonly says: readonly string[]
  readonly parts: readonly SectionPart[]
}

/** Undefined where the study ablated nothing. */
export function ablatedLesionsSection({ ablatedLesions }: Readout): ReportSection | undefined {
  if (!ablatedLesions) return undefined
  const { says, methods, lesions, sessions, subjects, timeToLocalProgression } = ablatedLesions
  const causes = Map.groupBy(timeToLocalProgression, ({ cause }) => cause)
  const ended = [...causes].map(([cause, of]) => `${cause.replaceAll('-', ' ')} ${of.length}`)
  return {
    title: 'Ablated lesions',
    says: [
      says,
      ...methods,
      `Subjects with an ablated lesion: ${subjects.subjects}; technical success of every lesion ${knownText(subjects.technicalSuccess)}; primary technique efficacy of every lesion ${knownText(subjects.primaryEfficacy)}; residual tumour in ${subjects.withResidual}, local tumour progression in ${subjects.withLocalProgression}`,
      `Time to local progression, ${timeToLocalProgression.length} lesions, by what ended it: ${ended.join(', ')}`,
    ],
    parts: [
      {
        caption: 'Lesions, by the modality of the first treatment (not randomized)',
        table: {
          columns: [
            'Modality',
            'Lesions',
            'Technical success',
            'Primary efficacy',
            'Secondary efficacy',
            'Residual tumour',
            'Local progression',
          ],
          rows: lesions.map((one) => [
            one.modality,
            String(one.lesions),
            knownText(one.technicalSuccess),
            knownText(one.primaryEfficacy),
            knownText(one.secondaryEfficacy),
            String(one.residual),
            String(one.localProgression),
          ]),
        },
      },
      {
        caption: 'Sessions, by the modality used (not randomized)',
        table: {
          columns: ['Modality', 'Sessions', 'Lesions treated in them', 'Technical success'],
          rows: sessions.map((one) => [
            one.modality,
            String(one.sessions),
            String(one.lesionSessions),
            knownText(one.technicalSuccess),
          ]),
        },
      },
    ],
  }
}

/** Undefined where there is no progression-free survival to classify. */
export function progressionPatternSection({ progressionPatterns, arms }: Readout): ReportSection | undefined {
  if (!progressionPatterns) return undefined
  const title = (id: string) => arms.find((arm) => arm.id === id)?.title ?? id
  const { says, analysis, population } = progressionPatterns
  return {
    title: 'Pattern of progression',
    says: [`At the events of analysis ${analysis}, population ${population}`, ...says],
    parts: [
      {
        caption: 'Events by arm; a subject counts in every class that its progression has',
        table: {
          columns: [
            'Arm',
            'Subjects',
            'Local',
            'Systemic',
            'Not known',
            'Death or other',
            ...progressionClass.options.map((one) => `Class ${classWords[one]}`),
          ],
          rows: progressionPatterns.arms.map((arm) => [
            arm.title,
            String(arm.subjects),
            String(arm.events.local),
            String(arm.events.systemic),
            String(arm.events.notKnown),
            String(arm.events.deathOrOther),
            ...progressionClass.options.map((one) => String(arm.classes[one])),
          ]),
        },
      },
      {
        caption: 'Progressions, subject by subject',
        table: {
          columns: ['Subject', 'Arm', 'Date', 'Pattern'],
          rows: progressionPatterns.subjects.map((one) => [
            one.subject,
            title(one.arm),
            dateText(one.date),
            one.says,
          ]),
        },
      },
    ],
  }
}

/** `12 of 14, 1 not known`. */
function knownText({ yes, no, notKnown }: Known): string {
  return `${yes} of ${yes + no + notKnown}${notKnown > 0 ? `, ${notKnown} not known` : ''}`
}
