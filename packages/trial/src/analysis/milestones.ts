/** The arms compared at single times: the difference in the probability of being free of the event at the months of the rates. */
import { milestoneDifference } from '@abscopal/stats'
import type { Finding } from '../finding.ts'
import type { TimeToEventAnalysis } from '../protocol/analysis.ts'
import type { Unit } from './readout.ts'
import { contrastReadout } from './restricted-mean.ts'
import type { ArmCurve, ContrastReadout } from './restricted-mean.ts'
import { fromMonths } from './time-unit.ts'

/** `estimate` is arm less reference, with its plain interval; `p` is formed on the scale of the protocol. */
export type MilestoneReadout = ContrastReadout & {
  readonly atMonths: number
  readonly arm: string
  readonly reference: string
  readonly scale: 'plain' | 'log-log'
  readonly level: number
}

export function milestones(
  curves: readonly ArmCurve[],
  {
    analysis: {
      ratesAtMonths,
      milestones: { scale },
      curve: { level },
    },
    unit,
    reference,
  }: { readonly analysis: TimeToEventAnalysis; readonly unit: Unit; readonly reference: string | null },
): readonly MilestoneReadout[] {
  const base = curves.find(({ arm }) => arm === reference)
  if (!base || base.curve.time.length === 0) return []
  return [...new Set(ratesAtMonths)]
    .toSorted((a, b) => a - b)
    .flatMap((atMonths) =>
      curves
        .filter((one) => one !== base && one.curve.time.length > 0)
        .map(({ arm, curve }) => ({
          ...contrastReadout(
            milestoneDifference(base.curve, curve, { at: fromMonths(atMonths, unit), scale, level }),
          ),
          atMonths,
          arm,
          reference: base.arm,
          scale,
          level,
        })),
    )
}

/** Why a difference has no p: a curve at 0 or 1 has no variance on the scale of the test. */
export function milestoneFindings(where: string, rows: readonly MilestoneReadout[]): Finding[] {
  const bare = rows.filter(({ estimate, p }) => estimate !== null && p === null)
  if (bare.length === 0) return []
  const times = [...new Set(bare.map(({ atMonths }) => atMonths))].join(', ')
  const message = `${where}: the difference at ${times} months has no p: a curve is at 100 % or 0 % there`
  return [{ code: 'analysis.milestone.no-p', severity: 'note', message }]
}
