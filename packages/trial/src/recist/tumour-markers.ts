/** Tumour markers that the protocol asks to be normal for a complete response. */
import { daysBetween, type Day } from '../day.ts'
import type { RowId } from '../ids.ts'
import type { Protocol } from '../protocol/protocol.ts'
import type { LaboratoryMeasurement, Scan } from '../record/records.ts'

export type Markers = {
  readonly state: 'normal' | 'raised' | 'unknown'
  readonly from: readonly RowId[]
}

/**
 * Of each marker the measurement nearest to the days of the scan counts, at one distance a raised one. Undefined where the
 * protocol names no marker.
 */
export function tumourMarkers(
  scan: Scan,
  measurements: readonly LaboratoryMeasurement[],
  { tests, withinDays }: Protocol['response']['tumourMarkers'],
): Markers | undefined {
  if (tests.length === 0) return undefined
  const nearest = tests.map((test) => nearestTo(scan, ofTest(measurements, test), withinDays))
  const known = nearest.filter((one) => one?.range !== undefined)
  return {
    state: known.some((one) => one!.range === 'high')
      ? 'raised'
      : known.length < tests.length
        ? 'unknown'
        : 'normal',
    from: nearest.flatMap((one) => one?.from ?? []),
  }
}

function ofTest(measurements: readonly LaboratoryMeasurement[], test: string) {
  return measurements.filter((one) => one.test.toUpperCase() === test.toUpperCase())
}

function nearestTo(
  scan: Scan,
  measurements: readonly LaboratoryMeasurement[],
  withinDays: number,
): LaboratoryMeasurement | undefined {
  const near = measurements.flatMap((one) => {
    const day = one.date?.day
    const distance = day === undefined ? Infinity : distanceTo(scan, day)
    return distance <= withinDays ? [{ one, distance }] : []
  })
  return near.toSorted((a, b) => a.distance - b.distance || raised(b.one) - raised(a.one))[0]?.one
}

function distanceTo({ date, lastDate }: Scan, day: Day): number {
  if (day < date.day) return daysBetween(day, date.day)
  return day > lastDate.day ? daysBetween(lastDate.day, day) : 0
}

function raised({ range }: LaboratoryMeasurement): number {
  return range === 'high' ? 1 : 0
}
