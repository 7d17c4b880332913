/** The hazard ratio of each arm against the reference, from one Cox model with the ties, strata and covariates of the protocol. */
import { hazardRatios, profileInterval } from '@abscopal/stats'
import type { Cox } from '@abscopal/stats'
import type { Finding } from '../finding.ts'
import type { ArmModel, ArmQuestion } from './arm-model.ts'
import { known, knownEstimate, noEstimate } from './known.ts'
import { modelDoubts } from './model-doubts.ts'
import type { HazardRatioReadout } from './readout.ts'

/** One result for every arm but the reference, in the order of the arms. */
export function hazardRatiosByArm(
  { model: fitted, why: noModel }: { readonly model?: ArmModel; readonly why?: string },
  { arms, reference, model, where }: ArmQuestion,
): { readonly hazardRatios: readonly HazardRatioReadout[]; readonly findings: readonly Finding[] } {
  const { strata, adjustFor, ties, level } = model
  const others = reference === null ? [] : arms.filter((arm) => arm !== reference)
  if (!fitted) return unknown(noModel ?? 'there is no model')
  const { fit, complete, compared, columns } = fitted
  const wald = hazardRatios(fit, level)
  const results = others.map((arm) => {
    const j = compared.indexOf(arm)
    if (j < 0) return { readout: readout(arm), finding: said(arm, 'the arm has no subjects') }
    const why = notEstimable(fit, j, (of) =>
      complete.some((subject) => subject.event && subject.arm === (of === 'arm' ? arm : reference)),
    )
    const ends =
      model.interval === 'profile' && fit.flags[j] !== 'collinear'
        ? logarithmic(profileInterval(fit, j, level))
        : { lower: wald.lower[j], upper: wald.upper[j] }
    const estimate = why ? undefined : wald.estimate[j]
    return {
      readout: {
        ...readout(arm),
        ...knownEstimate(estimate, positive(ends.lower), ends.upper),
        p: known(wald.p[j]),
      },
      finding: why ? said(arm, why) : undefined,
    }
  })
  return {
    hazardRatios: results.map((result) => result.readout),
    findings: [
      ...results.flatMap(({ finding }) => finding ?? []),
      ...modelDoubts(fit, { arms: compared.length, columns, where }),
    ],
  }

  function readout(arm: string | null): HazardRatioReadout {
    return { ...noEstimate, arm, p: null, reference, ties, strata, adjustedFor: adjustFor }
  }
  function said(arm: string, why: string): Finding {
    return {
      code: 'analysis.hazard-ratio.none',
      severity: 'note',
      message: `${where}: no hazard ratio of ${arm} against ${reference ?? 'a reference'}: ${why}`,
    }
  }
  function unknown(why: string) {
    const none: Finding = {
      code: 'analysis.hazard-ratio.none',
      severity: 'note',
      message: `${where}: no hazard ratio: ${why}`,
    }
    return { hazardRatios: others.map(readout), findings: [none] }
  }
}

/** Why coefficient j has no finite estimate; undefined where it has one. */
function notEstimable(
  fit: Cox,
  j: number,
  hasEvents: (of: 'arm' | 'reference') => boolean,
): string | undefined {
  const flag = fit.flags[j]
  if (flag === 'collinear') return 'the arm is explained by the strata or covariates of the model (collinear)'
  if (flag === 'infinite') {
    const end = fit.coefficients[j] === -Infinity ? 'falls to 0' : 'grows without end'
    const cause = !hasEvents('arm')
      ? 'the arm has no event, '
      : hasEvents('reference')
        ? ''
        : 'the reference has no event, '
    return `${cause}the likelihood is monotone and the estimate ${end}`
  }
  if (Number.isFinite(fit.coefficients[j])) return undefined
  return `the model did not converge: ${fit.reason ?? 'no reason known'}`
}

const logarithmic = ({ lower, upper }: { readonly lower: number; readonly upper: number }) => ({
  lower: Math.exp(lower),
  upper: Math.exp(upper),
})

/** A lower end of 0 is an open end. */
const positive = (end: number | undefined) => (end === 0 ? undefined : end)
