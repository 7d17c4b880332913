/** How firm one result is: every specification of it, the changes that would undo it, those on whom it hangs, and its bootstrap. */
import type { Finding } from '../finding.ts'
import type { Rank, TimeToEventAnalysis } from '../protocol/analysis.ts'
import type { SensitivityAnalysis } from '../protocol/effect-analyses.ts'
import type { Arm } from '../protocol/protocol.ts'
import { armModel } from './arm-model.ts'
import { bootstrapHazardRatio } from './bootstrap-hazard-ratio.ts'
import type { BootstrapReadout } from './bootstrap-hazard-ratio.ts'
import { completeSubjects } from './complete-subjects.ts'
import { fragility } from './fragility.ts'
import type { FragilityReadout } from './fragility.ts'
import { leaveOneOut } from './leave-one-out.ts'
import type { LeaveOneOutReadout } from './leave-one-out.ts'
import type { Readout, Unit } from './readout.ts'
import { specifications } from './specifications.ts'
import type { Choice, Specification } from './specifications.ts'

/** The document beside the readout: sensitivity.json. */
export type Sensitivity = Pick<Readout, 'software' | 'study' | 'synthetic' | 'dataCutoff' | 'arms'> & {
  readonly schema: 'abscopal.sensitivity/1'
  readonly panels: readonly SensitivityPanel[]
  readonly findings: readonly Finding[]
}

export type SensitivityPanel = {
  readonly id: string
  readonly title: string
  readonly rank: Rank
  readonly of: string
  readonly population: string
  readonly arm: string
  readonly reference: string
  readonly alpha: number
  readonly level: number
  /** The unit of a subject's time; differences of restricted means are in months. */
  readonly unit: Unit
  readonly restrictedMeanMonths: number
  readonly asked: SensitivityAnalysis
  readonly says: readonly string[]
  readonly methods: readonly string[]
  readonly specifications: readonly Specification[]
  readonly fragility: FragilityReadout | null
  readonly leaveOneOut: LeaveOneOutReadout | null
  readonly bootstrap: BootstrapReadout | null
}

export type PanelQuestion = {
  readonly asked: SensitivityAnalysis
  readonly analysis: TimeToEventAnalysis
  readonly title: string
  readonly arms: readonly Arm[]
  readonly unit: Unit
}

/** @param choices  the times of each rule and policy, one of them the protocol's */
export function sensitivityPanel(
  choices: readonly Choice[],
  { asked, analysis, title, arms, unit }: PanelQuestion,
): { readonly panel?: SensitivityPanel; readonly findings: readonly Finding[] } {
  const { id } = asked
  const reference = arms.find(({ role }) => role === 'control') ?? arms[0]
  const others = arms.filter((arm) => arm !== reference)
  const [arm] = others
  const own = choices.find(({ protocol }) => protocol)
  if (!arm || !reference || others.length > 1 || !own) {
    const message = `analysis ${id}: a sensitivity panel compares two arms by the times of the protocol's own rule and policy; not done`
    return { findings: [{ code: 'analysis.sensitivity.none', severity: 'error', message }] }
  }
  const { test, model } = analysis
  const { restrictedMeanMonths } = asked
  const question = { arms: [arm.id, reference.id], reference: reference.id, model, where: id }
  const fitted = armModel(own.times, question).model
  const tested = completeSubjects(own.times, { strata: test.strata }, id).complete
  const byTest = { reference: reference.id, strata: test.strata, alpha: test.alpha }
  const finite = fitted?.fit.flags[0] === 'estimated' && fitted.fit.converged ? fitted : undefined
  const all = specifications(choices, {
    arm: arm.id,
    reference: reference.id,
    analysis,
    unit,
    estimators: asked.estimators,
    restrictedMeanMonths,
  })
  const firm = fragility(tested, { ...byTest, changes: asked.fragility.changes })
  return {
    panel: {
      id,
      title: asked.title ?? `${title}: sensitivity of the result`,
      rank: asked.rank,
      of: analysis.id,
      population: analysis.population,
      arm: arm.id,
      reference: reference.id,
      alpha: test.alpha,
      level: model.level,
      unit,
      restrictedMeanMonths,
      asked,
      says: [...saysSpecifications(all, test.alpha), ...saysFragility(firm)],
      methods: panelMethods(asked, analysis),
      specifications: all,
      fragility: firm,
      leaveOneOut: finite ? leaveOneOut(finite, tested, byTest) : null,
      bootstrap: finite ? bootstrapHazardRatio(finite, asked.bootstrap) : null,
    },
    findings: finite
      ? []
      : [
          {
            code: 'analysis.sensitivity.no-ratio',
            severity: 'note',
            message: `analysis ${id}: the hazard ratio of the protocol's specification has no finite estimate, so none is left out or resampled`,
          },
        ],
  }
}

function saysSpecifications(all: readonly Specification[], alpha: number): string[] {
  const ratios = all.filter(({ estimator, estimate }) => estimator === 'cox' && estimate !== null)
  const values = ratios.map(({ estimate }) => estimate ?? NaN)
  const own = all.find(({ protocol }) => protocol)
  if (values.length === 0) return ['No specification has a hazard ratio.']
  const below = ratios.filter(({ logRankP }) => logRankP !== null && logRankP < alpha).length
  return [
    `The hazard ratio is ${two(Math.min(...values))} to ${two(Math.max(...values))} over ${values.length} specification${values.length === 1 ? '' : 's'}` +
      (own?.estimate == null ? '' : `, ${two(own.estimate)} by the protocol`) +
      `; the log-rank p lies below ${alpha} in ${below} of them.`,
  ]
}

function saysFragility(firm: FragilityReadout | null): string[] {
  if (!firm) return ['There is no log-rank test, so nothing is to be undone.']
  const { count, fewest, alpha, p, changes } = firm
  const kind = changes === 'any' ? 'status' : 'censored status'
  if (count === null) return [`No change of ${kind} that is allowed moves p across ${alpha}.`]
  const significant = p < alpha
  return [
    `${fewest ? '' : 'At most '}${count} subject${count === 1 ? '' : 's'} with another ${kind} would ${significant ? 'raise' : 'bring'} the log-rank p ${significant ? 'above' : 'below'} ${alpha}` +
      (fewest ? '; fewer would not.' : '; that fewer would not is not proven.'),
  ]
}

function panelMethods(asked: SensitivityAnalysis, { test, model, curve }: TimeToEventAnalysis): string[] {
  const { bootstrap, fragility: firm, restrictedMeanMonths } = asked
  return [
    `Responses are derived anew under each rule for ablated lesions, the endpoint under each policy; test and model are those of the analysis`,
    `Hazard ratio with ${percent(model.level)} interval; difference of the restricted means to ${restrictedMeanMonths} months with ${percent(curve.level)} interval`,
    'The specifications are not independent and not corrected for their number: they show how much of a result is its rules',
    `Fragility: the fewest subjects whose status, at the end of their own follow-up, would have to be another (${firm.changes === 'any' ? 'event or censored, either arm' : 'a censored subject to an event, either arm'}) for the log-rank p to cross ${test.alpha}; after Walsh et al. 2014, J Clin Epidemiol 67:622 [K], carried over to times to an event [D]`,
    'Leave-one-out: model and test without each subject in turn',
    `Bootstrap of the hazard ratio: ${bootstrap.resamples} resamples of the subjects within each arm, seed ${bootstrap.seed}, ${percent(bootstrap.level)} percentile and BCa interval`,
  ]
}

const two = (value: number) => value.toFixed(2)

const percent = (level: number) => `${Number((100 * level).toPrecision(12))} %`
