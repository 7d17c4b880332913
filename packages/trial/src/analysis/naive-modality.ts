/** The comparison that should not be made: patients by what they ever received, from randomization. It is here to show its bias. */
import type { Finding } from '../finding.ts'
import type { AblationSession } from './ablation-sessions.ts'
import { armModel } from './arm-model.ts'
import { hazardRatiosByArm } from './hazard-ratio.ts'
import { noEstimate } from './known.ts'
import { logRankByArm } from './log-rank-by-arm.ts'
import type { GroupQuestion } from './modality.ts'
import type { HazardRatioReadout } from './readout.ts'
import type { SubjectTime } from './subject-time.ts'

export type NaiveReadout = {
  readonly says: string
  readonly groups: readonly {
    readonly group: string
    readonly subjects: number
    readonly events: number
    /** Days that each patient could not have the event and be in the group: from randomization to the first ablation of it. */
    readonly immortalDays: { readonly median: number | null; readonly total: number }
  }[]
  readonly hazardRatio: HazardRatioReadout
  readonly logRankP: number | null
}

export function naiveModality(
  subjects: readonly SubjectTime[],
  sessions: readonly AblationSession[],
  { asked, analysis, pair }: GroupQuestion,
): { readonly readout: NaiveReadout; readonly findings: readonly Finding[] } {
  const [first, second] = pair
  const where = `${asked.id}, naive comparison`
  const sessionsOf = Map.groupBy(sessions, ({ subject }) => subject)
  const grouped = subjects.flatMap((subject): SubjectTime[] => {
    const groups = new Set(sessionsOf.get(subject.id)?.map(({ group }) => group))
    const [only] = groups
    return groups.size === 1 && only !== undefined ? [{ ...subject, arm: only }] : []
  })
  const question = { arms: [first, second], reference: second, model: analysis.model, where }
  const fitted = armModel(grouped, question)
  const { hazardRatios, findings } = hazardRatiosByArm(fitted, question)
  const { ties, strata, adjustFor } = analysis.model
  const none = { ...noEstimate, arm: first, p: null, reference: second, ties, strata, adjustedFor: adjustFor }
  return {
    readout: {
      says: 'Biased: a patient who had the event before an ablation could not come into a group, and the days before the ablation count as if they followed it. Patients of both groups are left out',
      groups: pair.map((group) => {
        const members = grouped.filter(({ arm }) => arm === group)
        const days = members
          .map(({ id }) => Math.max(0, (sessionsOf.get(id)?.[0]?.day ?? 1) - 1))
          .toSorted((a, b) => a - b)
        const n = days.length
        return {
          group,
          subjects: n,
          events: members.filter(({ event }) => event).length,
          immortalDays: {
            median:
              n === 0
                ? null
                : ((days[Math.floor((n - 1) / 2)] ?? 0) + (days[Math.ceil((n - 1) / 2)] ?? 0)) / 2,
            total: days.reduce((sum, each) => sum + each, 0),
          },
        }
      }),
      hazardRatio: hazardRatios[0] ?? none,
      logRankP: logRankByArm(grouped, analysis.test.strata, where).logRank.p,
    },
    findings: [...fitted.findings, ...findings],
  }
}
