/**
 * A readout of eleven subjects whose every number can be checked by hand; figures and reports are tested on it.
 * Experimental, in days: 61+ 122 183 183 366+ 366+ (product limit 4/5, 2/5). Control: 30 61 61+ 122 122.
 */
import type { ArmReadout, EndpointReadout, Readout } from '../analysis/readout.ts'
import type { SubjectId } from '../ids.ts'
import { protocolSchema } from '../protocol/protocol.ts'

const none = { estimate: null, lower: null, upper: null }

export function workedReadout(changes: Partial<Readout> = {}): Readout {
  return {
    schema: 'abscopal.readout/1',
    software: { name: 'Abscopal', version: '0.1.0' },
    study: { id: 'WORKED', version: '1.0', title: 'A worked example', source: null },
    synthetic: true,
    dataCutoff: '2024-03-31',
    tables: [{ name: 'subjects', file: 'subjects.csv', rows: 12, absent: false }],
    arms: [
      { id: 'abl', title: 'Immunotherapy plus ablation', role: 'experimental' },
      { id: 'io', title: 'Immunotherapy', role: 'control' },
    ],
    populations: [
      population('randomized', 'Randomized', 12, [6, 6], []),
      population(
        'full-analysis',
        'Full analysis set',
        11,
        [6, 5],
        [{ subject: 'W-12' as SubjectId, arm: 'io', reason: 'withdrew consent before treatment', from: [] }],
      ),
    ],
    endpoints: [endpoint],
    subgroups: [],
    modalities: [],
    subjects: [],
    findings: [
      { code: 'analysis.median.not-reached', severity: 'note', message: 'no upper limit of the median' },
      {
        code: 'table.value',
        severity: 'warning',
        subject: 'W-12' as SubjectId,
        where: { file: 'subjects.csv', row: 13, field: 'time' },
        message: 'the time is missing; the row is left out',
      },
    ],
    protocol: protocolSchema.parse({
      id: 'WORKED',
      version: '1.0',
      title: 'A worked example',
      synthetic: true,
      arms: [
        { id: 'abl', title: 'Immunotherapy plus ablation', role: 'experimental' },
        { id: 'io', title: 'Immunotherapy', role: 'control' },
      ],
      analyses: [{ id: 'pfs', rank: 'primary', endpoint: 'pfs' }],
    }),
    ...changes,
  }
}

function population(
  id: string,
  title: string,
  subjects: number,
  [first, second]: readonly [number, number],
  excluded: Readout['populations'][number]['excluded'],
): Readout['populations'][number] {
  const byArm = [
    { arm: 'abl', subjects: first },
    { arm: 'io', subjects: second },
  ]
  return { id, title, says: `All who are ${title.toLowerCase()}.`, subjects, byArm, excluded }
}

const experimental: ArmReadout = {
  arm: 'abl',
  title: 'Immunotherapy plus ablation',
  subjects: 6,
  events: 3,
  median: { estimate: 183, lower: 122, upper: null, unit: 'days' },
  followUp: { ...none, unit: 'days', method: 'reverse Kaplan–Meier' },
  rates: [{ at: 6, unit: 'months', estimate: 0.8, lower: 0.2, upper: 0.97 }],
  steps: {
    time: [61, 122, 183, 366],
    atRisk: [6, 5, 4, 2],
    events: [0, 1, 2, 0],
    censored: [1, 0, 0, 2],
    survival: [1, 0.8, 0.4, 0.4],
    lower: [1, 0.2, 0.05, 0.05],
    upper: [1, 0.97, 0.75, 0.75],
  },
  atRisk: [
    { at: 0, unit: 'months', subjects: 6, events: 0 },
    { at: 6, unit: 'months', subjects: 4, events: 1 },
  ],
  marks: [
    { subject: 'W-01' as SubjectId, time: 61, event: false, survival: 1 },
    { subject: 'W-02' as SubjectId, time: 122, event: true, survival: 0.8 },
    { subject: 'W-03' as SubjectId, time: 183, event: true, survival: 0.4 },
    { subject: 'W-04' as SubjectId, time: 183, event: true, survival: 0.4 },
    { subject: 'W-05' as SubjectId, time: 366, event: false, survival: 0.4 },
    { subject: 'W-06' as SubjectId, time: 366, event: false, survival: 0.4 },
  ],
}

const control: ArmReadout = {
  arm: 'io',
  title: 'Immunotherapy',
  subjects: 5,
  events: 4,
  median: { estimate: 122, lower: 30, upper: 122, unit: 'days' },
  followUp: { ...none, unit: 'days', method: 'reverse Kaplan–Meier' },
  rates: [{ at: 6, unit: 'months', ...none }],
  steps: {
    time: [30, 61, 122],
    atRisk: [5, 4, 2],
    events: [1, 1, 2],
    censored: [0, 1, 0],
    survival: [0.8, 0.6, 0],
    lower: [0.2, 0.13, null],
    upper: [0.97, 0.88, null],
  },
  atRisk: [
    { at: 0, unit: 'months', subjects: 5, events: 0 },
    { at: 6, unit: 'months', subjects: 0, events: 4 },
  ],
  marks: [
    { subject: 'W-07' as SubjectId, time: 30, event: true, survival: 0.8 },
    { subject: 'W-08' as SubjectId, time: 61, event: true, survival: 0.6 },
    { subject: 'W-09' as SubjectId, time: 61, event: false, survival: 0.6 },
    { subject: 'W-10' as SubjectId, time: 122, event: true, survival: 0 },
    { subject: 'W-11' as SubjectId, time: 122, event: true, survival: 0 },
  ],
}

/** The comparison is written down, not estimated: what matters in these tests is that it is printed as it is. */
const ratio: EndpointReadout['hazardRatio'] = {
  arm: 'abl',
  estimate: 0.2449,
  lower: 0.0449,
  upper: 1.336,
  p: 0.1036,
  reference: 'io',
  ties: 'efron',
  strata: [],
  adjustedFor: [],
}

const endpoint: EndpointReadout = {
  id: 'pfs',
  endpoint: 'pfs',
  title: 'Progression-free survival',
  rank: 'primary',
  population: 'full-analysis',
  policy: 'admiralonco',
  methods: [
    'Kaplan–Meier estimate with pointwise 95 % log-log confidence limits.',
    'Two-sided log-rank test.',
  ],
  unit: 'days',
  curve: { interval: 'log-log', level: 0.95 },
  arms: [experimental, control],
  logRank: { chiSquare: 4.4, degreesOfFreedom: 1, p: 0.0359, strata: [] },
  hazardRatio: ratio,
  hazardRatios: [ratio],
  restrictedMeans: [],
  milestones: [],
  proportionality: null,
  weightedTest: null,
}
