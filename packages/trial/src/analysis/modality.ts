/**
 * Ablation modalities compared, though no one was randomized to one: a modality belongs to a session of a lesion, so the lesions
 * are described by session, and patients are compared from a landmark on and by the modality they have had so far. The comparison from
 * randomization by what a patient ever received stands beside them, to show its bias.
 */
import type { Finding } from '../finding.ts'
import type { Rank, TimeToEventAnalysis } from '../protocol/analysis.ts'
import type { ModalityAnalysis } from '../protocol/effect-analyses.ts'
import type { Records } from '../record/records.ts'
import { ablationSessions } from './ablation-sessions.ts'
import { exposureHazardRatio } from './exposure-hazard-ratio.ts'
import type { ExposureReadout } from './exposure-hazard-ratio.ts'
import { lesionsByGroup } from './lesions-by-group.ts'
import type { LesionGroup } from './lesions-by-group.ts'
import { modalityLandmark } from './modality-landmark.ts'
import type { LandmarkReadout } from './modality-landmark.ts'
import { naiveModality } from './naive-modality.ts'
import type { NaiveReadout } from './naive-modality.ts'
import type { SubjectTime } from './subject-time.ts'

export const NOT_RANDOMIZED = 'Modalities were not randomized'

export type ModalityReadout = {
  readonly id: string
  readonly title: string
  readonly rank: Rank
  readonly of: string
  readonly population: string
  readonly policy: string
  /** The first is compared with the second. */
  readonly groups: readonly { readonly group: string; readonly modalities: readonly string[] }[]
  readonly warning: string
  readonly methods: readonly string[]
  readonly lesions: readonly LesionGroup[]
  /** Mean diameter of the first group less the second, in standard deviations. */
  readonly diameterDifference: number | null
  /** Subjects with sessions of both groups: no two-group count of patients adds up. */
  readonly bothGroups: number
  readonly landmark: LandmarkReadout
  readonly exposure: ExposureReadout
  readonly naive: NaiveReadout
}

export type ModalityQuestion = {
  readonly asked: ModalityAnalysis
  readonly analysis: TimeToEventAnalysis
  readonly title: string
  readonly policy: string
}

/** @param subjects the population of the analysis `of`, their times in days from randomization */
export function modality(
  subjects: readonly SubjectTime[],
  records: Records,
  { asked, analysis, title, policy }: ModalityQuestion,
): { readonly readout?: ModalityReadout; readonly findings: readonly Finding[] } {
  const { id, rank, of } = asked
  const [first, second, ...more] = Object.keys(asked.groups)
  if (first === undefined || second === undefined || more.length > 0) {
    const message = `analysis ${id}: two groups of modalities are compared, got ${Object.keys(asked.groups).join(', ') || 'none'}; not done`
    return { findings: [{ code: 'analysis.modality.groups', severity: 'error', message }] }
  }
  const { sessions, findings: unread } = ablationSessions(records, subjects, asked)
  if (sessions.length === 0) {
    const message = `analysis ${id}: no study ablation with one of these modalities, so nothing is compared`
    return { findings: [...unread, { code: 'analysis.modality.none', severity: 'warning', message }] }
  }
  const pair = [first, second] as const
  const described = lesionsByGroup(sessions, records, pair)
  const question = { asked, analysis, title, policy, pair }
  const landmark = modalityLandmark(subjects, sessions, records, question)
  const exposure = exposureHazardRatio(subjects, sessions, question)
  const naive = naiveModality(subjects, sessions, question)
  const groupsOf = Map.groupBy(sessions, ({ subject }) => subject)
  return {
    readout: {
      id,
      title: asked.title ?? `${title} by ablation modality`,
      rank,
      of,
      population: analysis.population,
      policy,
      groups: pair.map((group) => ({ group, modalities: asked.groups[group] ?? [] })),
      warning: `${NOT_RANDOMIZED}: lesion size, site and the operator's choice differ between them, and a difference in outcome may be theirs`,
      methods: methodsOf(question),
      ...described,
      bothGroups: [...groupsOf.values()].filter((own) => new Set(own.map(({ group }) => group)).size > 1)
        .length,
      landmark: landmark.readout,
      exposure: exposure.readout,
      naive: naive.readout,
    },
    findings: [...unread, ...landmark.findings, ...exposure.findings, ...naive.findings],
  }
}

export type GroupQuestion = ModalityQuestion & { readonly pair: readonly [string, string] }

function methodsOf({ asked, analysis: { model }, pair: [first, second] }: GroupQuestion): string[] {
  const from =
    asked.landmark === 'first-scan-after-ablation'
      ? "each patient's first scan after the first study ablation"
      : `day ${asked.landmark} after randomization`
  return [
    'A modality is that of one session of one lesion; a patient may have had several',
    `Landmark: time is counted from ${from}; groups are the modalities of the ablations up to then; who had the event or was censored by then, and who had both groups, is left out and counted`,
    `Exposure: time from randomization, at risk from the first ablation on; ${first} alone, ${second} alone or both, as they stand at each time ((start, stop] rows); Cox model, ${model.ties} ties, not adjusted, robust variance by patient`,
    'Naive comparison: patients by what they ever received, from randomization; the time before the ablation, when its effect could not show, counts as if it were after. Shown for its bias only',
  ]
}
