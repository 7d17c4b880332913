import assert from 'node:assert/strict'
import { test } from 'node:test'
import { courseOf, patient, studyProtocol } from './patient.ts'
import { responsesBySubject } from './responses.ts'
import { targetResponse } from './target.ts'

const target = (text: string, response = {}) => courseOf(text, response).at(-1)!.target

for (const [law, text, response, rule] of [
  ['−30 % exactly is PR', '0: T1 90; 60: T1 63', 'PR', 'target.pr'],
  ['just short of −30 % is SD', '0: T1 90; 60: T1 63.001', 'SD', 'target.sd'],
  ['+20 % exactly and 5 mm is PD', '0: T1 25; 60: T1 30', 'PD', 'target.pd.growth'],
  ['just short of +20 % is SD', '0: T1 100; 60: T1 119.999', 'SD', 'target.sd'],
  ['+25 % but 4 mm is SD', '0: T1 16; 60: T1 20', 'SD', 'target.sd'],
  ['5 mm short by a micrometre is SD', '0: T1 20; 60: T1 24.999', 'SD', 'target.sd'],
  ['growth is from the nadir', '0: T1 100; 60: T1 50; 120: T1 60', 'PD', 'target.pd.growth'],
  ['the nadir includes baseline', '0: T1 50; 60: T1 55; 120: T1 60', 'PD', 'target.pd.growth'],
  ['an incomplete sum is no nadir', '0: T1 50, T2 50; 60: T1 20, T2 ?; 120: T1 45, T2 50', 'SD', 'target.sd'],
  ['a missing lesion is NE', '0: T1 50, T2 30; 60: T1 10, T2 ?', 'NE', 'target.ne.missing'],
  ['a lesion without a row is NE', '0: T1 50, T2 30; 60: T1 10', 'NE', 'target.ne.missing'],
  ['no lesion measured is NE, not CR', '0: T1 50, T2 30; 60: T1 ?, T2 ?', 'NE', 'target.ne.missing'],
  ['a missing lesion, the others PD already', '0: T1 50, T2 30; 60: T1 96, T2 ?', 'PD', 'target.pd.growth'],
  ['… and just short of it', '0: T1 50, T2 30; 60: T1 95.999, T2 ?', 'NE', 'target.ne.missing'],
  ['no baseline of a target is NE', '0: T1 50, T2 ?; 60: T1 20, T2 20', 'NE', 'target.ne.baseline'],
  ['a target that was not there at baseline is no CR later', '0: T1 0; 60: T1 0', 'NE', 'target.ne.baseline'],
  ['… unless the others grow', '0: T1 50, T2 ?; 60: T1 60, T2 20', 'PD', 'target.pd.growth'],
  ['all absent is CR', '0: T1 50, T2 30; 60: T1 absent, T2 0', 'CR', 'target.cr'],
  ['a node of 9.999 mm is normal', '0: T1 50, N1 20; 60: T1 0, N1 9.999', 'CR', 'target.cr'],
  ['a node of 10 mm is disease', '0: T1 50, N1 20; 60: T1 0, N1 10', 'PR', 'target.pr'],
  ['all nodes normal is CR though the sum grew', '0: N1 20; 60: N1 4; 120: N1 9.999', 'CR', 'target.cr'],
  ['… and at 10 mm the sum decides', '0: N1 20; 60: N1 4; 120: N1 10', 'PD', 'target.pd.growth'],
  ['after CR, 5 mm is PD by the sum', '0: T1 50; 60: T1 0; 120: T1 5', 'PD', 'target.pd.growth'],
  ['after CR that is not definite, 4.95 mm is not', '0: T1 50; 60: T1 0; 120: T1 4.95', 'PR', 'target.pr'],
  [
    'after a definite CR, 1 mm is PD',
    '0: T1 50; 60: T1 0, definite; 120: T1 1',
    'PD',
    'target.pd.reappeared',
  ],
  [
    'after a definite CR a single node that returns at 15 mm is PD',
    '0: T1 99, N1 20; 60: T1 0, N1 9.9, definite; 120: T1 0, N1 15',
    'PD',
    'target.pd.reappeared',
  ],
  [
    'after a definite CR two nodes that return at 10 mm are PD',
    '0: N1 20, N2 20; 60: N1 8, N2 8, definite; 120: N1 10, N2 10',
    'PD',
    'target.pd.reappeared',
  ],
  [
    'after a definite CR a single node that returns at 10 mm and grew by 5 mm is PD by the sum',
    '0: N1 20; 60: N1 5, definite; 120: N1 10',
    'PD',
    'target.pd.growth',
  ],
  ['… and not at 9.9 mm', '0: N1 20; 60: N1 8, definite; 120: N1 9.9', 'CR', 'target.cr'],
] as const)
  test(`target response: ${law}`, () => {
    const found = target(text)
    assert.deepEqual([found?.response, found?.because], [response, [rule]])
  })

test('keeping PR: sums 100-70-70-80-80-80 stay PR where the protocol keeps it, and are SD where it does not', () => {
  const text = '0: T1 100; 1: T1 70; 2: T1 70; 3: T1 80; 4: T1 80; 5: T1 80'
  const responses = (how: 'eortc' | 'strict') =>
    courseOf(text, { keepingPartialResponse: how }).map(({ response }) => response)
  assert.deepEqual(responses('eortc'), ['PR', 'PR', 'PR', 'PR', 'PR'])
  assert.deepEqual(responses('strict'), ['PR', 'PR', 'SD', 'SD', 'SD'])
})

test('keeping PR ends with progression', () => {
  const text = '0: T1 100; 1: T1 70; 2: T1 84; 3: T1 80'
  const found = courseOf(text, { keepingPartialResponse: 'eortc' }).map(({ response }) => response)
  assert.deepEqual(found, ['PR', 'PD', 'SD'])
})

test('where the protocol takes every complete response as definite, any return is PD', () => {
  const found = target('0: T1 50; 60: T1 0; 120: T1 1', { definiteCompleteResponse: 'always' })
  assert.equal(found?.response, 'PD')
})

test('no target lesion is a wrong call', () => {
  const past = { baseline: 0, nadir: 0, baselineComplete: true, definiteCR: false, keptPR: false }
  assert.throws(() => targetResponse([], past as never), RangeError)
})

test('too small to measure is 5 mm, and that is said', () => {
  const found = target('0: T1 50; 60: T1 too-small-to-measure')
  assert.equal(found?.sum, 5000)
  assert.deepEqual(found?.because, ['target.pr', 'lesion.too-small'])
})

const definite = '0: T1 60, N1 20; 60: T1 0, N1 9, definite; 120: T1 0, N1 11; 180: T1 0, N1 '
const after = (text: string) =>
  courseOf(text)
    .slice(1)
    .map(({ response, because }) => [response, because[0]])

test('a single node back after a definite CR (9 → 11 mm) is imaged again: pending, then PD dated back, or nothing', () => {
  assert.deepEqual(after(definite.replace('; 180: T1 0, N1 ', '')), [['PR', 'target.pr']])
  const [, pending] = courseOf(definite.replace('; 180: T1 0, N1 ', ''))
  assert.ok(pending?.because.includes('target.node.pending'))
  assert.match(pending!.says, /a single node is back after complete response; the next scan decides/)
  assert.deepEqual(after(`${definite}10`), [
    ['PD', 'target.pd.node-confirmed'],
    ['PD', 'target.pd.node-confirmed'],
  ])
  assert.deepEqual(after(`${definite}9.9`), [
    ['PR', 'target.pr'],
    ['CR', 'target.cr'],
  ])
  assert.deepEqual(after(`${definite}?; 240: T1 0, N1 12`), [
    ['PD', 'target.pd.node-confirmed'],
    ['NE', 'target.ne.missing'],
    ['PD', 'target.pd.node-confirmed'],
  ])
})

test('where the reader says that a complete response is not definite, no setting makes it so', () => {
  const records = patient('0: T1 50; 60: T1 0; 120: T1 1')
  const scans = records.scans.map((scan) => ({ ...scan, definiteCompleteResponse: false }))
  const protocol = studyProtocol({ definiteCompleteResponse: 'always' })
  const { timePoints } = responsesBySubject({ ...records, scans }, protocol).responses[0]!
  assert.equal(timePoints.at(-1)?.response, 'PR')
})
