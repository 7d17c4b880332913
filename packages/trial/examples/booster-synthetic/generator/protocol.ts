/**
 * The protocol of the made study: the preset of BOOSTER, said to be synthetic, with the analyses and estimands of this
 * example. It writes what the study chooses and leaves the rest to the defaults, which the readout prints.
 */
import { boosterDocument } from '../../../src/protocol/presets/booster.ts'
import type { ProtocolDocument } from '../../../src/protocol/protocol.ts'
import type { Assumptions } from './assumptions.ts'

const population = 'full-analysis'
const months = { ratesAtMonths: [6, 12, 24], restrictedMeanMonths: [24] }

/** Progression and death count whatever was given before; only what is done to a lesion differs between the two. */
const asRandomized = {
  'new-systemic-therapy': 'treatment-policy',
  'clinical-progression': 'treatment-policy',
  'ablation-not-done': 'treatment-policy',
  'ablation-delayed': 'treatment-policy',
  'staged-session': 'treatment-policy',
  'immunotherapy-stopped': 'treatment-policy',
  'death-from-procedure': 'composite',
} as const

export function protocolOf({ dataCutoff, blockSizes, dose }: Assumptions): ProtocolDocument {
  return {
    ...boosterDocument,
    id: 'booster-shaped-synthetic',
    title: 'BOOSTER-shaped synthetic study: ablation plus immunotherapy in oligo-residual NSCLC',
    source:
      'Made by the generator in this folder from a seed and declared assumptions; no patient is behind any of it, and it is no result of a trial.',
    synthetic: true,
    dataCutoff,
    randomization: { method: 'permuted-blocks', blockSizes, strata: [], ours: true },
    policies: {},
    populations: {
      [population]: {
        title: 'Full analysis set',
        says: 'randomized, without those who are excluded with a reason',
        excludeWithReason: true,
      },
    },
    estimands: [
      {
        id: 'pfs-as-randomized',
        title: 'Progression-free survival whatever was given before progression',
        treatment: 'ablation of residual lesions and immunotherapy against immunotherapy alone',
        population,
        endpoint: 'pfs',
        summary: 'hazard ratio',
        intercurrentEvents: { ...asRandomized, 'salvage-local-therapy': 'treatment-policy' },
        ours: true,
      },
      {
        id: 'pfs-without-salvage',
        title: 'Progression-free survival had no unplanned local or new systemic therapy been given',
        treatment: 'ablation of residual lesions and immunotherapy against immunotherapy alone',
        population,
        endpoint: 'pfs',
        summary: 'hazard ratio',
        intercurrentEvents: {
          ...asRandomized,
          'new-systemic-therapy': 'hypothetical',
          'salvage-local-therapy': 'hypothetical',
        },
        ours: true,
      },
    ],
    analyses: [
      {
        id: 'pfs',
        title: 'Progression-free survival',
        rank: 'primary',
        endpoint: 'pfs',
        estimand: 'pfs-as-randomized',
        population,
        ...months,
      },
      {
        id: 'os',
        title: 'Overall survival',
        rank: 'secondary',
        endpoint: 'os',
        population,
        ...months,
      },
      {
        id: 'pfs-without-salvage',
        title: 'Progression-free survival, censored before unplanned therapy',
        rank: 'exploratory',
        endpoint: 'pfs',
        estimand: 'pfs-without-salvage',
        population,
        ...months,
      },
      {
        id: 'ttnt',
        title: 'Time to next systemic therapy',
        rank: 'exploratory',
        endpoint: 'ttnt',
        population,
      },
      {
        id: 'pfs-nest',
        title: 'Progression-free survival on next systemic therapy',
        rank: 'exploratory',
        endpoint: 'pfs-nest',
        population,
      },
      {
        id: 'ipfs',
        title: 'Progression-free survival by iRECIST',
        rank: 'exploratory',
        endpoint: 'ipfs',
        population,
      },
      {
        id: 'pmfs',
        title: 'Polymetastatic-free survival',
        rank: 'exploratory',
        endpoint: 'pmfs',
        population,
      },
      {
        id: 'flow',
        kind: 'flow',
        population,
        received: { ablation: 'dose-and-ablation', immunotherapy: 'dose' },
        ours: true,
      },
      { id: 'baseline', kind: 'baseline', population: 'randomized', ours: true },
      { id: 'exposure', kind: 'exposure', everyDaysByDrug: { [dose.drug]: dose.everyDays }, ours: true },
      { id: 'safety', kind: 'safety', untilDaysAfterTreatment: 90, ours: true },
      { id: 'ifn-alpha', kind: 'biomarker', analyte: 'IFN-alpha', unit: 'pg/mL', population, ours: true },
    ],
  }
}
