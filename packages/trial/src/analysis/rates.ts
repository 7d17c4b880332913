/** The probability of being free of the event at the months that the protocol names, with the interval of the curve. */
import { survivalAt } from '@abscopal/stats'
import type { KaplanMeier } from '@abscopal/stats'
import type { Finding } from '../finding.ts'
import { knownEstimate } from './known.ts'
import type { Interval } from './median.ts'
import type { ArmReadout, Unit } from './readout.ts'
import { fromMonths } from './time-unit.ts'

export function rates(
  curve: KaplanMeier,
  interval: Interval,
  { months, unit }: { readonly months: readonly number[]; readonly unit: Unit },
): ArmReadout['rates'] {
  const at = [...new Set(months)].toSorted((a, b) => a - b)
  const asked = Float64Array.from(at, (month) => fromMonths(month, unit))
  const { survival, lower, upper } = survivalAt(curve, asked, interval)
  // Before the first row of a curve R pads the limits with 1; on these scales a curve at 1 has none, there as after.
  const undefinedAtOne = interval.kind === 'log-log' || interval.kind === 'logit'
  return at.map((month, i) => ({
    at: month,
    unit: 'months',
    ...(survival[i] === 1 && undefinedAtOne
      ? { estimate: 1, lower: null, upper: null }
      : knownEstimate(survival[i], lower[i], upper[i])),
  }))
}

/** Why a rate or its limits are null. */
export function rateFindings(where: string, rows: ArmReadout['rates']): Finding[] {
  const beyond = rows.filter(({ estimate }) => estimate === null)
  const bare = rows.filter(
    ({ estimate, lower, upper }) => estimate !== null && (lower === null || upper === null),
  )
  const findings: Finding[] = []
  if (beyond.length > 0)
    findings.push({
      code: 'analysis.rate.beyond-follow-up',
      severity: 'note',
      message: `${where}: no rate at ${list(beyond)} months: follow-up ends before`,
    })
  if (bare.length > 0)
    findings.push({
      code: 'analysis.rate.no-interval',
      severity: 'note',
      message: `${where}: the rate at ${list(bare)} months has no confidence interval: the curve is at 100 % or 0 % there`,
    })
  return findings
}

const list = (some: ArmReadout['rates']) => some.map(({ at }) => at).join(', ')
