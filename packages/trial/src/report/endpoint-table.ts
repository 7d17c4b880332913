/** The numbers of an endpoint as a table of texts, an arm a row; the terminal and the report both set it. */
import type { EndpointReadout, HazardRatioReadout, Readout } from '../analysis/readout.ts'
import { isBeyondFollowUp } from '../analysis/median.ts'
import { isTimeToEvent } from '../protocol/analysis.ts'
import { effectTexts } from './effect-texts.ts'
import {
  followUpText,
  hazardRatioText,
  levelText,
  medianInUnitText,
  medianText,
  numberText,
  pText,
  rateText,
  rateTimeText,
} from './words.ts'

export type TextTable = { readonly columns: readonly string[]; readonly rows: readonly (readonly string[])[] }

export function endpointTable({ arms, unit, curve }: EndpointReadout): TextTable {
  const rates = arms.find((arm) => arm.rates.length > 0)?.rates ?? []
  const level = levelText(curve.level)
  const inUnit = unit !== 'months'
  return {
    columns: [
      'Arm',
      'Subjects',
      'Events',
      `Median (${level} CI)`,
      ...(inUnit ? [`Median in ${unit}`] : []),
      ...rates.map((rate) => `At ${rateTimeText(rate)} (${level} CI)`),
      `Median follow-up (${level} CI)`,
    ],
    rows: arms.map((arm) => [
      arm.title,
      String(arm.subjects),
      String(arm.events),
      medianText(arm),
      ...(inUnit ? [medianInUnitText(arm) ?? '–'] : []),
      ...rates.map((_, i) => {
        const rate = arm.rates[i]
        return rate ? rateText(rate, arm) : '–'
      }),
      followUpText(arm) + (isBeyondFollowUp(arm) ? ', shorter than the median' : ''),
    ]),
  }
}

/** The comparison of the arms, one sentence a result: the log-rank test, then a hazard ratio for each pair. */
export function comparisonTexts(endpoint: EndpointReadout, readout: Readout): string[] {
  if (endpoint.arms.length < 2) return []
  const { chiSquare, degreesOfFreedom, p, strata } = endpoint.logRank
  const statistic =
    chiSquare === null ? '' : ` (chi-square ${numberText(chiSquare, 2)}, ${degreesOfFreedom ?? '–'} df)`
  const test = `Log-rank ${pText(p)}${statistic}${strata.length > 0 ? `, stratified by ${strata.join(', ')}` : ''}`
  const ratios = endpoint.hazardRatios.length > 0 ? endpoint.hazardRatios : [endpoint.hazardRatio]
  return [
    test,
    ...ratios.map((ratio) => ratioSentence(ratio, endpoint, readout)),
    ...effectTexts(endpoint, readout),
  ]
}

function ratioSentence(
  ratio: HazardRatioReadout | null,
  endpoint: EndpointReadout,
  readout: Readout,
): string {
  const text = hazardRatioText(ratio, endpoint)
  if (!ratio) return text
  const title = (arm: string | null) => readout.arms.find(({ id }) => id === arm)?.title ?? arm
  const analysis = readout.protocol.analyses.find(({ id }) => id === endpoint.id)
  const level = analysis && isTimeToEvent(analysis) ? `${levelText(analysis.model.level)} CI, ` : ''
  const model = [
    `Cox model, ${tiesText(ratio.ties)} ties`,
    ratio.strata.length > 0 && `stratified by ${ratio.strata.join(', ')}`,
    ratio.adjustedFor.length > 0 && `adjusted for ${ratio.adjustedFor.join(', ')}`,
  ]
  return `${text} (${title(ratio.arm)} against ${title(ratio.reference)}; ${level}${model.filter(Boolean).join(', ')})`
}

/** Efron and Breslow are people; `exact` is a word. */
function tiesText(ties: string): string {
  return ties === 'exact' ? ties : ties.charAt(0).toUpperCase() + ties.slice(1)
}
