/** The protocol of the made study: the preset of BOOSTER, said to be synthetic, with the analyses and policy of this example. */
import { boosterPreset } from '../../../src/protocol/presets/booster.ts'
import type { Protocol } from '../../../src/protocol/protocol.ts'
import type { Assumptions } from './assumptions.ts'

const test = { kind: 'log-rank', sides: 2, alpha: 0.05 } as const
const model = { kind: 'cox', ties: 'efron', interval: 'wald', level: 0.95 } as const
const choices = {
  kind: 'time-to-event',
  policy: 'admiralonco',
  population: 'full-analysis',
  test: { ...test, strata: [] },
  model: { ...model, strata: [], adjustFor: [] },
  curve: { interval: 'log-log', level: 0.95 },
  milestones: { scale: 'log-log' },
  proportionality: { transform: 'km', alpha: 0.05 },
} as const
const times = { ratesAtMonths: [6, 12, 24], restrictedMeanMonths: [24] }

export function protocolOf({ dataCutoff, blockSizes }: Assumptions): Protocol {
  return {
    ...boosterPreset,
    id: 'booster-shaped-synthetic',
    title: 'BOOSTER-shaped synthetic study: ablation plus immunotherapy in oligo-residual NSCLC',
    source:
      'Made by the generator in this folder from a seed and declared assumptions; no patient is behind any of it, and it is no result of a trial.',
    synthetic: true,
    dataCutoff,
    randomization: { method: 'permuted-blocks', blockSizes, strata: [], ours: true },
    policies: {},
    populations: {
      'full-analysis': {
        title: 'Full analysis set',
        says: 'randomized, without those who are excluded with a reason',
        excludeWithReason: true,
      },
    },
    analyses: [
      {
        id: 'pfs',
        title: 'Progression-free survival',
        rank: 'primary',
        endpoint: 'pfs',
        ...choices,
        ...times,
      },
      { id: 'os', title: 'Overall survival', rank: 'secondary', endpoint: 'os', ...choices, ...times },
    ],
  }
}
