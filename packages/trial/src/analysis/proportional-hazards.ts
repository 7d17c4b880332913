/**
 * Whether the hazard ratio may be read as one number: the test of Grambsch and Therneau on the columns of the arms in the
 * model of the analysis, and what it means for the reader in a sentence.
 */
import { proportionality } from '@abscopal/stats'
import type { Finding } from '../finding.ts'
import type { TimeToEventAnalysis } from '../protocol/analysis.ts'
import type { ArmModel } from './arm-model.ts'
import { known } from './known.ts'

export type ProportionalityReadout = {
  readonly transform: string
  readonly alpha: number
  readonly tests: readonly {
    readonly arm: string
    readonly chiSquare: number | null
    readonly degreesOfFreedom: number
    readonly p: number | null
  }[]
  readonly says: string
}

export function proportionalHazards(
  model: ArmModel | undefined,
  { transform, alpha }: TimeToEventAnalysis['proportionality'],
  where: string,
): { readonly proportionality: ProportionalityReadout | null; readonly findings: readonly Finding[] } {
  if (!model) return { proportionality: null, findings: [] } // that there is no model has been said
  const { fit, compared } = model
  const why = !fit.converged
    ? 'the Cox model has no finite estimate'
    : fit.model.ties === 'exact'
      ? 'the discrete likelihood of exact ties has no such test'
      : transform === 'log' && fit.model.tied.time.includes(0)
        ? 'a time of 0 has no logarithm'
        : undefined
  if (why)
    return {
      proportionality: null,
      findings: [
        {
          code: 'analysis.proportionality.none',
          severity: 'note',
          message: `${where}: no test of proportional hazards: ${why}`,
        },
      ],
    }
  const all = proportionality(fit, transform).tests
  const tests = compared.map((arm, j) => ({
    arm,
    chiSquare: known(all[j]?.statistic),
    degreesOfFreedom: all[j]?.degreesOfFreedom ?? 0,
    p: known(all[j]?.p),
  }))
  const doubtful = tests.filter(({ p }) => p !== null && p < alpha)
  const says =
    doubtful.length > 0
      ? 'Hazards do not look proportional: one hazard ratio averages an effect that changes over time, and depends on how long subjects were followed; read it with the curves and the restricted mean'
      : `No evidence against proportional hazards; with ${fit.events} event${fit.events === 1 ? '' : 's'} the test finds only strong departures`
  return {
    proportionality: { transform, alpha, tests, says },
    findings: doubtful.map(({ arm, p }) => ({
      code: 'analysis.proportionality.doubtful',
      severity: 'warning',
      message: `${where}, ${arm}: hazards do not look proportional (Grambsch–Therneau p = ${p?.toPrecision(3)}, below ${alpha}); the hazard ratio is an average over follow-up`,
    })),
  }
}
