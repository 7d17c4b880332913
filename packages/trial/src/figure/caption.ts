/** What a journal would print beneath a figure: what is drawn, of whom, by which method, and whether the data is made. */
import type { ModalityReadout } from '../analysis/modality.ts'
import type { EndpointReadout, Readout } from '../analysis/readout.ts'
import type { Sensitivity, SensitivityPanel } from '../analysis/sensitivity-panel.ts'
import type { SubgroupsReadout } from '../analysis/subgroups.ts'

export function kaplanMeierCaption(readout: Readout, endpoint: EndpointReadout): string {
  const level = Number((endpoint.curve.level * 100).toFixed(4))
  const counts = endpoint.arms.map((arm) => `${arm.title} ${arm.events} events of ${arm.subjects}`)
  return sentences([
    `${endpoint.title} (${endpoint.rank}): Kaplan–Meier estimate with pointwise ${level} % confidence band (${endpoint.curve.interval})`,
    counts.join('; '),
    `Population ${populationTitle(readout, endpoint.population)}; policy ${endpoint.policy}${ablatedRule(readout, endpoint)}`,
    'Ticks mark censored subjects; a curve fades where fewer than 10 % of its arm remain at risk',
    provenance(readout),
  ])
}

export function consortCaption(readout: Readout): string {
  return sentences([
    'Flow of subjects by arm (CONSORT 2025), with the reasons for exclusion',
    readout.flow?.assessed === null
      ? 'The records hold only randomized subjects: how many were assessed is not known'
      : '',
    readout.flow
      ? 'Lost and discontinued are counted beside the analysis: who was lost may still be analysed'
      : '',
    provenance(readout),
  ])
}

/** The rule for ablated lesions belongs to every number that rests on responses. */
function ablatedRule({ ablatedLesions }: Readout, { endpoint }: EndpointReadout): string {
  return ablatedLesions && endpoint !== 'os' ? `; ablated lesions by rule ${ablatedLesions.rule}` : ''
}

export function forestCaption(readout: Readout, subgroups: SubgroupsReadout): string {
  const { arm, reference, rank, population, policy, overall } = subgroups
  const title = (id: string) => readout.arms.find((each) => each.id === id)?.title ?? id
  const { ties, strata, adjustedFor } = overall.hazardRatio
  return sentences([
    `${subgroups.title} (${rank}): hazard ratio of ${title(arm)} against ${title(reference)} with its interval, on a log axis`,
    `Cox model, ${ties} ties${strata.length > 0 ? `, stratified by ${strata.join(', ')}` : ''}${adjustedFor.length > 0 ? `, adjusted for ${adjustedFor.join(', ')}` : ''}, the same in every row`,
    'Solid line no effect, dashed line the effect in all patients; the area of a box goes with its events; p is that of the interaction, not of a subgroup, and is not corrected for several fields',
    `Population ${populationTitle(readout, population)}; policy ${policy}`,
    provenance(readout),
  ])
}

export function specificationCaption(
  sensitivity: Sensitivity,
  panel: SensitivityPanel,
  kind: 'hazard-ratio' | 'restricted-mean',
): string {
  const title = (id: string) => sensitivity.arms.find((each) => each.id === id)?.title ?? id
  const what =
    kind === 'hazard-ratio'
      ? 'hazard ratios'
      : `differences of the restricted means to ${panel.restrictedMeanMonths} months`
  return sentences([
    `${panel.title} (${panel.rank}): ${what} of ${title(panel.arm)} against ${title(panel.reference)} in order, with their intervals, and beneath each the rule for ablated lesions and the policy that made it`,
    'Blue is the rule and policy of the protocol; × has no estimate; the specifications are of the same patients and not independent',
    `Population ${panel.population}`,
    provenance(sensitivity),
  ])
}

export function modalityCaption(
  readout: Readout,
  modality: ModalityReadout,
  what: 'curves' | 'ratios',
): string {
  const [first, second] = modality.groups
  const { excluded, comparison, landmark } = modality.landmark
  const counts = comparison.arms.map((arm) => `${arm.title} ${arm.events} events of ${arm.subjects}`)
  const out = excluded.filter(({ subjects }) => subjects.length > 0)
  return sentences([
    what === 'curves'
      ? `${modality.title} (${modality.rank}): Kaplan–Meier estimate from the landmark, the ${landmark}`
      : `${modality.title} (${modality.rank}): hazard ratio of ${first?.group} against ${second?.group} by three ways to count`,
    modality.warning,
    what === 'curves'
      ? counts.join('; ')
      : 'The comparison from randomization is biased and stands here to show by how much; grey marks it',
    out.length > 0 &&
      `Not compared from the landmark: ${out.map(({ why, subjects }) => `${subjects.length} ${why}`).join(', ')}`,
    `Population ${populationTitle(readout, modality.population)}; policy ${modality.policy}`,
    provenance(readout),
  ])
}

export function populationTitle({ populations }: Readout, id: string): string {
  return populations.find((population) => population.id === id)?.title ?? id
}

export function provenance({
  study,
  dataCutoff,
  synthetic,
}: Pick<Readout, 'study' | 'dataCutoff' | 'synthetic'>): string {
  const parts = [study.title, dataCutoff && `data cut-off ${dataCutoff}`, synthetic && 'Synthetic data']
  return parts.filter(Boolean).join('; ')
}

export function sentences(parts: readonly (string | false)[]): string {
  return parts
    .filter(Boolean)
    .map((part) => `${part}.`)
    .join(' ')
}
