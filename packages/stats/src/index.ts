export { agreementWeights, type WeightKind } from './agreement/agreement-weights.ts'
export { cohenKappa, type CohenKappa } from './agreement/cohen-kappa.ts'
export { argsort } from './numeric/argsort.ts'
export { cholesky, choleskyInverse, choleskySolve, type Cholesky } from './numeric/cholesky.ts'
export { integrate, type Integral } from './numeric/integrate.ts'
export { minimize, type Minimum } from './numeric/minimize.ts'
export { nelderMead } from './numeric/nelder-mead.ts'
export { root, type Root } from './numeric/root.ts'
export { fixedEffect, type Heterogeneity, type Pooled } from './pooling/fixed-effect.ts'
export { randomEffects, type RandomEffects } from './pooling/random-effects.ts'
export { bootstrapInterval } from './sampling/bootstrap-interval.ts'
export { bootstrap, bootstrapRange, type Bootstrap, type Statistic } from './sampling/bootstrap.ts'
export { jackknife } from './sampling/jackknife.ts'
export { permutationRange, permutationTest, type PermutationTest } from './sampling/permutation.ts'
export { randomFraction, randomIndex, randomStream, type RandomStream } from './sampling/random-stream.ts'
export { type ResamplingOptions } from './sampling/resample.ts'
export { answerRanges, replicatesOverThreads, type Messenger } from './sampling/threads.ts'
export { meanInterval } from './samples/mean-interval.ts'
export { midranks } from './samples/midranks.ts'
export { proportionDifference } from './samples/proportion-difference.ts'
export { rankSum, type RankSum } from './samples/rank-sum.ts'
export { rateRatio } from './samples/rate-ratio.ts'
export { sampleQuantile } from './samples/sample-quantile.ts'
export { signedRank, type SignedRank } from './samples/signed-rank.ts'
export { betaCdf, betaDensity, betaQuantile } from './special/beta.ts'
export { chiSquareCdf, chiSquareDensity, chiSquareQuantile } from './special/chi-square.ts'
export { digamma, trigamma } from './special/digamma.ts'
export { gammaCdf, gammaDensity, gammaQuantile, type GammaScale } from './special/gamma.ts'
export { logBeta } from './special/log-beta.ts'
export { logGamma } from './special/log-gamma.ts'
export { normalCdf, normalDensity, normalQuantile } from './special/normal.ts'
export { studentCdf, studentDensity, studentQuantile } from './special/student.ts'
export type { Tail } from './special/tail.ts'
export { aalenVariance } from './survival/aalen-variance.ts'
export {
  acceleratedFailureTime,
  type AcceleratedFailureTime,
  type AftDistribution,
  type AftOptions,
} from './survival/accelerated-failure-time.ts'
export {
  aftDevianceResiduals,
  aftLinearPredictors,
  aftQuantiles,
  aftSurvival,
} from './survival/aft-residuals.ts'
export { causeSpecificCox } from './survival/cause-specific-cox.ts'
export { rightCensored, type CensoredTimes } from './survival/censored-times.ts'
export { type ConcordanceOptions, type TimeWeight } from './survival/concordance-model.ts'
export { concordance, type Concordance } from './survival/concordance.ts'
export { difference, ratio, type Contrast } from './survival/contrast.ts'
export { baselineHazard, type BaselineHazard } from './survival/cox-baseline.ts'
export { coxCurves, type CoxCurve } from './survival/cox-curve.ts'
export { type ChiSquareTest, type Cox, type CoxFlag } from './survival/cox-estimates.ts'
export { firthCox, type FirthCox } from './survival/cox-firth.ts'
export { frailtyCox, type FrailtyCox, type FrailtyOptions } from './survival/cox-frailty.ts'
export { hazardRatios, type HazardRatios } from './survival/cox-interval.ts'
export { covariateMeans, linearPredictors } from './survival/cox-linear-predictor.ts'
export { devianceResiduals, martingaleResiduals } from './survival/cox-martingale.ts'
export { type CoxModel, type CoxOptions } from './survival/cox-model.ts'
export { profileInterval, type ProfileInterval } from './survival/cox-profile.ts'
export { proportionality, type Proportionality } from './survival/cox-proportionality.ts'
export { coxResampler, type Refit } from './survival/cox-resample.ts'
export { ridgeCox, type RidgeCox, type RidgeOptions } from './survival/cox-ridge.ts'
export {
  scaledSchoenfeldResiduals,
  schoenfeldResiduals,
  type SchoenfeldResiduals,
} from './survival/cox-schoenfeld.ts'
export { dfbetaResiduals, dfbetasResiduals, scoreResiduals } from './survival/cox-score-residuals.ts'
export { type TimeTransform } from './survival/cox-transform.ts'
export { cox } from './survival/cox.ts'
export { cumulativeIncidenceByGroup } from './survival/cumulative-incidence-by-group.ts'
export {
  cumulativeIncidence,
  type CumulativeIncidence,
  type CumulativeIncidenceOptions,
} from './survival/cumulative-incidence.ts'
export { splitEpisodes, type Episodes } from './survival/episodes.ts'
export { eventRate } from './survival/event-rate.ts'
export { exactLogRank, type ExactLogRank } from './survival/exact-log-rank.ts'
export { fineGrayIncidence } from './survival/fine-gray-incidence.ts'
export { fineGrayRows, type FineGrayRows } from './survival/fine-gray-rows.ts'
export { fineGray, type FineGray, type FineGrayOptions } from './survival/fine-gray.ts'
export { flemingHarrington, flemingHarringtonByGroup } from './survival/fleming-harrington.ts'
export { grayTest, type GrayTest } from './survival/gray-test.ts'
export { incidenceAt, type IncidenceAt } from './survival/incidence-at.ts'
export { incidenceInterval } from './survival/incidence-interval.ts'
export { kaplanMeier, kaplanMeierByGroup, type KaplanMeier } from './survival/kaplan-meier.ts'
export { landmark, type Landmark } from './survival/landmark.ts'
export { logRankScores } from './survival/log-rank-scores.ts'
export { logRankTrend, type LogRankTrend } from './survival/log-rank-trend.ts'
export { logRank, type LogRank, type LogRankOptions } from './survival/log-rank.ts'
export { maxCombo, type ComboWeight, type MaxCombo } from './survival/max-combo.ts'
export { milestoneDifference, type MilestoneOptions } from './survival/milestone.ts'
export { modestlyWeightedLogRank } from './survival/modestly-weighted-log-rank.ts'
export { numberAtRisk } from './survival/number-at-risk.ts'
export { permutationLogRank, type PermutationLogRank } from './survival/permutation-log-rank.ts'
export { personTime, type PersonTime, type PersonTimeOptions } from './survival/person-time.ts'
export { piecewiseExponential, type PiecewiseExponential } from './survival/piecewise-exponential.ts'
export { pseudoValues } from './survival/pseudo-values.ts'
export { reverseKaplanMeier } from './survival/reverse-kaplan-meier.ts'
export { clusteredRmst, rmst, type Rmst } from './survival/rmst.ts'
export { survivalAt, type SurvivalAt } from './survival/survival-at.ts'
export { type CurveOptions, type SurvivalCurve } from './survival/survival-curve.ts'
export { survivalInfluence } from './survival/survival-influence.ts'
export {
  survivalInterval,
  type IntervalKind,
  type IntervalOptions,
  type SurvivalInterval,
} from './survival/survival-interval.ts'
export { survivalQuantile, type SurvivalQuantile } from './survival/survival-quantile.ts'
export { tiedTimes, type TiedTimes } from './survival/tied-times.ts'
export { timeDependent, type FollowUpRows, type TimeDependentRows } from './survival/time-dependent.ts'
export { timeLost, type TimeLost } from './survival/time-lost.ts'
export { turnbull, type Turnbull, type TurnbullOptions } from './survival/turnbull.ts'
