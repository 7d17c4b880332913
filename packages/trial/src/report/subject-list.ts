/** The subjects of a readout as a list to look through: one row each, in the order of the data. */
import type { Readout } from '../analysis/readout.ts'
import { monthsText } from './words.ts'

export type SubjectRow = {
  readonly id: string
  readonly arm: string | null
  readonly armTitle: string
  readonly bestResponse: string
  readonly endpoints: readonly { readonly id: string; readonly event: boolean; readonly text: string }[]
  readonly scans: number
  /** Adverse events of grade 3 and more; null where the study has no records of subjects. */
  readonly severe: number | null
  readonly findings: number
}

export function subjectList({ subjects, arms, findings, subjectRecords }: Readout): readonly SubjectRow[] {
  const records = new Map(subjectRecords?.map((record) => [record.subject, record]))
  const found = Map.groupBy(findings, ({ subject }) => subject)
  const titles = new Map(arms.map(({ id, title }) => [id, title]))
  return subjects.map(({ id, arm, bestResponse, endpoints, timePoints }) => {
    const record = records.get(id)
    return {
      id,
      arm,
      armTitle: arm === null ? 'not randomized' : (titles.get(arm) ?? arm),
      bestResponse: bestResponse?.response ?? '–',
      endpoints: endpoints.map((endpoint) => ({
        id: endpoint.id,
        event: endpoint.event,
        text: `${monthsText(endpoint.days, 'days')}, ${endpoint.event ? 'event' : 'censored'}`,
      })),
      scans: timePoints.length,
      severe: record ? record.adverseEvents.filter(({ grade }) => (grade ?? 0) >= 3).length : null,
      findings: found.get(id)?.length ?? 0,
    }
  })
}
