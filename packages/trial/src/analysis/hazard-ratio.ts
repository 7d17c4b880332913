/** The hazard ratio of each arm against the reference, from one Cox model with the ties, strata and covariates of the protocol. */
import { cox, hazardRatios, profileInterval } from '@abscopal/stats'
import type { Cox } from '@abscopal/stats'
import type { Finding } from '../finding.ts'
import type { TimeToEventAnalysis } from '../protocol/analysis.ts'
import { completeSubjects, strataCodes } from './complete-subjects.ts'
import { known, knownEstimate, noEstimate } from './known.ts'
import { covariateColumns } from './covariate-columns.ts'
import { modelDoubts } from './model-doubts.ts'
import type { HazardRatioReadout } from './readout.ts'
import { eventColumn, timeColumn } from './subject-time.ts'
import type { SubjectTime } from './subject-time.ts'

type Question = {
  readonly arms: readonly string[]
  readonly reference: string | null
  readonly model: TimeToEventAnalysis['model']
  readonly where: string
}

/** One result for every arm but the reference, in the order of the arms. */
export function hazardRatiosByArm(
  subjects: readonly SubjectTime[],
  { arms, reference, model, where }: Question,
): { readonly hazardRatios: readonly HazardRatioReadout[]; readonly findings: readonly Finding[] } {
  const { strata, adjustFor, ties, level } = model
  const others = reference === null ? [] : arms.filter((arm) => arm !== reference)
  const { complete, findings } = completeSubjects(subjects, { strata, adjustFor }, `${where}, Cox model`)
  const hasSubjects = (arm: string | null) => complete.some((subject) => subject.arm === arm)
  const compared = others.filter(hasSubjects)
  if (!hasSubjects(reference) || compared.length === 0)
    return unknown(
      reference === null
        ? 'there is one arm'
        : hasSubjects(reference)
          ? 'no other arm has subjects'
          : 'the reference arm has no subjects',
    )
  if (!complete.some(({ event }) => event)) return unknown('no subject has the event')

  const indicators = compared.map((arm) =>
    Float64Array.from(complete, (subject) => (subject.arm === arm ? 1 : 0)),
  )
  const columns = covariateColumns(complete, adjustFor)
  const fit = cox(
    timeColumn(complete),
    eventColumn(complete),
    [...indicators, ...columns.map(({ values }) => values)],
    { ties, ...(strata.length > 0 && { strata: strataCodes(complete, strata) }) },
  )
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
      ...findings,
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
    return { hazardRatios: others.map(readout), findings: [...findings, none] }
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
