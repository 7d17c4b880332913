import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Lesion, LesionObservation, Records } from '../record/records.ts'
import { measurabilityRules } from './measurability.ts'
import { recistOrgan } from './organ.ts'
import { patient, studyProtocol } from './patient.ts'
import { responsesBySubject } from './responses.ts'

const found = (records: Records) =>
  responsesBySubject(records, studyProtocol()).findings.map(({ code, message }) => [
    code,
    /\(([\w.-]+)\)$/.exec(message)?.[1],
  ])

/** The first lesion of the patient, and its row at baseline, with more said of them. */
const withFacts = (text: string, lesion: Partial<Lesion> = {}, row: Partial<LesionObservation> = {}) => {
  const records = patient(text)
  return {
    ...records,
    lesions: records.lesions.map((one, i) => (i === 0 ? { ...one, ...lesion } : one)),
    scans: records.scans.map((scan) => ({
      ...scan,
      observations: scan.observations.map((one, i) => (i === 0 && scan.baseline ? { ...one, ...row } : one)),
    })),
  }
}

type Case = readonly [string, Records, Records]
const cases: readonly Case[] = [
  ['measurable.node', withFacts('0: N1 14.999; 60: N1 14'), withFacts('0: N1 15; 60: N1 14')],
  [
    'measurable.radiograph',
    withFacts('0: T1 19.999; 60: T1 19', {}, { method: 'X-RAY' }),
    withFacts('0: T1 20; 60: T1 19', {}, { method: 'X-RAY' }),
  ],
  [
    'measurable.caliper',
    withFacts('0: T1 9.999; 60: T1 9', { method: 'CALIPER' }),
    withFacts('0: T1 10; 60: T1 9', { method: 'CALIPER' }),
  ],
  ['measurable.diameter', withFacts('0: T1 9.999; 60: T1 9'), withFacts('0: T1 10; 60: T1 9')],
  ['measurable.slice', withFacts('0: T1 15.999/8; 60: T1 9'), withFacts('0: T1 16/8; 60: T1 9')],
  ['measurable.slice', withFacts('0: T1 10/5.001; 60: T1 9'), withFacts('0: T1 10/5; 60: T1 9')],
  [
    'measurable.bone',
    withFacts('0: T1 30; 60: T1 9', { organ: 'BONE', kind: 'bone-blastic' }),
    withFacts('0: T1 30; 60: T1 9', { organ: 'BONE', kind: 'bone-lytic-soft-tissue' }),
  ],
  [
    'measurable.bone',
    withFacts('0: T1 30; 60: T1 9', { kind: 'bone-lytic' }),
    withFacts('0: T1 30; 60: T1 9', { kind: 'solid' }),
  ],
  [
    'measurable.bone.unknown',
    withFacts('0: T1 30; 60: T1 9', { organ: 'BONE' }),
    withFacts('0: T1 30; 60: T1 9', { organ: 'LIVER' }),
  ],
  [
    'measurable.cyst',
    withFacts('0: T1 30; 60: T1 9', { kind: 'simple-cyst' }),
    withFacts('0: T1 30; 60: T1 9', { kind: 'solid' }),
  ],
  [
    'measurable.cystic-metastasis',
    withFacts('0: T1 30; 60: T1 9', { kind: 'cystic-metastasis' }),
    withFacts('0: T1 30; 60: T1 9', { kind: 'solid' }),
  ],
  [
    'measurable.never',
    withFacts('0: T1 30; 60: T1 9', { organ: 'PLEURAL EFFUSION' }),
    withFacts('0: T1 30; 60: T1 9', { organ: 'PLEURA' }),
  ],
  [
    'measurable.never',
    withFacts('0: T1 30; 60: T1 9', { kind: 'lymphangitic' }),
    withFacts('0: T1 30; 60: T1 9', { kind: 'solid' }),
  ],
  [
    'measurable.treated',
    withFacts('0: T1 30; 60: T1 9', { treatedBefore: 'not-progressed' }),
    withFacts('0: T1 30; 60: T1 9', { treatedBefore: 'progressed' }),
  ],
  ['measurable.normal-node', withFacts('0: NTN1 9.999; 60: NTN1 9'), withFacts('0: NTN1 10; 60: NTN1 9')],
]
for (const [rule, breach, sound] of cases)
  test(`baseline: ${rule} is a finding on one side of its edge only`, () => {
    assert.deepEqual(
      found(breach).map(([, id]) => id),
      [rule],
    )
    assert.deepEqual(found(sound), [])
  })

test('every row of measurability has its case', () => {
  assert.deepEqual(
    measurabilityRules.map(({ id }) => id).filter((id) => !cases.some(([rule]) => rule === id)),
    [],
  )
})

test('slices do not bear on a node, and a target that cannot be one is summed all the same', () => {
  assert.deepEqual(found(withFacts('0: N1 15/8; 60: N1 14')), [])
  const { responses, findings } = responsesBySubject(withFacts('0: T1 9; 60: T1 4'), studyProtocol())
  assert.equal(responses[0]!.timePoints[0]!.response, 'PR')
  assert.deepEqual(findings[0]!.where, { file: 'tr.csv', row: 2 })
  assert.match(findings[0]!.message, /Proposed: make it a non-target lesion/)
})

for (const [kind, what, expected] of [
  ['anticancer-therapy', 'Stereotactic radiotherapy', ['measurable.treated']],
  ['other', 'RADIOFREQUENCY ABLATION', ['measurable.treated']],
  ['other', 'Biopsy', []],
] as const)
  test(`baseline: ${what} of a target before baseline (${kind})`, () => {
    const records = patient('0: T1 30; 60: T1 20')
    const procedure = { subject: 'P1', what, kind, lesion: 'T1', start: '2021-12-31', from: 'pr.csv:2' }
    const rules = (start: string) =>
      found({ ...records, procedures: [{ ...procedure, start } as never] }).map(([, id]) => id)
    assert.deepEqual(rules('2021-12-31'), expected)
    assert.deepEqual(rules('2022-01-01'), [])
  })

const inOrgans = (...organs: string[]) => {
  const records = patient(`0: ${organs.map((_, i) => `T${i + 1} 20`).join(', ')}; 60: T1 20`)
  return { ...records, lesions: records.lesions.map((one, i) => ({ ...one, organ: organs[i]! })) }
}

test('baseline: at most two targets an organ, whatever the side or lobe', () => {
  assert.deepEqual(found(inOrgans('LUNG, LEFT', 'LUNG, RIGHT UPPER LOBE', 'LIVER')), [])
  assert.deepEqual(found(inOrgans('LUNG, LEFT', 'LUNG, RIGHT UPPER LOBE', 'Right lung')), [
    ['too-many-targets-in-organ', 'selection.two-per-organ'],
  ])
})

for (const [organ, expected] of [
  ['LIVER, SEGMENT VII', 'liver'],
  ['Left upper lobe of lung', 'lung'],
  ['KIDNEYS', 'kidney'],
  ['LIVER', 'liver'],
  ['LEFT', 'left'],
] as const)
  test(`the organ of ${organ} is ${expected}`, () =>
    assert.equal(recistOrgan({ node: false, organ }), expected))

test('baseline: a measured non-target for which there was room is a finding', () => {
  assert.deepEqual(found(patient('0: T1 20, NT1 10; 60: T1 20, NT1 9')), [
    ['measurable-not-target', 'selection.measurable-left'],
  ])
  assert.deepEqual(found(patient('0: T1 20, NT1 9; 60: T1 20, NT1 9')), [])
  assert.deepEqual(found(patient('0: T1 20, NTN1 14; 60: T1 20, NTN1 9')), [])
  assert.deepEqual(found(patient('0: T1 20, T2 20, T3 20, T4 20, T5 20, NT1 30; 60: T1 20, NT1 9')), [])
})

const randomizedOn = (randomized: string) => {
  const records = patient('0: T1 20; 60: T1 20')
  return {
    ...records,
    subjects: records.subjects.map((one) => ({ ...one, randomized: randomized as never })),
  }
}

test('baseline: at most 28 days before randomization, and not after it', () => {
  assert.deepEqual(found(randomizedOn('2022-01-29')), [])
  assert.deepEqual(found(randomizedOn('2022-01-30')), [['baseline-too-early', 'baseline.four-weeks']])
  assert.deepEqual(found(randomizedOn('2022-01-01')), [])
  assert.deepEqual(found(randomizedOn('2021-12-31')), [
    ['baseline-after-randomization', 'baseline.four-weeks'],
  ])
})
