/** When something is an intercurrent event, and what an estimand may make of it, as a clinician reads it. */
import { intercurrentEvents, type IntercurrentEventKind } from '../protocol/estimand.ts'
import { strategyRows } from '../protocol/estimand-strategies.ts'
import type { Sentence } from '../recist/rule.ts'
import type { RuleTable } from '../recist/rules.ts'

const foundBy: Readonly<Record<IntercurrentEventKind, string>> = {
  'new-systemic-therapy':
    'the first anticancer therapy after randomization that is neither ablation, radiotherapy nor surgery',
  'salvage-local-therapy': 'each such therapy before the first documented progression, or without one',
  'local-therapy-at-progression':
    'each such therapy from the first documented progression on; whether immunotherapy goes on is said',
  'clinical-progression': 'the first disposition that states progression',
  'ablation-not-done':
    'experimental arm, study ablations recorded in the study: none of this subject, who died or was followed longer than ablationWithinDays',
  'ablation-delayed':
    'experimental arm: the first study ablation later than ablationWithinDays after randomization',
  'staged-session': 'experimental arm: each session of study ablation after the first',
  'immunotherapy-stopped': 'the first disposition that stops treatment without progression',
  'immunotherapy-completed':
    'last dose at least immunotherapyDays after the first recorded one, and followed longer than rechallengeAfterDays without another',
  'immunotherapy-switched': 'a dose of another drug of the protocol’s list than the dose before',
  'immunotherapy-rechallenge': 'a dose more than rechallengeAfterDays after the one before',
  'death-from-procedure': 'death, with an adverse event of grade 5 that is related to ablation',
}

export const intercurrentRules: readonly Sentence[] = Object.entries(intercurrentEvents).map(
  ([kind, says]) => ({
    id: `ice.${kind}`,
    says: `${says}: ${foundBy[kind as IntercurrentEventKind]}`,
    source: 'ICH E9(R1); detection local default',
    tag: 'D',
  }),
)

export const estimandTables: readonly RuleTable[] = [
  { title: 'Intercurrent events', ordered: false, rows: intercurrentRules },
  {
    title: 'Strategies; what has no row is refused',
    ordered: false,
    rows: strategyRows.map(({ event, strategy, sets, says }) => ({
      id: `${event}.${strategy}`,
      says: [says, ...Object.entries(sets).map(([key, value]) => `${key}: ${String(value)}`)].join('; '),
      source: 'ICH E9(R1)',
      tag: 'K',
    })),
  },
]
