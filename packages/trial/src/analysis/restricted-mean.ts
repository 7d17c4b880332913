/**
 * Restricted mean survival time of each arm to the months that the protocol names, and each arm against the reference as a
 * difference and a ratio. Past the follow-up of an arm nothing is known: there the mean is refused, and a finding says so.
 */
import { difference, ratio, rmst } from '@abscopal/stats'
import type { Contrast, KaplanMeier } from '@abscopal/stats'
import type { Finding } from '../finding.ts'
import { known, knownEstimate, noEstimate } from './known.ts'
import type { Estimate, Unit } from './readout.ts'
import { fromMonths, toMonths } from './time-unit.ts'

export type ErrorEstimate = Estimate & { readonly standardError: number | null }
/** `standardError` of a ratio is that of its logarithm. */
export type ContrastReadout = ErrorEstimate & { readonly p: number | null }

export type RestrictedMeanReadout = {
  /** The restriction time, in months; the means are in `unit`. */
  readonly atMonths: number
  readonly unit: Unit
  readonly level: number
  readonly arms: readonly (ErrorEstimate & { readonly arm: string })[]
  readonly contrasts: readonly {
    readonly arm: string
    readonly reference: string
    readonly difference: ContrastReadout
    readonly ratio: ContrastReadout
  }[]
}

export type ArmCurve = { readonly arm: string; readonly title: string; readonly curve: KaplanMeier }

export function restrictedMeans(
  curves: readonly ArmCurve[],
  {
    months,
    unit,
    level,
    reference,
    where,
  }: {
    readonly months: readonly number[]
    readonly unit: Unit
    readonly level: number
    readonly reference: string | null
    readonly where: string
  },
): { readonly restrictedMeans: readonly RestrictedMeanReadout[]; readonly findings: readonly Finding[] } {
  const findings: Finding[] = []
  const rows = [...new Set(months)].map((atMonths): RestrictedMeanReadout => {
    const tau = fromMonths(atMonths, unit)
    const means = curves.map(({ arm, title, curve }) => {
      const mean = rmst(curve, { tau, level })
      const last = curve.time.at(-1)
      if (last !== undefined && mean.beyondFollowUp)
        findings.push({
          code: 'analysis.restricted-mean.beyond-follow-up',
          severity: 'warning',
          message: `${where}, ${title}: no restricted mean to ${atMonths} months: follow-up ends at ${toMonths(last, unit).toFixed(1)} months`,
        })
      return { arm, mean: last === undefined || mean.beyondFollowUp ? undefined : mean }
    })
    const base = means.find(({ arm }) => arm === reference)
    return {
      atMonths,
      unit,
      level,
      arms: means.map(({ arm, mean }) => ({
        arm,
        ...knownEstimate(mean?.estimate, mean?.lower, mean?.upper),
        standardError: known(mean?.standardError),
      })),
      contrasts: base
        ? means
            .filter((one) => one !== base)
            .map(({ arm, mean }) => ({
              arm,
              reference: base.arm,
              difference: contrastReadout(mean && base.mean && difference(base.mean, mean, level)),
              ratio: contrastReadout(mean && base.mean && ratio(base.mean, mean, level)),
            }))
        : [],
    }
  })
  return { restrictedMeans: rows, findings }
}

export function contrastReadout(of: Contrast | undefined): ContrastReadout {
  if (!of) return { ...noEstimate, standardError: null, p: null }
  return {
    ...knownEstimate(of.estimate, of.lower, of.upper),
    standardError: known(of.standardError),
    p: known(of.p),
  }
}
