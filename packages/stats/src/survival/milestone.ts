/**
 * Survival of two independent groups compared at one time, the milestone.
 *
 *   plain    z = (S_b − S_a) / √(se_a² + se_b²)
 *   log-log  z = (g(S_a) − g(S_b)) / √(v_a + v_b),   g(S) = log(−log S),   v = Var log S / (log S)²
 *
 * @param a, b  curves from kaplanMeier; b is compared with a
 * @param options.at     the time; options.level of the interval
 * @param options.scale  on which z and p are formed; log-log holds its level better in small groups
 * @returns `estimate` S_b − S_a with its plain `standardError`, `lower`, `upper` within [−1, 1]; `z`, positive where b survives better; `p`.
 *   NaN where a curve is not known at that time (past its last follow-up, unless at 0); z and p are NaN where no variance is known: both
 *   S are 1, or on log-log either is 0 or 1
 * @throws RangeError for a time that is negative or not finite, or a level outside (0, 1)
 *
 * Source: Klein, Logan, Harhoff & Andersen 2007, Stat Med 26:4505. O(rows).
 * Checked: by hand; plain and log-log against the R expression in reference/log-rank-family.R.
 */
import { normalCdf } from '../special/normal.ts'
import { survivalAt } from './survival-at.ts'
import type { SurvivalCurve } from './survival-curve.ts'
import { criticalValue } from './survival-interval.ts'
import { difference } from './contrast.ts'
import type { Contrast } from './contrast.ts'

export type MilestoneOptions = {
  readonly at: number
  readonly scale: 'plain' | 'log-log'
  readonly level: number
}

export function milestoneDifference(
  a: SurvivalCurve,
  b: SurvivalCurve,
  { at, scale, level }: MilestoneOptions,
): Contrast {
  criticalValue('milestoneDifference', level)
  const [from, to] = [a, b].map((curve) => {
    const { survival, standardError } = survivalAt(curve, Float64Array.of(at), { kind: 'plain', level })
    const S = survival[0]
    // Greenwood's error of S = 0 is 0·∞; there nothing is left to vary on the plain scale.
    return { estimate: S, standardError: S === 0 ? 0 : standardError[0] }
  })
  const plain = difference(from, to, level)
  const limits = { lower: Math.max(-1, plain.lower), upper: Math.min(1, plain.upper) }
  if (scale === 'plain') return { ...plain, ...limits }
  const [g, h] = [logLog(from), logLog(to)]
  const z = (g.estimate - h.estimate) / Math.hypot(g.standardError, h.standardError)
  return { ...plain, ...limits, z, p: Number.isNaN(z) ? NaN : 2 * normalCdf(Math.abs(z), { upper: true }) }
}

function logLog({ estimate: S, standardError }: { estimate: number; standardError: number }) {
  if (!(S > 0 && S < 1)) return { estimate: NaN, standardError: NaN }
  return { estimate: Math.log(-Math.log(S)), standardError: standardError / S / Math.abs(Math.log(S)) }
}
