/** The answer first: one sentence with the numbers of an endpoint and no judgement of its own. */
import type { EndpointReadout, Readout } from '../analysis/readout.ts'
import { hazardRatioText, levelText, medianText, pText } from './words.ts'

/** The first primary endpoint, or the first there is. */
export function leadingEndpoint({ endpoints }: Readout): EndpointReadout | undefined {
  return endpoints.find(({ rank }) => rank === 'primary') ?? endpoints[0]
}

export function headline(readout: Readout): string {
  const first = leadingEndpoint(readout)
  return first ? endpointHeadline(first) : 'No endpoint could be analysed; the findings say why.'
}

export function endpointHeadline(endpoint: EndpointReadout): string {
  const medians = endpoint.arms.map((arm) => `${arm.title}: ${medianText(arm)}`).join(' v ')
  const test = endpoint.arms.length > 1 ? `; log-rank ${pText(endpoint.logRank.p)}` : ''
  const ratio =
    endpoint.arms.length === 2 ? `; ${lowered(hazardRatioText(endpoint.hazardRatio, endpoint))}` : ''
  return `${endpoint.title}: median (${levelText(endpoint.curve.level)} CI) ${medians}${test}${ratio}.`
}

function lowered(text: string): string {
  return text.charAt(0).toLowerCase() + text.slice(1)
}
