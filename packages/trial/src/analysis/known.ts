/** A number as the readout has it: what does not exist (NaN, ±∞) is null, and a finding elsewhere says why. */
import type { Estimate } from './readout.ts'

export function known(value: number | undefined): number | null {
  return value !== undefined && Number.isFinite(value) ? value : null
}

export function knownEstimate(estimate?: number, lower?: number, upper?: number): Estimate {
  return { estimate: known(estimate), lower: known(lower), upper: known(upper) }
}

export const noEstimate: Estimate = { estimate: null, lower: null, upper: null }
