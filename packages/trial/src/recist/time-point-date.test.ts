import assert from 'node:assert/strict'
import { test } from 'node:test'
import { addDays } from '../day.ts'
import type { Records } from '../record/records.ts'
import { patient, studyProtocol } from './patient.ts'
import { responsesBySubject } from './responses.ts'

/** The last scan with its lesions seen some days after its first day. */
const spread = (text: string, days: Readonly<Record<string, number>>): Records => {
  const records = patient(text)
  const last = records.scans.at(-1)!
  const observations = last.observations.map((one) => ({
    ...one,
    date: { day: addDays(last.date.day, days[one.lesion] ?? 0) },
  }))
  const ordered = observations.map(({ date }) => date).toSorted((a, b) => (a.day < b.day ? -1 : 1))
  const scan = { ...last, observations, date: ordered[0]!, lastDate: ordered.at(-1)! }
  return { ...records, scans: [...records.scans.slice(0, -1), scan] }
}
const last = (records: Records) =>
  responsesBySubject(records, studyProtocol()).responses[0]!.timePoints.at(-1)!

for (const [law, text, days, date, rule] of [
  ['no progression: the first day', '0: T1 20; 60: T1 20, NT1 present', { T1: 3 }, '2022-03-02', 'first-day'],
  ['a new lesion: its own day', '0: T1 20; 60: T1 20, L1 present', { L1: 3 }, '2022-03-05', 'evidence'],
  [
    'the sum: the first day of a target',
    '0: T1 20, T2 20; 60: T1 40, T2 20, NT1 present',
    { T1: 5, T2: 3 },
    '2022-03-05',
    'evidence',
  ],
  [
    'a non-target: its own day',
    '0: T1 20, NT1 present; 60: T1 20, NT1 unequivocal-progression',
    { NT1: 4 },
    '2022-03-06',
    'evidence',
  ],
  [
    'a new lesion before the sum',
    '0: T1 20; 60: T1 40, L1 present',
    { T1: 4, L1: 1 },
    '2022-03-03',
    'evidence',
  ],
] as const)
  test(`a time point on several days: ${law}`, () => {
    const found = last(spread(text, days))
    assert.equal(found.date.day, date)
    assert.ok(found.because.includes(`date.${rule}`))
  })

test('on one day no rule of the date is needed', () => {
  assert.ok(last(patient('0: T1 20; 60: T1 40')).because.every((id) => !id.startsWith('date.')))
})

const codes = (days: number) =>
  responsesBySubject(
    spread('0: T1 20, NT1 present; 60: T1 20, NT1 present', { NT1: days }),
    studyProtocol(),
  ).findings.map(({ code }) => code)

test('scans of one time point up to 14 days apart are one; more is a finding', () => {
  assert.deepEqual(codes(14), [])
  assert.deepEqual(codes(15), ['time-point-spread'])
})

test('a scan before baseline and not called so is used for nothing, and said', () => {
  const records = patient('0: T1 50; 60: T1 40')
  const early = {
    ...records.scans[1]!,
    id: 'early' as never,
    visit: 'PRE',
    date: { day: '2021-12-31' as never },
  }
  const small = early.observations.map((one) => ({ ...one, diameter: 5000 as never }))
  const { responses, findings } = responsesBySubject(
    { ...records, scans: [...records.scans, { ...early, observations: small }] },
    studyProtocol(),
  )
  assert.deepEqual(
    responses[0]!.timePoints.map(({ response, target }) => [response, target?.nadir]),
    [['SD', 50_000]],
  )
  assert.deepEqual(
    findings.map(({ code }) => code),
    ['scan-before-baseline'],
  )
})
