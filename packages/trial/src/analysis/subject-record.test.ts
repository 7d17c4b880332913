import assert from 'node:assert/strict'
import { test } from 'node:test'
import { partialDay, type Day } from '../day.ts'
import type { RowId, SubjectId } from '../ids.ts'
import { patient, studyProtocol } from '../recist/patient.ts'
import type { AdverseEvent, Dose, LaboratoryMeasurement, Records } from '../record/records.ts'
import { subjectRecords } from './subject-record.ts'

const subject = 'P1' as SubjectId
const row = (file: string, n: number) => `${file}.csv:${n}` as RowId
const dose = (start: string, n: number): Dose => ({
  subject,
  drug: 'PEMBROLIZUMAB',
  amount: 200,
  unit: 'mg',
  start: start as Day,
  from: row('ex', n),
})
const event = (term: string, start?: string, end?: string): AdverseEvent => ({
  subject,
  term,
  serious: false,
  ...(start && { start: partialDay(start)! }),
  ...(end && { end: partialDay(end)! }),
  from: row('ae', 2),
})
const value = (more: Partial<LaboratoryMeasurement>): LaboratoryMeasurement => ({
  subject,
  test: 'IFN-alpha',
  from: row('lb', 2),
  ...more,
})

const recordOf = (more: Partial<Records>) =>
  subjectRecords(
    { ...patient('0: T1 50; 10: T1 ablated/cryoablation; 60: T1 40'), ...more },
    studyProtocol(),
  )[0]!

test('doses, ablations, events and values stand in order of date, each with its row', () => {
  const record = recordOf({
    doses: [dose('2022-02-01', 3), dose('2022-01-02', 2)],
    adverseEvents: [event('COUGH'), event('FEVER', '2022-01-12', '2022-01'), event('RASH', '2022-01')],
  })
  assert.deepEqual(
    record.doses.map(({ date, from }) => [date, from]),
    [
      ['2022-01-02', 'ex.csv:2'],
      ['2022-02-01', 'ex.csv:3'],
    ],
  )
  assert.deepEqual(
    record.adverseEvents.map(({ term, start, end }) => [term, start, end]),
    [
      ['RASH', '2022-01', null],
      ['FEVER', '2022-01-12', '2022-01'],
      ['COUGH', null, null],
    ],
  )
  assert.deepEqual(
    record.procedures.map(({ date, lesion, modality, from }) => [date, lesion, modality, from]),
    [['2022-01-11', 'T1', 'cryoablation', 'tr.csv:102']],
  )
})

test('what happened after the data cut-off is not shown, what ended after it has no end', () => {
  const record = recordOf({
    dataCutoff: '2022-01-20' as Day,
    doses: [dose('2022-01-20', 2), dose('2022-01-21', 3)],
    adverseEvents: [
      event('COUGH', '2022-01-20', '2022-01-21'),
      event('RASH', '2022-01-21'),
      event('PAIN', '2022'),
    ],
    measurements: [value({ value: 4, date: partialDay('2022-01-21')! }), value({ value: 3 })],
  })
  assert.deepEqual(
    record.doses.map(({ date }) => date),
    ['2022-01-20'],
  )
  assert.deepEqual(
    record.adverseEvents.map(({ term, end }) => [term, end]),
    [
      ['PAIN', null],
      ['COUGH', null],
    ],
  )
  assert.deepEqual(
    record.measurements.map(({ value: of, date }) => [of, date]),
    [[3, null]],
  )
})

test('a value below the limit of quantification keeps the limit and has no value', () => {
  const [only] = recordOf({ measurements: [value({ below: 2.9, unit: 'pg/mL' })] }).measurements
  assert.deepEqual([only!.value, only!.below, only!.unit], [null, 2.9, 'pg/mL'])
})

test('a death after the cut-off is not known on it', () => {
  const base = patient('0: T1 50')
  const dead = { ...base.subjects[0]!, death: { day: '2022-03-01' as Day }, lastAlive: '2022-02-01' as Day }
  const at = (cut: string) =>
    subjectRecords({ ...base, subjects: [dead], dataCutoff: cut as Day }, studyProtocol())[0]!
  assert.deepEqual([at('2022-03-01').death, at('2022-03-01').lastAlive], ['2022-03-01', null])
  assert.deepEqual([at('2022-02-28').death, at('2022-02-28').lastAlive], [null, '2022-02-01'])
})

test('the baseline scan has each lesion as it was seen', () => {
  const [scan, ...more] = recordOf({}).baseline
  assert.deepEqual(
    scan!.lesions.map(({ id, diameterMm }) => [id, diameterMm]),
    [['T1', 50]],
  )
  assert.deepEqual(more, [])
})
