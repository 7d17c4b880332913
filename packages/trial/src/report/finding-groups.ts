/** Findings with the gravest first, those of one code together. */
import type { Finding } from '../finding.ts'

export type FindingGroup = {
  readonly severity: Finding['severity']
  readonly code: string
  /** Findings, each that stands for several counted as many. */
  readonly count: number
  readonly findings: readonly Finding[]
}

export const severities: readonly Finding['severity'][] = ['error', 'warning', 'note']

export function findingGroups(findings: readonly Finding[]): readonly FindingGroup[] {
  return severities.flatMap((severity) =>
    [
      ...Map.groupBy(
        findings.filter((one) => one.severity === severity),
        ({ code }) => code,
      ),
    ].map(([code, all]) => ({
      severity,
      code,
      count: all.reduce((sum, { count = 1 }) => sum + count, 0),
      findings: all,
    })),
  )
}
