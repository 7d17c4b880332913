/**
 * The protocol of BOOSTER as far as it is published; what is not published is our choice and says `ours: true`.
 * Published: arms, 2:1, 65 randomized (43 and 22), full analysis set 62 (42 and 20), PFS as primary endpoint (a news report).
 * Not published: imaging interval, reader, stratification, rule for ablated lesions, censoring rules, times of the rates.
 */
import { protocolSchema, type Protocol, type ProtocolDocument } from '../protocol.ts'

/** As it is written: without the settings that are left to their defaults. */
export const boosterDocument = {
  id: 'booster',
  version: '1.0',
  title: 'Ablation plus immunotherapy in oligo-residual NSCLC',
  source: '10.1038/s41392-025-02460-z, ChiCTR2000032479',
  arms: [
    { id: 'ablation', title: 'Ablation + immunotherapy', weight: 2, role: 'experimental' },
    { id: 'immunotherapy', title: 'Immunotherapy alone', weight: 1, role: 'control' },
  ],
  randomization: {
    method: 'permuted-blocks',
    blockSizes: [3, 6],
    strata: ['site', 'oligoPattern'],
    ours: true,
  },
  eligibility: [
    { id: 'histology', says: 'NSCLC, stage IV or recurrent', ours: false },
    { id: 'ecog', says: 'ECOG 0 or 1', field: 'ecog', max: 1, ours: true },
    { id: 'state', says: 'oligo-residual disease after anti-PD-1/L1', state: 'oligo-residual' },
  ],
  oligoState: {
    maxLesions: 5,
    maxOrgans: 3,
    operator: 'and',
    countPrimary: true,
    nodesCountAs: 'station',
    minDaysOnImmunotherapy: 84,
    ours: true,
  },
  schedule: {
    imaging: [
      { everyDays: 42, untilDay: 336, windowDays: 7 },
      { everyDays: 84, windowDays: 14 },
    ],
    ours: true,
  },
  response: {
    criteria: 'recist-1.1',
    irecist: 'exploratory',
    reader: 'investigator',
    ablatedLesions: 'exclude',
    newBaseline: { day: 42, windowDays: 7, ours: true },
    confirmation: { required: false, minDays: 28 },
    stableDiseaseMinDays: 42,
  },
  policies: {
    'fda-type-a': {
      progression: 'documented',
      dateOfProgression: 'first-evidence',
      missedVisits: { max: 1, then: 'censor-before-gap' },
      newTherapy: 'censor-before',
      clinicalProgression: 'ignore',
      countsAsAssessment: 'evaluable',
      studyAblationIsNewTherapy: false,
      ours: true,
      source: 'the censoring rules of BOOSTER are not published',
    },
  },
  populations: {
    'full-analysis': { says: 'randomized and assessed at least once', excludeWithReason: true },
  },
  analyses: [
    {
      id: 'pfs',
      title: 'Progression-free survival',
      kind: 'time-to-event',
      rank: 'primary',
      endpoint: 'pfs',
      policy: 'fda-type-a',
      population: 'full-analysis',
      ratesAtMonths: [6, 12, 24],
      restrictedMeanMonths: [24],
    },
    {
      id: 'os',
      title: 'Overall survival',
      kind: 'time-to-event',
      rank: 'secondary',
      endpoint: 'os',
      population: 'full-analysis',
    },
    {
      id: 'pfs-subgroups',
      kind: 'subgroups',
      rank: 'exploratory',
      of: 'pfs',
      subgroups: [
        { field: 'sex', title: 'Sex' },
        { field: 'age', title: 'Age, years', cutoffs: [65] },
        { field: 'site', title: 'Site' },
      ],
      ours: true,
    },
    { id: 'pfs-sensitivity', kind: 'sensitivity', rank: 'exploratory', of: 'pfs', ours: true },
    {
      id: 'modality',
      rank: 'exploratory',
      kind: 'modality',
      of: 'pfs',
      groups: { cryo: ['cryoablation'], thermal: ['microwave', 'radiofrequency'] },
      landmark: 'first-scan-after-ablation',
      ours: true,
    },
    { id: 'ifn-alpha', rank: 'exploratory', kind: 'biomarker', analyte: 'IFN-alpha', unit: 'pg/mL' },
  ],
  periprocedural: {
    gapBeforeDays: 7,
    gapAfterDays: 7,
    toleranceDays: 3,
    resumeWhen: ['afebrile-24h', 'no-drain', 'pneumonitis<2', 'steroids<=10mg'],
    ours: true,
  },
  modalityPolicy: {
    prefer: 'cryoablation',
    where: ['anatomy-permits', 'expertise-at-site', 'equipment-at-site'],
    ours: true,
  },
  ctcae: '5.0',
} satisfies ProtocolDocument

export const boosterPreset: Protocol = protocolSchema.parse(boosterDocument)
