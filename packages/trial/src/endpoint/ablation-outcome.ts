/** What came of the ablation of each lesion, in the terms of SIO-DATECAN: technical success, technique efficacy, residual, local progression. */
import type { Day } from '../day.ts'
import type { Derived } from '../derived.ts'
import type { LesionId, RowId, RuleId, SubjectId } from '../ids.ts'
import type { LocalProgressionSettings } from '../protocol/local-progression.ts'
import type { AblatedLesion } from '../recist/ablated-lesions.ts'
import type { Sentence } from '../recist/rule.ts'
import { ablationTreatments, followUpScan, type Treatment } from './ablation-treatments.ts'

export type Efficacy = 'complete' | 'not-complete' | 'not-known'

export type AblationOutcome = Derived & {
  readonly subject: SubjectId
  readonly lesion: LesionId
  readonly organ?: string
  readonly start: Day
  readonly treatments: number
  /** Of the first treatment, in order of use; empty where none was recorded. */
  readonly modalities: readonly string[]
  /** Of every session of the first treatment; null where that was not recorded. */
  readonly technicalSuccess: boolean | null
  readonly primaryEfficacy: Efficacy
  /** After the treatments that the protocol allows; the primary one where there was one treatment. */
  readonly secondaryEfficacy: Efficacy
  readonly residual: boolean
  readonly localProgression: boolean
  readonly says: string
}

const source = 'SIO-DATECAN, Puijk 2021, 10.1148/radiol.2021203715; Ahmed 2014, 10.1148/radiol.14132958'

const rules = {
  technicalSuccess: {
    id: 'ablation.technical-success',
    says: 'technical success: every session of the first treatment was delivered as planned and covered the tumour, as the operator recorded it',
    source,
    tag: 'K',
  },
  primaryEfficacy: {
    id: 'ablation.efficacy.primary',
    says: 'primary technique efficacy: complete ablation on the evaluated scan nearest to the fixed follow-up after the first treatment, within its window; a suspicious scan leaves it not known',
    source: `${source}; follow-up and window: ours`,
    tag: 'K',
  },
  secondaryEfficacy: {
    id: 'ablation.efficacy.secondary',
    says: 'secondary technique efficacy: complete ablation after a repeat, within the number of treatments that the protocol allows',
    source: `${source}; number of treatments: ours`,
    tag: 'K',
  },
  treatment: {
    id: 'ablation.treatment',
    says: 'a staged session, or one of the same day, belongs to the treatment before it; any other session of the lesion begins a new treatment',
    source: 'ours: no source at hand',
    tag: 'D',
  },
} as const satisfies Record<string, Sentence>

export const ablationOutcomeRules: readonly Sentence[] = Object.values(rules)

export function ablationOutcome(
  subject: SubjectId,
  { lesion, organ, sessions, states }: AblatedLesion,
  { efficacy }: LocalProgressionSettings,
): AblationOutcome {
  const treatments = ablationTreatments(sessions, states)
  const allowed = treatments.slice(0, efficacy.treatments)
  const [first, last] = [treatments[0]!, allowed.at(-1)!]
  const residual = states.some(({ state }) => state === 'residual')
  const localProgression = states.some(({ state }) => state === 'local-progression')
  const found = {
    treatments: treatments.length,
    modalities: [...new Set(first.sessions.flatMap(({ modality }) => modality ?? []))],
    technicalSuccess: technicalSuccess(first),
    primaryEfficacy: efficacyOf(first, efficacy),
    secondaryEfficacy: efficacyOf(last, efficacy),
    residual,
    localProgression,
  }
  const because: RuleId[] = [
    rules.treatment.id,
    rules.technicalSuccess.id,
    rules.primaryEfficacy.id,
    ...(allowed.length > 1 ? [rules.secondaryEfficacy.id] : []),
  ]
  const from: RowId[] = [...sessions.map((session) => session.from), ...states.flatMap((state) => state.from)]
  return {
    subject,
    lesion,
    ...(organ !== undefined && { organ }),
    start: first.start,
    ...found,
    says: sentence(lesion, organ, found),
    because,
    from: [...new Set(from)],
  }
}

function technicalSuccess({ sessions }: Treatment): boolean | null {
  if (sessions.some((session) => session.technicalSuccess === false)) return false
  return sessions.every((session) => session.technicalSuccess === true) ? true : null
}

function efficacyOf(treatment: Treatment, settings: LocalProgressionSettings['efficacy']): Efficacy {
  const scan = followUpScan(treatment, settings)
  if (!scan || scan.state === 'suspicious') return 'not-known'
  if (scan.state === 'residual' || scan.state === 'local-progression') return 'not-complete'
  return scan.proves ? 'complete' : 'not-known'
}

const efficacyWords: Readonly<Record<Efficacy, string>> = {
  complete: 'complete ablation',
  'not-complete': 'ablation not complete',
  'not-known': 'completeness not known',
}

function sentence(
  lesion: LesionId,
  organ: string | undefined,
  found: Pick<
    AblationOutcome,
    | 'treatments'
    | 'modalities'
    | 'technicalSuccess'
    | 'primaryEfficacy'
    | 'secondaryEfficacy'
    | 'residual'
    | 'localProgression'
  >,
): string {
  const success =
    found.technicalSuccess === null
      ? 'not recorded'
      : found.technicalSuccess
        ? 'technical success'
        : 'no technical success'
  return [
    `${lesion}${organ ? ` in ${organ.toLowerCase()}` : ''}, ${found.modalities.join(' and ') || 'modality not recorded'}: ${success}`,
    efficacyWords[found.primaryEfficacy],
    found.treatments > 1 && `after ${found.treatments} treatments ${efficacyWords[found.secondaryEfficacy]}`,
    found.residual && 'residual tumour seen',
    found.localProgression && 'local tumour progression',
  ]
    .filter(Boolean)
    .join('; ')
}
