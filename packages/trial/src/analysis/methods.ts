/** The statistical choices of one analysis as sentences: what a reader must know beside the numbers. */
import type { TimeToEventAnalysis } from '../protocol/analysis.ts'

/** @param reference the title of the arm that the others are compared with; null where there is none */
export function methods(
  {
    test,
    model,
    curve,
    ratesAtMonths,
    restrictedMeanMonths,
    milestones,
    proportionality,
    weightedTest,
  }: TimeToEventAnalysis,
  reference: string | null,
): readonly string[] {
  const level = percent(curve.level)
  return [
    `Kaplan–Meier, ${level} confidence interval on the ${scales[curve.interval]} scale (Greenwood variance)`,
    `Median by inversion of the curve, its ${level} interval by inversion of the limits (Brookmeyer–Crowley)`,
    `Median follow-up by reverse Kaplan–Meier, same interval`,
    ...(restrictedMeanMonths.length > 0
      ? [
          `Restricted mean survival time to ${restrictedMeanMonths.join(', ')} months: area under the curve, Greenwood-type variance, ${level} interval; not carried past the follow-up of an arm` +
            (reference === null ? '' : '; arms compared by difference and by ratio (log scale)'),
        ]
      : []),
    ...(reference === null
      ? []
      : [
          `Log-rank test, two-sided, alpha ${test.alpha}, ${stratified(test.strata)}`,
          [
            'Cox model',
            `${ties[model.ties]} ties`,
            model.interval === 'wald'
              ? `${percent(model.level)} Wald interval and Wald p`
              : `${percent(model.level)} profile-likelihood interval, Wald p`,
            stratified(model.strata),
            model.adjustFor.length > 0 ? `adjusted for ${model.adjustFor.join(', ')}` : 'not adjusted',
            `reference ${reference}`,
          ].join(', '),
          `Proportional hazards by the score test of Grambsch and Therneau, ${transforms[proportionality.transform]}, doubted below p = ${proportionality.alpha}`,
          ...(ratesAtMonths.length > 0
            ? [
                `Difference between the curves at ${ratesAtMonths.join(', ')} months: plain ${level} interval, p on the ${scales[milestones.scale]} scale, not corrected for several times`,
              ]
            : []),
          ...(weightedTest
            ? [
                `${weightedTest.weights.length > 1 ? 'MaxCombo, the largest of' : 'Weighted log-rank test with'} Fleming–Harrington weights ${weightedTest.weights
                  .map(({ rho, gamma }) => `(ρ ${rho}, γ ${gamma})`)
                  .join(', ')}, two-sided, ${stratified(test.strata)}`,
              ]
            : []),
        ]),
  ]
}

const scales: Record<TimeToEventAnalysis['curve']['interval'], string> = {
  'log-log': 'log-log',
  log: 'log',
  plain: 'plain',
  arcsin: 'arcsine square-root',
  logit: 'logit',
}
const transforms: Record<TimeToEventAnalysis['proportionality']['transform'], string> = {
  km: 'over 1 − Kaplan–Meier',
  rank: 'over the rank of time',
  identity: 'over time',
  log: 'over log time',
}
const ties: Record<TimeToEventAnalysis['model']['ties'], string> = {
  efron: 'Efron',
  breslow: 'Breslow',
  exact: 'exact (discrete)',
}
const percent = (level: number) => `${Number((100 * level).toPrecision(12))} %`
const stratified = (strata: readonly string[]) =>
  strata.length > 0 ? `stratified by ${strata.join(', ')}` : 'unstratified'
