/**
 * What the site makes of a scan on the day, by RECIST 1.1 with ablated lesions left out of the sums. It decides only what
 * happens next to the patient (no further scans, other therapy). The study's responses are derived by the road from the measurements.
 */
import type { Reading, Scan } from './scans.ts'

export function isProgression(scan: Scan, earlier: readonly Scan[]): boolean {
  if (scan.readings.some(({ state }) => state === 'UNEQUIVOCAL PROGRESSION')) return true
  if (scan.readings.some(({ lesion }) => lesion.role === 'NEW')) return true
  const targets = scan.readings.filter(isUntreatedTarget)
  const ids = new Set(targets.map(({ lesion }) => lesion.id))
  const sums = earlier
    .map(({ readings }) => readings.filter((r) => isUntreatedTarget(r) && ids.has(r.lesion.id)))
    .filter((readings) => readings.length === ids.size && readings.every(({ mm }) => mm !== undefined))
    .map(sumMm)
  const nadir = Math.min(...sums)
  const sum = sumMm(targets)
  return ids.size > 0 && 5 * sum >= 6 * nadir && sum >= nadir + 5
}

function isUntreatedTarget({ lesion, ablated }: Reading): boolean {
  return lesion.role === 'TARGET' && !ablated
}

function sumMm(readings: readonly Reading[]): number {
  return readings.reduce((sum, { mm = 0 }) => sum + mm, 0)
}
