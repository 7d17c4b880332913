import assert from 'node:assert/strict'
import { test } from 'node:test'
import { fourRandomized, fourSubjects, smallStudy } from './small-study.test-data.ts'

const dose = (id: string) => `${id}|DRUG|2022-01-05|2022-01-05`
const numbers = (reasons: readonly { reason: string; subjects: readonly unknown[] }[]) =>
  reasons.map(({ reason, subjects }) => `${subjects.length} ${reason}`)

const readout = smallStudy({
  dm: `${fourSubjects}\nS1|SCRNFAIL|61|M|01`,
  ds: [
    fourRandomized,
    'S1|SCREEN FAILURE|BRAIN METASTASES|PROTOCOL MILESTONE|2021-12-20',
    'A2|WITHDRAWAL BY SUBJECT|WITHDREW CONSENT|DISPOSITION EVENT|2022-01-03',
    'A2|EXCLUDED FROM FULL ANALYSIS SET|CONSENT WITHDRAWN BEFORE TREATMENT|ANALYSIS SET|2022-01-03',
    'C1|ADVERSE EVENT|PNEUMONITIS|DISPOSITION EVENT|2022-03-03',
    'C2|DEATH|DEATH|DISPOSITION EVENT|2022-09-09',
  ].join('\n'),
  ex: ['A1', 'C1', 'C2'].map(dose).join('\n'),
  protocol: {
    analyses: [
      { id: 'pfs', endpoint: 'pfs', rank: 'primary' },
      {
        id: 'flow',
        kind: 'flow',
        reasons: { notEligible: ['Pregnancy', 'Brain metastases'], notReceived: ['Physician decision'] },
      },
    ],
  },
})

test('the flow accounts for everyone: assessed, randomized, received, analysed', () => {
  const { flow } = readout
  assert.equal(flow?.assessed, 5)
  assert.equal(flow.randomized, 4)
  for (const arm of flow.arms) {
    const count = (all: typeof arm.excluded) => all.reduce((sum, { subjects }) => sum + subjects.length, 0)
    assert.equal(arm.allocated, (arm.received ?? 0) + count(arm.notReceived))
    assert.equal(arm.allocated, arm.analysed + count(arm.excluded))
  }
})

test('a reason that the protocol foresees is there also with 0, and one that it does not after those', () => {
  assert.deepEqual(numbers(readout.flow!.notRandomized), ['0 Pregnancy', '1 Brain metastases'])
  const [ablation] = readout.flow!.arms
  assert.deepEqual(numbers(ablation!.notReceived), [
    '0 Physician decision',
    '1 Consent withdrawn before treatment',
  ])
  assert.deepEqual(ablation!.notReceived[1]?.subjects, [{ subject: 'A2', from: ['ds.csv:8'] }])
})

test('lost to follow-up is not discontinued, death is neither, and who was never treated cannot discontinue', () => {
  const [ablation, control] = readout.flow!.arms
  assert.deepEqual(numbers(ablation!.lost), ['1 Withdrew consent'])
  assert.deepEqual(numbers(ablation!.discontinued), [])
  assert.deepEqual(numbers(control!.lost), [])
  assert.deepEqual(numbers(control!.discontinued), ['1 Pneumonitis'])
})

test('safety counts the treated, per protocol the analysed that received what they were allocated to', () => {
  const members = Object.fromEntries(readout.populations.map(({ id, subjects }) => [id, subjects]))
  assert.deepEqual(members, { randomized: 4, 'full-analysis': 3, 'per-protocol': 3, safety: 3 })
  const safety = readout.populations.find(({ id }) => id === 'safety')
  assert.deepEqual(safety?.excluded, [
    { subject: 'A2', arm: 'abl', reason: 'CONSENT WITHDRAWN BEFORE TREATMENT', from: ['ds.csv:8'] },
  ])
})

test('where the protocol wants a dose and an ablation, a dose alone is not what was allocated', () => {
  const { flow, populations } = smallStudy({
    ex: ['A1', 'A2', 'C1', 'C2'].map(dose).join('\n'),
    pr: 'A1|CRYOABLATION|STUDY ABLATION|T1|S1|Y|2022-01-10',
    protocol: {
      analyses: [
        { id: 'pfs', endpoint: 'pfs', rank: 'primary' },
        { id: 'flow', kind: 'flow', received: { abl: 'dose-and-ablation' } },
      ],
    },
  })
  assert.deepEqual(
    flow!.arms.map(({ received }) => received),
    [1, 2],
  )
  assert.deepEqual(
    populations.map(({ id, subjects }) => `${id} ${subjects}`),
    ['randomized 4', 'full-analysis 4', 'per-protocol 3', 'safety 4'],
  )
})

test('without screen failures the number assessed is not known, without treatment nor who received it', () => {
  const { flow, populations } = smallStudy({})
  assert.equal(flow!.assessed, null)
  assert.deepEqual(
    flow!.arms.map(({ received }) => received),
    [null, null],
  )
  assert.deepEqual(
    populations.map(({ id }) => id),
    ['randomized', 'full-analysis'],
  )
})

test('a treatment before randomization or after the data cut-off is not one of the study', () => {
  const { populations } = smallStudy({
    ex: 'A1|DRUG|2021-12-01|2021-12-01\nA2|DRUG|2024-01-01|2024-01-01\nC1|DRUG|2022-01-01|2022-01-01\nC2|DRUG|2023-12-31|2023-12-31',
  })
  const safety = populations.find(({ id }) => id === 'safety')
  assert.deepEqual(
    safety?.excluded.map(({ subject }) => subject),
    ['A1', 'A2'],
  )
})
