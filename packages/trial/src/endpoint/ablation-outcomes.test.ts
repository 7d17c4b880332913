import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { addDays, type Day } from '../day.ts'
import { patient, studyProtocol } from '../recist/patient.ts'
import { responsesBySubject } from '../recist/responses.ts'
import { dataCut } from '../record/data-cut.ts'
import type { Records } from '../record/records.ts'
import { ablationOutcomes } from './ablation-outcomes.ts'

const dayZero = '2022-01-01' as Day

function outcomesOf(text: string, { death, cut, ...local }: { death?: number; cut?: number } & object = {}) {
  const made = patient(text)
  const whole: Records = {
    ...made,
    subjects: made.subjects.map((subject) => ({
      ...subject,
      ...(death !== undefined && { death: { day: addDays(dayZero, death) } }),
    })),
  }
  const { records } = dataCut(whole, cut === undefined ? undefined : addDays(dayZero, cut))
  const protocol = studyProtocol({ localProgression: local as never })
  return ablationOutcomes(records, responsesBySubject(records, protocol).responses, protocol)
}
const outcomeOf = (text: string, more = {}) => outcomesOf(text, more).outcomes[0]!
const timeOf = (text: string, more = {}) => {
  const { cause, days, event } = outcomesOf(text, more).times[0]!
  return [cause, days, event]
}

const start = '0: T1 20, T2 30; 30: T1 ablated/microwave; '
const scan = (day: number, zone: string, other = '30') => `${day}: T1 ${zone}, T2 ${other}; `

for (const [law, sessions, expected] of [
  ['every session of the first treatment succeeded', '30: T1 ablated; 50: T1 ablated/staged', true],
  ['a staged session that failed fails the treatment', '30: T1 ablated; 50: T1 ablated/staged/failed', false],
  ['a repeat is another treatment', '30: T1 ablated; 90: T1 ablated/repeat/failed', true],
] as const)
  test(`technical success: ${law}`, () => {
    assert.equal(outcomeOf(`0: T1 20, T2 30; ${sessions}; ${scan(100, '30')}`).technicalSuccess, expected)
  })

for (const [law, text, primary, secondary] of [
  ['complete at follow-up', start + scan(62, '40'), 'complete', 'complete'],
  ['the window ends 60 days after the ablation', start + scan(90, '40'), 'complete', 'complete'],
  ['a scan behind it says nothing', start + scan(91, '40'), 'not-known', 'not-known'],
  ['a scan of the early phase says nothing', start + scan(37, '40'), 'not-known', 'not-known'],
  ['a suspicious scan leaves it not known', start + scan(62, '40/nodule=12'), 'not-known', 'not-known'],
  ['residual tumour is not complete', start + scan(62, '40/residual'), 'not-complete', 'not-complete'],
  [
    'a repeat may complete it: secondary efficacy',
    `${start}${scan(62, '40/residual')}80: T1 ablated/repeat; ${scan(110, '40')}`,
    'not-complete',
    'complete',
  ],
  [
    'the scan nearest to day 30 decides',
    start + scan(45, '40/residual') + scan(61, '40'),
    'not-complete',
    'not-complete',
  ],
] as const)
  test(`technique efficacy: ${law}`, () => {
    const found = outcomeOf(text)
    assert.deepEqual([found.primaryEfficacy, found.secondaryEfficacy], [primary, secondary])
  })

test('secondary efficacy counts no more treatments than the protocol allows', () => {
  const text = `${start}${scan(62, '40/residual')}80: T1 ablated/repeat; ${scan(110, '40')}`
  assert.equal(outcomeOf(text, { efficacy: { treatments: 1 } }).secondaryEfficacy, 'not-complete')
})

test('an ablated lesion that no scan shows has its sessions and nothing known', () => {
  const found = outcomeOf('30: T1 ablated/cryoablation')
  assert.deepEqual(
    [found.modalities, found.technicalSuccess, found.primaryEfficacy, found.residual],
    [['cryoablation'], true, 'not-known', false],
  )
  assert.deepEqual(timeOf('30: T1 ablated'), ['censored', 1, false])
})

const complete = start + scan(70, '40')
for (const [law, text, more, expected] of [
  [
    'local progression is the event',
    complete + scan(130, '38/progression'),
    {},
    ['local-progression', 101, true],
  ],
  [
    'without it the last scan that evaluated the lesion censors',
    complete + scan(130, '?'),
    {},
    ['censored', 41, false],
  ],
  ['death competes', complete, { death: 99 }, ['death', 70, false]],
  [
    'systemic progression competes',
    complete + scan(130, '38', '50'),
    {},
    ['systemic-progression', 101, false],
  ],
  [
    'on one day local progression comes first',
    complete + scan(130, '38/progression', '50'),
    {},
    ['local-progression', 101, true],
  ],
  [
    'the earlier of two decides',
    complete + scan(130, '38', '50') + scan(160, '38/progression', '50'),
    {},
    ['systemic-progression', 101, false],
  ],
  ['residual tumour is a cause of its own', start + scan(70, '40/residual'), {}, ['residual', 41, false]],
  [
    'the protocol may count it',
    start + scan(70, '40/residual'),
    { residualIsEvent: true },
    ['residual', 41, true],
  ],
  [
    'residual tumour that is ablated again is no end',
    `${start}${scan(70, '40/residual')}90: T1 ablated/repeat; ${scan(130, '40')}`,
    {},
    ['censored', 101, false],
  ],
  [
    'the count starts with the last staged session',
    `${start}40: T1 ablated/staged; ${scan(70, '40')}`,
    {},
    ['censored', 31, false],
  ],
  [
    'what lies behind the data cut-off is not known',
    complete + scan(130, '38/progression'),
    { cut: 129 },
    ['censored', 41, false],
  ],
] as const)
  test(`time to local progression: ${law}`, () => assert.deepEqual(timeOf(text, more), expected))

test('every lesion has its own time; the subject is the cluster', () => {
  const { times } = outcomesOf(
    '0: T1 20, T2 30; 30: T1 ablated, T2 ablated; 70: T1 40, T2 50; 130: T1 40/progression, T2 48',
  )
  assert.deepEqual(
    times.map(({ subject, lesion, cause }) => [subject, lesion, cause]),
    [
      ['P1', 'T1', 'local-progression'],
      ['P1', 'T2', 'censored'],
    ],
  )
  assert.equal(
    times[0]!.says,
    'T1: local progression-free 101 days, event: local tumour progression on 2022-05-11',
  )
})

test('law: a later data cut removes no local progression', () => {
  const zone = fc.constantFrom('40', '40/progression', '40/residual', '?', '40/nodule=12')
  fc.assert(
    fc.property(
      fc.array(zone, { minLength: 1, maxLength: 5 }),
      fc.integer({ min: 31, max: 400 }),
      fc.nat(300),
      (zones, cut, more) => {
        const text = start + zones.map((one, k) => scan(60 + 60 * k, one)).join('')
        const early = outcomesOf(text, { cut }).times[0]
        if (early?.event) assert.equal(outcomesOf(text, { cut: cut + more }).times[0]?.event, true)
      },
    ),
  )
})
