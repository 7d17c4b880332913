/** The rows beneath the curve: subjects still at risk, and events so far, at whole months that all arms share. */
import { numberAtRisk, survivalAt } from '@abscopal/stats'
import type { KaplanMeier } from '@abscopal/stats'
import type { Interval } from './median.ts'
import type { ArmReadout, Unit } from './readout.ts'
import { timeColumn } from './subject-time.ts'
import type { SubjectTime } from './subject-time.ts'
import { fromMonths, toMonths } from './time-unit.ts'

/** Whole months from 0 to the end of follow-up, at most nine of them; a year is divided evenly. */
export function atRiskMonths(longest: number, unit: Unit): number[] {
  const months = toMonths(longest, unit)
  const step = [1, 2, 3, 6, 12, 24, 60, 120].find((each) => months / each <= 8) ?? Math.ceil(months / 8)
  return Array.from({ length: Math.floor(months / step) + 1 }, (_, i) => i * step)
}

export function atRisk(
  subjects: readonly SubjectTime[],
  curve: KaplanMeier,
  {
    months,
    unit,
    interval,
  }: { readonly months: readonly number[]; readonly unit: Unit; readonly interval: Interval },
): ArmReadout['atRisk'] {
  const asked = Float64Array.from(months, (month) => fromMonths(month, unit))
  const still = numberAtRisk(timeColumn(subjects), asked)
  const { events } = survivalAt(curve, asked, { ...interval, extend: true })
  let sofar = 0
  return months.map((at, i) => {
    sofar += events[i] ?? 0
    return { at, unit: 'months', subjects: still[i] ?? 0, events: sofar }
  })
}
