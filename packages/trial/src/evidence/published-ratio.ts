/**
 * What a printed hazard ratio implies: its standard error, its p, the events behind it. All on the log scale.
 *
 *   se = (ln U − ln L) / (2 z)      p = 2 Φ(−|ln HR| / se)      D ≈ 1 / (se² q (1 − q)),  q the share of the local arm
 *
 * Source: Parmar, Torri & Stewart 1998, Stat Med 17:2815; Schoenfeld 1981, Biometrika 68:316 (events).
 * Checked: by hand on the rows of the table, each in the test.
 */
import { normalCdf, normalQuantile } from '@abscopal/stats'
import type { PublishedRatio } from './trial-result.ts'

type Printed = Pick<PublishedRatio, 'estimate' | 'lower' | 'upper'>

/** ln HR against the middle of its limits; 0 for an interval that is symmetric on the log scale. */
export function logAsymmetry({ estimate, lower, upper }: Printed): number {
  return Math.log(estimate) - (Math.log(lower) + Math.log(upper)) / 2
}

/** How far rounding of the three numbers to their last digit may move `logAsymmetry`. */
export function roundingAllowance({ estimate, lower, upper }: Printed): number {
  return halfDigit(estimate) + (halfDigit(lower) + halfDigit(upper)) / 2
}

export function impliedStandardError({ lower, upper }: Printed, level: number): number {
  return (Math.log(upper) - Math.log(lower)) / (2 * normalQuantile((1 - level) / 2, { upper: true }))
}

export function impliedP(printed: Printed, level: number, sides: 1 | 2): number {
  const z = Math.abs(Math.log(printed.estimate)) / impliedStandardError(printed, level)
  return sides * normalCdf(z, { upper: true })
}

/** @param share of the subjects in the local arm, between 0 and 1 */
export function impliedEvents(printed: Printed, level: number, share: number): number {
  return 1 / (impliedStandardError(printed, level) ** 2 * share * (1 - share))
}

/** Half of the last printed digit, in units of the value. */
function halfDigit(value: number): number {
  return (0.5 * 10 ** -decimals(value)) / value
}

function decimals(value: number): number {
  return String(value).split('.')[1]?.length ?? 0
}
