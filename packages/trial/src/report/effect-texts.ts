/** What stands beside the hazard ratio, a sentence a result: restricted means, differences at single times, proportional hazards, disagreement. */
import type { EndpointReadout, Readout } from '../analysis/readout.ts'
import { isTimeToEvent } from '../protocol/analysis.ts'
import { toMonths } from '../analysis/time-unit.ts'
import { intervalText, levelText, NOT_ESTIMABLE, numberText, pText, ratioText } from './words.ts'

export function effectTexts(endpoint: EndpointReadout, readout: Readout): string[] {
  const title = (id: string) => readout.arms.find((arm) => arm.id === id)?.title ?? id
  return [
    ...disagreementTexts(endpoint, readout),
    ...endpoint.restrictedMeans.flatMap((mean) => meanTexts(mean, title)),
    ...endpoint.milestones.flatMap(({ estimate, lower, upper, p, atMonths, arm, reference, level }) => {
      if (estimate === null) return []
      return `Difference at ${atMonths} months, ${title(arm)} less ${title(reference)}: ${points(estimate)} percentage points (${levelText(level)} CI ${intervalText({ estimate, lower, upper }, points)}), ${pText(p)}`
    }),
    ...proportionalityTexts(endpoint, title),
    ...weightedTexts(endpoint),
  ]
}

/** Said here as well as in the findings: whoever reads the two p must read this. */
export function disagreementTexts(
  { id, logRank, hazardRatio }: EndpointReadout,
  { protocol }: Readout,
): string[] {
  const analysis = protocol.analyses.find((each) => each.id === id)
  if (!analysis || !isTimeToEvent(analysis) || logRank.p === null || hazardRatio.p === null) return []
  const { alpha } = analysis.test
  if (logRank.p < alpha === hazardRatio.p < alpha) return []
  return [
    `The log-rank test and the Wald test of the hazard ratio disagree at ${alpha}: ${pText(logRank.p)} and ${pText(hazardRatio.p)}. Both are shown; neither decides for the other`,
  ]
}

function meanTexts(
  { atMonths, unit, level, arms, contrasts }: EndpointReadout['restrictedMeans'][number],
  title: (id: string) => string,
): string[] {
  const months = (time: number) => numberText(toMonths(time, unit), 1)
  const each = arms.map((arm) =>
    arm.estimate === null
      ? `${title(arm.arm)} ${NOT_ESTIMABLE}`
      : `${title(arm.arm)} ${months(arm.estimate)} (${intervalText(arm, months)})`,
  )
  return [
    `Restricted mean to ${atMonths} months (${levelText(level)} CI), in months: ${each.join('; ')}`,
    ...contrasts.map(({ arm, reference, difference, ratio }) =>
      difference.estimate === null
        ? `Difference of the restricted means to ${atMonths} months, ${title(arm)} less ${title(reference)}: ${NOT_ESTIMABLE}; the findings say why`
        : `Difference of the restricted means to ${atMonths} months, ${title(arm)} less ${title(reference)}: ${months(difference.estimate)} months (${intervalText(difference, months)}), ${pText(difference.p)}; ratio ${ratioText(ratio)}, ${pText(ratio.p)}`,
    ),
  ]
}

function proportionalityTexts({ proportionality }: EndpointReadout, title: (id: string) => string): string[] {
  if (!proportionality) return []
  const { tests, says, transform } = proportionality
  const each = tests.map(({ arm, chiSquare, degreesOfFreedom, p }) =>
    [
      tests.length > 1 && title(arm),
      pText(p) +
        (chiSquare === null ? '' : ` (chi-square ${numberText(chiSquare, 2)}, ${degreesOfFreedom} df)`),
    ]
      .filter(Boolean)
      .join(' '),
  )
  return [`Proportional hazards (Grambsch–Therneau, ${transform}): ${each.join('; ')}. ${says}`]
}

function weightedTexts({ weightedTest }: EndpointReadout): string[] {
  if (!weightedTest) return []
  const weights = weightedTest.weights
    .map(({ rho, gamma, z }) => `(ρ ${rho}, γ ${gamma}) z ${z === null ? NOT_ESTIMABLE : numberText(z, 2)}`)
    .join('; ')
  const name = weightedTest.weights.length > 1 ? 'MaxCombo' : 'Weighted log-rank'
  return [`${name} ${pText(weightedTest.p)}: ${weights}`]
}

const points = (value: number) => numberText(100 * value, 1)
