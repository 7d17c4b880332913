import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { AblatedRule } from './ablated.ts'
import { course } from './course.ts'
import { newBaselineVisit, withNewBaseline } from './new-baseline.ts'
import { courseOf, patient, studyProtocol } from './patient.ts'

const responses = (text: string, ablatedLesions: AblatedRule) =>
  courseOf(text, { ablatedLesions }).map(({ response }) => response)

/** T1 is ablated on day 30; its zone is larger than the tumour was; T2 grows late. */
const zone = '0: T1 20, T2 30; 30: T1 ablated; 60: T1 45, T2 30; 120: T1 40, T2 24; 180: T1 38, T2 30'

for (const [rule, expected] of [
  ['exclude', ['SD', 'SD', 'PD']], // T2: 30 → 30 → 24 → 30, +25 % and 6 mm
  ['freeze', ['SD', 'SD', 'SD']], // 50 → 50 → 44 → 50, +13.6 %
  ['re-baseline', ['SD', 'SD', 'PD']], // as exclude, from the scan of day 60 on
  ['per-lesion', ['NON-CR/NON-PD', 'NON-CR/NON-PD', 'NON-CR/NON-PD']],
] as const)
  test(`ablated lesions, ${rule}: a zone larger than the tumour is no progression`, () => {
    assert.deepEqual(responses(zone, rule), expected)
    const [found] = courseOf(zone, { ablatedLesions: rule })
    assert.ok(found!.because.includes(`ablated.${rule}`))
    assert.ok(found!.says.endsWith(`T1 ablated (rule: ${rule})`))
    assert.ok(
      found!.from.some((row) => row.startsWith('tr.csv:10')),
      'the ablation is among the rows',
    )
  })

test('ablated lesions: measured naively the zone would be PD', () => {
  assert.deepEqual(responses(zone.replace('30: T1 ablated; ', ''), 'exclude')[0], 'PD')
})

test('exclude: baseline, nadir and sum are those of the untouched lesions, before the ablation too', () => {
  const [before, after] = courseOf('0: T1 20, T2 30; 30: T1 10, T2 20; 45: T1 ablated; 60: T1 40, T2 24')
  const mm = ({ target }: NonNullable<typeof before>) =>
    [target!.baseline, target!.nadir, target!.sum].map((um) => um / 1000)
  assert.deepEqual(mm(before!), [50, 50, 30])
  assert.deepEqual(mm(after!), [30, 20, 24])
})

test('exclude: a scan on the day of the ablation shows the zone already, the one before does not', () => {
  assert.deepEqual(responses('0: T1 20, T2 30; 60: T1 ablated; 60: T1 50, T2 30', 'exclude'), ['SD'])
  assert.deepEqual(responses('0: T1 20, T2 30; 61: T1 ablated; 60: T1 50, T2 30', 'exclude'), ['PD'])
})

test('exclude: with every target ablated the non-target lesions and new lesions decide', () => {
  const text =
    '0: T1 20, NT1 present; 30: T1 ablated; 60: T1 45, NT1 present; 120: T1 40, NT1 absent, L1 present'
  const found = courseOf(text)
  assert.deepEqual(
    found.map(({ response, target }) => [response, target]),
    [
      ['NON-CR/NON-PD', undefined],
      ['PD', undefined],
    ],
  )
})

test('exclude: with all disease ablated there is no evidence of disease until a new lesion', () => {
  const text =
    '0: T1 20, NT1 present; 30: T1 ablated; 31: NT1 ablated; 60: T1 45, NT1 present; 120: T1 30, L1 present'
  assert.deepEqual(responses(text, 'exclude'), ['NED', 'PD'])
})

for (const rule of ['exclude', 'freeze', 're-baseline', 'per-lesion'] as const)
  test(`${rule}: local progression of an ablated lesion is PD by a rule of its own`, () => {
    const text = '0: T1 20, T2 30; 30: T1 ablated; 60: T1 45, T2 30; 120: T1 unequivocal-progression, T2 30'
    const found = courseOf(text, { ablatedLesions: rule })
    assert.deepEqual(found.at(-1)!.response, 'PD')
    assert.ok(found.at(-1)!.because.at(-1)!.endsWith('.pd.local'))
    assert.match(found.at(-1)!.says, /^local progression of T1/)
    assert.notEqual(found[0]!.response, 'PD')
  })

test('the same words on a target that was not ablated leave the sum to decide, except lesion by lesion', () => {
  const text = '0: T1 20; 60: T1 unequivocal-progression'
  assert.deepEqual(responses(text, 'exclude'), ['NE'])
  assert.deepEqual(responses(text, 'per-lesion'), ['PD'])
})

test('freeze: an ablated lesion counts with its last diameter before, also if it was not measured since', () => {
  const [, after] = courseOf('0: T1 20, T2 30; 30: T1 18, T2 30; 45: T1 ablated; 60: T1 ?, T2 21', {
    ablatedLesions: 'freeze',
  })
  assert.equal(after!.target!.sum, 39_000)
  assert.equal(after!.target!.complete, true)
})

test('re-baseline: both arms start again on the day of the protocol, else where most ablated subjects were first scanned', () => {
  const reader = 'INVESTIGATOR' as never
  const made = (text: string, ablated: string | undefined) => {
    const { lesions, scans } = patient(text)
    const randomized = '2022-01-05' as never
    const ablations = new Map(
      ablated ? [['T1', { start: ablated, from: 'pr.csv:2', sessions: [{ start: ablated }] }]] : [],
    )
    return course('P' as never, reader, { lesions, scans, ablations: ablations as never, randomized })
  }
  const scans = '0: T1 20, T2 30; 60: T1 20, T2 20; 120: T1 20, T2 30'
  const courses = [
    made(scans, '2022-01-31'),
    made(scans, '2022-02-10'),
    made(scans, '2022-04-01'),
    made(scans, undefined),
  ]
  const chosen = (settings: object) => {
    const found = withNewBaseline(
      courses,
      studyProtocol({ ablatedLesions: 're-baseline', ...settings }).response,
    )
    return [found.courses.map(({ newBaseline }) => newBaseline), found.findings.map(({ code }) => code)]
  }
  assert.equal(newBaselineVisit(courses), 60)
  assert.deepEqual(chosen({}), [[1, 1, 2, 1], ['new-baseline-from-data']])
  const planned = (day: number, windowDays: number) => chosen({ newBaseline: { day, windowDays } })
  assert.deepEqual(planned(62, 5), [[2, 2, 2, 2], []]) // the scan of day 60 is 56 days after randomization
  assert.deepEqual(planned(62, 6), [[1, 1, 2, 1], []])
  assert.deepEqual(chosen({ ablatedLesions: 'exclude' }), [Array(4).fill(undefined), []])
})
