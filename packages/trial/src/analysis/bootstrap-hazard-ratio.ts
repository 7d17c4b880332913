/** The hazard ratio over resamples of the subjects, drawn with replacement within each arm: its interval without a normal law. */
import { bootstrap, bootstrapInterval, coxResampler } from '@abscopal/stats'
import type { SensitivityAnalysis } from '../protocol/effect-analyses.ts'
import type { ArmModel } from './arm-model.ts'
import { known } from './known.ts'

export type BootstrapReadout = {
  readonly resamples: number
  readonly seed: number
  readonly level: number
  readonly percentile: { readonly lower: number | null; readonly upper: number | null }
  readonly bca: { readonly lower: number | null; readonly upper: number | null }
  /** Resamples without a finite hazard ratio: an arm without events counts as 0 or infinite, a fit that failed is left out. */
  readonly infinite: number
  readonly failed: number
}

/** @param model of two arms */
export function bootstrapHazardRatio(
  { fit, complete, compared }: ArmModel,
  { resamples, seed, level }: SensitivityAnalysis['bootstrap'],
): BootstrapReadout {
  const refit = coxResampler(fit)
  const found = bootstrap(complete.length, (rows) => refit(rows).coefficients[0] ?? NaN, {
    seed,
    resamples,
    kind: 'bca',
    level,
    strata: Int32Array.from(complete, ({ arm }) => (arm === compared[0] ? 1 : 0)),
  })
  const usable = found.replicates.filter((value) => !Number.isNaN(value))
  const percentile = bootstrapInterval(found.estimate[0] ?? NaN, usable, { kind: 'percentile', level })
  return {
    resamples,
    seed,
    level,
    percentile: ends(percentile),
    bca: ends({ lower: found.lower[0], upper: found.upper[0] }),
    infinite: usable.filter((value) => !Number.isFinite(value)).length,
    failed: found.failed[0] ?? 0,
  }
}

const ends = ({
  lower,
  upper,
}: {
  readonly lower: number | undefined
  readonly upper: number | undefined
}) => ({
  lower: known(Math.exp(lower ?? NaN)) || null, // 0 is an open end
  upper: known(Math.exp(upper ?? NaN)),
})
