/** Median of one arm with its confidence interval, by inverting the Kaplan–Meier curve and its limits. */
import { survivalQuantile } from '@abscopal/stats'
import type { IntervalKind, KaplanMeier } from '@abscopal/stats'
import type { Finding } from '../finding.ts'
import { knownEstimate } from './known.ts'
import type { ArmReadout, Unit } from './readout.ts'
import { toMonths } from './time-unit.ts'

export type Interval = { readonly kind: IntervalKind; readonly level: number }

export function median(curve: KaplanMeier, interval: Interval, unit: Unit): ArmReadout['median'] {
  const { estimate, lower, upper } = survivalQuantile(curve, Float64Array.of(0.5), interval)
  return { ...knownEstimate(estimate[0], lower[0], upper[0]), unit }
}

/** Why a median or a limit of it is null. */
export function medianFindings(where: string, { estimate, lower, upper }: ArmReadout['median']): Finding[] {
  if (estimate !== null && lower !== null && upper !== null) return []
  const missing = [lower === null && 'lower', upper === null && 'upper'].filter(Boolean).join(' and ')
  const message =
    estimate === null
      ? `${where}: the median is not reached: the curve does not fall to 50 %` +
        (lower === null ? ', nor does its lower confidence limit' : '')
      : `${where}: the median has no ${missing} confidence limit: that limit of the curve does not fall to 50 %`
  return [{ code: 'analysis.median.not-reached', severity: 'note', message }]
}

/** A median later than half of the arm was watched rests on the few who were watched longest. */
export function isBeyondFollowUp({
  median: time,
  followUp,
}: Pick<ArmReadout, 'median' | 'followUp'>): boolean {
  return time.estimate !== null && followUp.estimate !== null && time.estimate > followUp.estimate
}

export function beyondFollowUp(where: string, arm: Pick<ArmReadout, 'median' | 'followUp'>): Finding[] {
  if (!isBeyondFollowUp(arm)) return []
  const months = (time: number | null) => toMonths(time ?? 0, arm.median.unit).toFixed(1)
  const message = `${where}: the median (${months(arm.median.estimate)} months) lies beyond the median follow-up (${months(arm.followUp.estimate)} months); it rests on the few who were followed longest`
  return [{ code: 'analysis.median.beyond-follow-up', severity: 'warning', message }]
}
