/** Months, in which a protocol speaks, in the unit of an endpoint; a month has 30.4375 days. */
import { DAYS_PER_MONTH } from '../day.ts'
import type { Unit } from './readout.ts'

export function fromMonths(months: number, unit: Unit): number {
  if (unit === 'months') return months
  const days = months * DAYS_PER_MONTH
  return unit === 'weeks' ? days / 7 : days
}

export function toMonths(time: number, unit: Unit): number {
  if (unit === 'months') return time
  return (unit === 'weeks' ? time * 7 : time) / DAYS_PER_MONTH
}
