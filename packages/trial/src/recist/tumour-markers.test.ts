import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Records } from '../record/records.ts'
import { patient, studyProtocol } from './patient.ts'
import { responsesBySubject } from './responses.ts'

const tumourMarkers = { tests: ['cea'], withinDays: 14 }
const measured = (text: string, ...rows: readonly (readonly [string, string])[]): Records => ({
  ...patient(text),
  measurements: rows.map(([day, range], i) => ({
    subject: 'P1' as never,
    test: 'CEA',
    range: range as 'high',
    date: { text: day, precision: 'day', day: day as never },
    from: `lb.csv:${i + 2}` as never,
  })),
})
const last = (records: Records, response: object = { tumourMarkers }) =>
  responsesBySubject(records, studyProtocol(response)).responses[0]!.timePoints.at(-1)!

const gone = '0: T1 50, NT1 present; 60: T1 0, NT1 absent'
const day60 = '2022-03-02'

for (const [law, text, rows, response, rule] of [
  ['normal: CR', gone, [[day60, 'normal']], 'CR', 'non-target.cr'],
  ['low is normal', gone, [[day60, 'low']], 'CR', 'non-target.cr'],
  ['raised: no CR', gone, [[day60, 'high']], 'PR', 'non-target.non-cr.markers'],
  ['not measured: CR is not known', gone, [], 'PR', 'non-target.ne.markers'],
  ['14 days away still counts', gone, [['2022-03-16', 'normal']], 'CR', 'non-target.cr'],
  ['15 days away does not', gone, [['2022-03-17', 'normal']], 'PR', 'non-target.ne.markers'],
  [
    'the nearest counts',
    gone,
    [
      ['2022-02-25', 'high'],
      ['2022-03-03', 'normal'],
    ],
    'CR',
    'non-target.cr',
  ],
  [
    'at one distance the raised one',
    gone,
    [
      ['2022-03-01', 'normal'],
      ['2022-03-03', 'high'],
    ],
    'PR',
    'non-target.non-cr.markers',
  ],
  [
    'a lesion still there decides first',
    '0: NT1 present; 60: NT1 present',
    [[day60, 'high']],
    'NON-CR/NON-PD',
    'non-target.non-cr-non-pd',
  ],
  ['targets only, raised', '0: T1 50; 60: T1 0', [[day60, 'high']], 'PR', 'non-target.non-cr.markers'],
  ['targets only, still there', '0: T1 50; 60: T1 50', [[day60, 'high']], 'SD', 'non-target.non-cr.markers'],
] as const)
  test(`tumour markers that the protocol names: ${law}`, () => {
    const found = last(measured(text, ...rows))
    assert.equal(found.response, response)
    assert.ok(found.because.includes(rule))
  })

test('no marker is asked for unless the protocol names it, and none makes disease of no disease', () => {
  assert.equal(last(measured(gone, [day60, 'high']), {}).response, 'CR')
  assert.equal(last(measured('0: L1 absent; 60: L1 absent', [day60, 'high'])).response, 'NED')
})

test('the row of the marker is among the sources', () => {
  assert.ok(last(measured(gone, [day60, 'high'])).from.includes('lb.csv:2' as never))
})
