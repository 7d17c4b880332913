import assert from 'node:assert/strict'
import { test } from 'node:test'
import { patient, studyProtocol } from './patient.ts'
import { responsesBySubject } from './responses.ts'

const codes = (text: string) =>
  responsesBySubject(patient(text), studyProtocol()).findings.map(
    ({ code, severity }) => `${severity} ${code}`,
  )

for (const [law, text, expected] of [
  ['a sound patient has none', '0: T1 10, N1 15; 60: T1 10, N1 15', []],
  ['a target under 10 mm', '0: T1 9.9; 60: T1 9.9', ['warning target-too-small']],
  ['a target node under 15 mm', '0: N1 14.9; 60: N1 14', ['warning target-too-small']],
  ['five targets are allowed', '0: T1 20, T2 20, T3 20, T4 20, T5 20; 60: T1 20', []],
  ['six are not', '0: T1 20, T2 20, T3 20, T4 20, T5 20, T6 20; 60: T1 20', ['warning too-many-targets']],
  ['all nodes are one organ', '0: N1 20, N2 20, N3 20; 60: N1 20', ['warning too-many-targets-in-organ']],
  ['a target without baseline', '0: T1 20; 60: T1 20, T2 20', ['error target-not-measured-at-baseline']],
  [
    'a target of 0 mm at baseline',
    '0: T1 0; 60: T1 20',
    ['error target-not-measured-at-baseline', 'warning target-too-small'],
  ],
  [
    'a single node back after a definite CR',
    '0: N1 20; 60: N1 9, definite; 120: N1 11',
    ['warning node-pending'],
  ],
  ['no baseline at all', '60: T1 20', ['error no-baseline']],
  ['a new lesion at baseline', '0: T1 20, L1 present; 60: T1 20', ['error new-lesion-at-baseline']],
  ['two rows of a target on one scan', '0: T1 20; 60: T1 20, T1 22', ['warning lesion-seen-twice']],
  [
    'an ablated lesion that nobody identified',
    '0: T1 20; 30: T9 ablated; 60: T1 20',
    ['warning ablated-lesion-unknown'],
  ],
] as const)
  test(`findings of a course: ${law}`, () => assert.deepEqual(codes(text), expected))

const read = (text: string) => responsesBySubject(patient(text), studyProtocol()).responses[0]!.timePoints

test('without a baseline the target lesions are NE, and a new lesion is still PD', () => {
  assert.deepEqual(
    read('60: T1 20; 120: T1 90; 180: T1 90, L1 present').map(({ response }) => response),
    ['NE', 'NE', 'PD'],
  )
})
