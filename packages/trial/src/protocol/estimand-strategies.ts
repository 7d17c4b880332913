/** Which strategy sets which switches of a policy. What has no row is refused: no number is made that does not estimate what is said. */
import type { TimeToEventAnalysis } from './analysis.ts'
import type { Estimand, IntercurrentEventKind, Strategy } from './estimand.ts'
import { policyNamed } from './policies.ts'
import type { Policy } from './policy.ts'
import type { Protocol } from './protocol.ts'

export type StrategyRow = {
  readonly event: IntercurrentEventKind
  readonly strategy: Strategy
  readonly sets: Partial<Policy>
  readonly says: string
}

const ignored = 'the event changes nothing; progression and death after it count'
const anyway = 'subjects are analysed as randomized, whatever was done'

export const strategyRows: readonly StrategyRow[] = [
  row('new-systemic-therapy', 'treatment-policy', { newTherapy: 'ignore' }, ignored),
  row('new-systemic-therapy', 'hypothetical', { newTherapy: 'censor-before' }, 'censored before it'),
  row('new-systemic-therapy', 'composite', { newTherapy: 'event' }, 'it is an event of the endpoint'),
  row('new-systemic-therapy', 'while-on-treatment', { newTherapy: 'censor-before' }, 'followed until it'),
  row('salvage-local-therapy', 'treatment-policy', { salvageLocalTherapy: 'ignore' }, ignored),
  row(
    'salvage-local-therapy',
    'hypothetical',
    { salvageLocalTherapy: 'censor-before' },
    'censored before it',
  ),
  row(
    'salvage-local-therapy',
    'composite',
    { salvageLocalTherapy: 'event' },
    'it is an event of the endpoint',
  ),
  row(
    'local-therapy-at-progression',
    'treatment-policy',
    {},
    'the progression before it is already the event',
  ),
  row('clinical-progression', 'treatment-policy', clinical('ignore'), ignored),
  row('clinical-progression', 'hypothetical', clinical('censor'), 'censored before it'),
  row('clinical-progression', 'composite', clinical('event'), 'it is an event of the endpoint'),
  row('ablation-not-done', 'treatment-policy', {}, anyway),
  row('ablation-delayed', 'treatment-policy', {}, anyway),
  row('staged-session', 'treatment-policy', {}, 'part of the treatment, never new therapy'),
  row('immunotherapy-stopped', 'treatment-policy', { treatmentStop: 'ignore' }, ignored),
  row('immunotherapy-stopped', 'hypothetical', { treatmentStop: 'censor' }, 'censored at the stop'),
  row('immunotherapy-stopped', 'while-on-treatment', { treatmentStop: 'censor' }, 'followed until the stop'),
  row('immunotherapy-completed', 'treatment-policy', {}, ignored),
  row('immunotherapy-switched', 'treatment-policy', {}, ignored),
  row('immunotherapy-rechallenge', 'treatment-policy', {}, ignored),
  row('death-from-procedure', 'composite', {}, 'death from any cause is an event'),
]

export type AnalysisPolicy = {
  readonly policy?: Policy
  readonly estimand?: Estimand
  /** Switches that the estimand sets other than the named policy has them. */
  readonly changed: readonly string[]
  /** Why the analysis does not estimate this estimand; it is then not derived. */
  readonly refused: readonly string[]
}

/** Endpoints that a policy decides. Others follow every subject to the end: nothing between may censor or count. */
const byPolicy = ['pfs', 'dor']

/** The policy of an analysis with the switches that its estimand sets. */
export function analysisPolicy(protocol: Protocol, analysis: TimeToEventAnalysis): AnalysisPolicy {
  const policy = policyNamed(protocol, analysis.policy)
  if (analysis.estimand === undefined) return { policy, changed: [], refused: [] }
  const estimand = protocol.estimands.find(({ id }) => id === analysis.estimand)
  if (!estimand) {
    const known = protocol.estimands.map(({ id }) => id).join(', ') || 'none'
    return { policy, changed: [], refused: [`estimand ${known}, got ${analysis.estimand}`] }
  }
  const refused = (['endpoint', 'population'] as const)
    .filter((what) => estimand[what] !== analysis[what])
    .map((what) => `estimand ${estimand.id} has ${what} ${estimand[what]}, the analysis ${analysis[what]}`)
  let sets: Partial<Policy> = {}
  for (const [event, strategy] of strategies(estimand)) {
    const found = strategyRows.find((one) => one.event === event && one.strategy === strategy)
    const stays = strategy === 'treatment-policy' || Object.keys(found?.sets ?? {}).length === 0
    if (!found || !(stays || byPolicy.includes(analysis.endpoint)))
      refused.push(`${strategy} for ${event} is not supported for endpoint ${analysis.endpoint}`)
    else sets = { ...sets, ...found.sets }
  }
  if (!policy || !byPolicy.includes(analysis.endpoint)) return { policy, estimand, changed: [], refused }
  const changed = Object.entries(sets)
    .filter(([key, value]) => policy[key as keyof Policy] !== value)
    .map(([key, value]) => `${key} ${String(value)}`)
  return { policy: changed.length > 0 ? { ...policy, ...sets } : policy, estimand, changed, refused }
}

export function strategies({ intercurrentEvents }: Estimand) {
  return Object.entries(intercurrentEvents) as [IntercurrentEventKind, Strategy][]
}

function row(
  event: IntercurrentEventKind,
  strategy: Strategy,
  sets: Partial<Policy>,
  says: string,
): StrategyRow {
  return { event, strategy, sets, says }
}

/** The claim alone decides: a policy that counts progression as claimed counts it as documented then. */
function clinical(clinicalProgression: Policy['clinicalProgression']): Partial<Policy> {
  return { progression: 'documented', clinicalProgression }
}
