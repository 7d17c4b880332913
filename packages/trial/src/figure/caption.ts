/** What a journal would print beneath a figure: what is drawn, of whom, by which method, and whether the data is made. */
import type { EndpointReadout, Readout } from '../analysis/readout.ts'

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

export function populationTitle({ populations }: Readout, id: string): string {
  return populations.find((population) => population.id === id)?.title ?? id
}

export function provenance({ study, dataCutoff, synthetic }: Readout): string {
  const parts = [study.title, dataCutoff && `data cut-off ${dataCutoff}`, synthetic && 'Synthetic data']
  return parts.filter(Boolean).join('; ')
}

export function sentences(parts: readonly string[]): string {
  return parts
    .filter(Boolean)
    .map((part) => `${part}.`)
    .join(' ')
}
