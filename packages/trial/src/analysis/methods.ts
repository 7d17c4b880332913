/** The statistical choices of one analysis as sentences: what a reader must know beside the numbers. */
import type { TimeToEventAnalysis } from '../protocol/analysis.ts'

/** @param reference the title of the arm that the others are compared with; null where there is none */
export function methods(
  { test, model, curve }: TimeToEventAnalysis,
  reference: string | null,
): readonly string[] {
  const level = percent(curve.level)
  return [
    `Kaplan–Meier, ${level} confidence interval on the ${scales[curve.interval]} scale (Greenwood variance)`,
    `Median by inversion of the curve, its ${level} interval by inversion of the limits (Brookmeyer–Crowley)`,
    `Median follow-up by reverse Kaplan–Meier, same interval`,
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
const ties: Record<TimeToEventAnalysis['model']['ties'], string> = {
  efron: 'Efron',
  breslow: 'Breslow',
  exact: 'exact (discrete)',
}
const percent = (level: number) => `${Number((100 * level).toPrecision(12))} %`
const stratified = (strata: readonly string[]) =>
  strata.length > 0 ? `stratified by ${strata.join(', ')}` : 'unstratified'
