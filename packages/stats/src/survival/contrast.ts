/**
 * Difference and ratio of two independent estimates, with normal limits and a two-sided p.
 *
 *   difference  b − a,   se² = se_a² + se_b²
 *   ratio       b / a,   on the log scale: se² = se_a² / a² + se_b² / b²   (`standardError` is that of the log)
 *
 * @param a, b  estimates with standard errors, from independent groups; b is compared with a
 * @param level  for instance 0.95
 * @returns `estimate`, `standardError`, `lower`, `upper`, `z`, `p`; z and p are NaN where the standard error is 0 or unknown,
 *   and a ratio is NaN unless both estimates are positive
 * @throws RangeError for a level outside (0, 1)
 *
 * Source: delta method; for restricted means Uno et al. 2014, J Clin Oncol 32:2380.
 * Checked: differences of restricted means, every rmst fixture of R survival 3.5-3, to 1e-12 relative.
 */
import { normalCdf } from '../special/normal.ts'
import { criticalValue } from './survival-interval.ts'

export type Estimate = { readonly estimate: number; readonly standardError: number }
export type Contrast = Estimate & {
  readonly lower: number
  readonly upper: number
  readonly z: number
  readonly p: number
}

export function difference(a: Estimate, b: Estimate, level: number): Contrast {
  const estimate = b.estimate - a.estimate
  const standardError = Math.hypot(a.standardError, b.standardError)
  const half = criticalValue('difference', level) * standardError
  return {
    estimate,
    standardError,
    lower: estimate - half,
    upper: estimate + half,
    ...test(estimate, standardError),
  }
}

export function ratio(a: Estimate, b: Estimate, level: number): Contrast {
  const z = criticalValue('ratio', level)
  const possible = a.estimate > 0 && b.estimate > 0
  const log = possible ? Math.log(b.estimate / a.estimate) : NaN
  const standardError = Math.hypot(a.standardError / a.estimate, b.standardError / b.estimate)
  const limit = (side: number) => Math.exp(log + side * z * standardError)
  return {
    estimate: Math.exp(log),
    standardError,
    lower: limit(-1),
    upper: limit(1),
    ...test(log, standardError),
  }
}

function test(estimate: number, standardError: number) {
  const z = standardError > 0 ? estimate / standardError : NaN
  return { z, p: Number.isNaN(z) ? NaN : 2 * normalCdf(Math.abs(z), { upper: true }) }
}
