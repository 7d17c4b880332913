/** Median follow-up of one arm: the median of the reverse Kaplan–Meier curve, in which the event is what ends the watch. */
import { reverseKaplanMeier } from '@abscopal/stats'
import type { Finding } from '../finding.ts'
import { median } from './median.ts'
import type { Interval } from './median.ts'
import type { ArmReadout, Unit } from './readout.ts'
import { eventColumn, timeColumn } from './subject-time.ts'
import type { SubjectTime } from './subject-time.ts'

export function followUp(
  subjects: readonly SubjectTime[],
  interval: Interval,
  unit: Unit,
): ArmReadout['followUp'] {
  const curve = reverseKaplanMeier(timeColumn(subjects), eventColumn(subjects))
  return { ...median(curve, interval, unit), method: 'reverse Kaplan–Meier' }
}

export function followUpFindings(
  where: string,
  { estimate, lower, upper }: ArmReadout['followUp'],
): Finding[] {
  if (estimate !== null && lower !== null && upper !== null) return []
  const message =
    estimate === null
      ? `${where}: no median follow-up: too few were censored for the reverse Kaplan–Meier curve to fall to 50 %`
      : `${where}: the interval of the median follow-up is open: a limit of the reverse curve does not fall to 50 %`
  return [{ code: 'analysis.follow-up.not-reached', severity: 'note', message }]
}
