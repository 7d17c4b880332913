import assert from 'node:assert/strict'
import { test } from 'node:test'
import { addDays, type Day } from '../day.ts'
import { patient, protocolOf, recordsOf } from '../endpoint/patient-line.ts'
import type { RowId, SubjectId } from '../ids.ts'
import type { Disposition, Dose, Records } from '../record/records.ts'
import { adsl } from './adam-adsl.ts'

const from = 'x.csv:2' as RowId
const randomized = '2022-01-01' as Day
const on = (day: number) => addDays(randomized, day - 1)
const dose = (day: number, amount?: number, end?: number): Dose => ({
  subject: 'P1' as SubjectId,
  drug: 'X',
  ...(amount !== undefined && { amount }),
  start: on(day),
  ...(end !== undefined && { end: on(end) }),
  from,
})
const left = (what: string, subcategory?: string): Disposition => ({
  what,
  says: what,
  category: 'DISPOSITION EVENT',
  ...(subcategory && { subcategory }),
  date: { text: on(90), precision: 'day', day: on(90) },
  from,
})

/** The row of the one subject by variable. */
function row(change: (records: Records) => Partial<Records> = () => ({}), populations = {}) {
  const records = recordsOf([patient('P1', 'PD@43', { death: 100 })])
  const { variables, rows } = adsl({ ...records, ...change(records) }, protocolOf({ populations }))
  assert.equal(rows.length, 1)
  return Object.fromEntries(variables.map(({ name }, i) => [name, rows[0]![i]]))
}
const withSubject = (change: Partial<Records['subjects'][number]>) => (records: Records) => ({
  subjects: records.subjects.map((subject) => ({ ...subject, ...change })),
})

test('exposure runs from the first to the last dose that was given: a dose of 0 is none, one without an amount is', () => {
  assert.deepEqual([row().TRTSDT, row().TRTEDT], [null, null])
  assert.ok(!('SAFFL' in row()), 'where no treatment is recorded, who is safe to count is not known')
  const given = row(() => ({ doses: [dose(50, 0), dose(22), dose(8, 200, 9), dose(1, 0)] }))
  assert.deepEqual([given.TRTSDT, given.TRTEDT, given.SAFFL], [on(8), on(22), 'Y'])
})

test('a population of the protocol is a flag, and its exclusions are N', () => {
  const populations = {
    'per-protocol': { says: 'treated as randomized' },
    evaluable: { says: 'with a scan' },
    safety: { says: 'as the protocol says' },
  }
  const all = row(undefined, populations)
  assert.deepEqual(
    [all.RANDFL, all.ITTFL, all.FASFL, all.PPROTFL, all.POP1FL, all.SAFFL],
    ['Y', 'Y', 'Y', 'Y', 'Y', 'Y'],
  )
  const excluded = row(
    withSubject({ excludedFrom: [{ population: 'per-protocol', reason: 'no dose', from }] }),
    populations,
  )
  assert.deepEqual([excluded.PPROTFL, excluded.FASFL], ['N', 'Y'])
})

for (const [law, dispositions, expected] of [
  ['none said is ongoing', [], ['ONGOING', null, null]],
  [
    'the end of treatment is not that of the study',
    [left('COMPLETED', 'STUDY TREATMENT')],
    ['ONGOING', null, null],
  ],
  ['completed has no reason', [left('COMPLETED')], ['COMPLETED', on(90), null]],
  ['another word is the reason', [left('DEATH', 'STUDY PARTICIPATION')], ['DISCONTINUED', on(90), 'DEATH']],
] as const)
  test(`end of study: ${law}`, () => {
    const { EOSSTT, EOSDT, DCSREAS } = row(withSubject({ dispositions }))
    assert.deepEqual([EOSSTT, EOSDT, DCSREAS], expected)
  })

for (const [age, group] of [
  [17.9, '<18'],
  [18, '18-64'],
  [64.9, '18-64'],
  [65, '>64'],
  [undefined, null],
] as const)
  test(`an age of ${age} is in group ${group}`, () => {
    assert.equal(row(withSubject({ age: age! })).AGEGR1, group)
  })

test('death, its imputation and every stratum stand in the row; the site is SITEID and no stratum', () => {
  const one = row(withSubject({ site: '07', strata: { site: '07', STRAT1R: 'high' } }))
  assert.deepEqual(
    [one.DTHDT, one.DTHDTF, one.DTHFL, one.SITEID, one.STRAT1R],
    [on(100), null, 'Y', '07', 'high'],
  )
  assert.ok(!('SITE' in one))
})
