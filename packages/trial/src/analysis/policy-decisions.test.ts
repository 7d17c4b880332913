/** What stands in the readout beside the curves: how often each row of a policy decided, and what came between, by arm. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { patient, protocolOf, recordsOf } from '../endpoint/patient-line.ts'
import { readStudy } from '../study.ts'

const people = [
  patient('P1', 'SD@43 PD@85', {}),
  patient('P2', 'SD@43 PD@85', { therapy: 60, ablation: 10 }),
  patient('P3', 'SD@43', { lost: 60, ablation: 10 }),
  patient('P4', 'SD@43 PD@85', { arm: 'B', ablation: 50 }),
  patient('P5', 'SD@43', { arm: 'B', lost: 60 }),
  patient('P6', 'SD@43', { arm: 'B', lost: 60 }),
]
const protocol = protocolOf({
  estimands: [
    { id: 'E1', endpoint: 'pfs', intercurrentEvents: { 'salvage-local-therapy': 'treatment-policy' } },
  ],
  schedule: { imaging: [{ everyDays: 42, windowDays: 7 }] },
  analyses: [
    { id: 'a', endpoint: 'pfs', policy: 'fda-type-a' },
    { id: 'e', endpoint: 'pfs', policy: 'fda-type-a', estimand: 'E1' },
    { id: 'os', endpoint: 'os' },
  ],
})
// The one-line patients carry reported responses; here they are read from the records.
const records = {
  ...recordsOf(people),
  reportedResponses: people.flatMap(({ responses }) =>
    responses.timePoints.map((one) => ({ ...one, accepted: true, test: 'OVRLRESP', from: one.from[0]! })),
  ),
}
const readout = readStudy(protocol, records)

const decisionsOf = (id: string) => readout.policyDecisions?.find(({ analysis }) => analysis === id)

test('each row of the policy, counted by arm', () => {
  const shown = (analysis: string) =>
    decisionsOf(analysis)
      ?.rows.map(({ row, byArm }) => [row, ...byArm.flatMap(({ events, censored }) => [events, censored])])
      .filter(([, ...counts]) => counts.some((count) => count! > 0))
  // row, events and censored in A, then in B
  assert.deepEqual(shown('a'), [
    [3, 1, 0, 0, 0],
    [8, 0, 1, 0, 1],
    [12, 0, 1, 0, 2],
  ])
  assert.deepEqual(shown('e'), [
    [3, 1, 0, 1, 0],
    [8, 0, 1, 0, 0],
    [12, 0, 1, 0, 2],
  ])
  assert.equal(decisionsOf('os'), undefined)
  assert.match(decisionsOf('e')!.rows[7]!.does, /^new therapy: censored .*; local therapy: ignored/)
})

test('intercurrent events are counted by arm, with rule and rows, and the estimand says what it makes of each', () => {
  const { events, estimands } = readout.intercurrentEvents!
  const counts = (kind: string) =>
    events
      .find((one) => one.kind === kind)
      ?.byArm.map(({ subjects, beforeProgression }) => [subjects, beforeProgression])
  assert.deepEqual(counts('new-systemic-therapy'), [
    [1, 1],
    [0, 0],
  ])
  assert.deepEqual(counts('salvage-local-therapy'), [
    [0, 0],
    [1, 1],
  ])
  assert.deepEqual(counts('ablation-delayed'), [
    [0, 0],
    [0, 0],
  ])
  const [crossover] = events.find(({ kind }) => kind === 'salvage-local-therapy')!.subjects
  assert.deepEqual(
    [crossover?.subject, crossover?.because.map(({ id }) => id), crossover?.from],
    ['P4', ['ice.salvage-local-therapy'], ['pr.csv:2']],
  )
  const [estimand] = estimands
  assert.deepEqual(estimand?.analyses, ['e'])
  assert.deepEqual(
    estimand?.strategies.filter(({ strategy }) => strategy).map(({ kind, strategy }) => [kind, strategy]),
    [['salvage-local-therapy', 'treatment-policy']],
  )
})
