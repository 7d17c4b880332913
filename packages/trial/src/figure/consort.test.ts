import assert from 'node:assert/strict'
import { test } from 'node:test'
import { consortFigure, consortFlow } from './consort.ts'
import { workedReadout } from './worked-readout.test-data.ts'

const words = (readout = workedReadout()) =>
  consortFigure(readout).marks.flatMap((mark) => (mark.kind === 'text' ? [mark.text] : []))

test('the flow accounts for everyone: entered = excluded + analysed in each arm', () => {
  const { arms, entered } = consortFlow(workedReadout())
  for (const arm of arms)
    assert.equal(arm.entered, arm.analysed + arm.excluded.reduce((sum, { subjects }) => sum + subjects, 0))
  assert.equal(entered, 12)
  assert.deepEqual(arms[1]?.excluded, [{ reason: 'withdrew consent before treatment', subjects: 1 }])
})

test('an arm that lost no one says so', () => {
  assert.ok(words().includes('Excluded: 0'))
  assert.ok(words().includes('Excluded: 1'))
})

test('whoever is missing without a reason is counted as such', () => {
  const [randomized, full] = workedReadout().populations
  const populations = [randomized!, { ...full!, excluded: [] }]
  const flow = consortFlow(workedReadout({ populations }))
  assert.deepEqual(flow.arms[1]?.excluded, [{ reason: 'no reason given', subjects: 1 }])
})

test('a study that randomized no one does not say that it did', () => {
  const populations = workedReadout().populations.slice(1)
  const text = words(workedReadout({ populations })).join('\n')
  assert.match(text, /Subjects read: 12/)
  assert.doesNotMatch(text, /Randomized|allocated/)
})

test('no line of a box is wider than the box', () => {
  const reason =
    'a very long reason that goes on and on because somebody wrote all they knew of it into the table'
  const [randomized, full] = workedReadout().populations
  const excluded = full!.excluded.map((row) => ({ ...row, reason }))
  const lines = words(workedReadout({ populations: [randomized!, { ...full!, excluded }] }))
  assert.ok(lines.every((line) => line.length <= 50))
  assert.ok(lines.join(' ').includes(reason))
})

test('a readout without populations or arms still has a figure', () => {
  assert.deepEqual(words(workedReadout({ synthetic: false, populations: [], arms: [], endpoints: [] })), [
    'Subjects read: 0',
  ])
})
