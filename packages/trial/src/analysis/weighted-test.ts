/** The weighted log-rank test that the protocol asks for beside the log-rank: one weight, or the largest of several (MaxCombo). */
import { maxCombo } from '@abscopal/stats'
import type { Finding } from '../finding.ts'
import type { TimeToEventAnalysis } from '../protocol/analysis.ts'
import { completeSubjects, strataCodes } from './complete-subjects.ts'
import { known } from './known.ts'
import { eventColumn, timeColumn } from './subject-time.ts'
import type { SubjectTime } from './subject-time.ts'

export type WeightedTestReadout = {
  /** Fleming–Harrington weights S(t−)^ρ (1 − S(t−))^γ; `z` is positive where the other arm has more events than the reference. */
  readonly weights: readonly { readonly rho: number; readonly gamma: number; readonly z: number | null }[]
  readonly sides: 2
  readonly p: number | null
  /** The numerical error of p. */
  readonly pError: number | null
  readonly strata: readonly string[]
}

export function weightedTest(
  subjects: readonly SubjectTime[],
  { weightedTest: asked, test: { strata } }: TimeToEventAnalysis,
  { reference, where }: { readonly reference: string | null; readonly where: string },
): { readonly weightedTest: WeightedTestReadout | null; readonly findings: readonly Finding[] } {
  if (!asked) return { weightedTest: null, findings: [] }
  const { complete, findings } = completeSubjects(subjects, { strata }, `${where}, weighted log-rank test`)
  const arms = new Set(complete.map(({ arm }) => arm))
  if (arms.size !== 2 || reference === null || !arms.has(reference))
    return {
      weightedTest: null,
      findings: [
        ...findings,
        {
          code: 'analysis.weighted-test.none',
          severity: 'note',
          message: `${where}: no weighted log-rank test: it compares two arms, and ${arms.size} have subjects`,
        },
      ],
    }
  const { z, p, pError } = maxCombo(timeColumn(complete), eventColumn(complete), {
    group: Int32Array.from(complete, ({ arm }) => (arm === reference ? 0 : 1)),
    weights: asked.weights,
    alternative: 'two-sided',
    ...(strata.length > 0 && { strata: strataCodes(complete, strata) }),
  })
  return {
    weightedTest: {
      weights: asked.weights.map((weight, j) => ({ ...weight, z: known(z[j]) })),
      sides: 2,
      p: known(p),
      pError: known(pError),
      strata,
    },
    findings,
  }
}
