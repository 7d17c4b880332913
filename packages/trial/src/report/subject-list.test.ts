import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Day } from '../day.ts'
import type { ArmId } from '../ids.ts'
import { patient, studyProtocol } from '../recist/patient.ts'
import { readStudy } from '../study.ts'
import { subjectList } from './subject-list.ts'

const records = patient('0: T1 30; 42: T1 30; 91: T1 45')
const randomized = { ...records.subjects[0]!, randomized: '2022-01-01' as Day, arm: 'A' as ArmId }

test('each subject is a row with arm, times in months, scans and findings', () => {
  const [row] = subjectList(readStudy(studyProtocol(), { ...records, subjects: [randomized] }))
  assert.deepEqual(
    [row!.id, row!.armTitle, row!.endpoints, row!.scans, row!.severe],
    ['P1', 'A', [{ id: 'pfs', event: true, text: '3.0, event' }], 2, 0], // 92 days are 3.02 months
  )
})

test('who was not randomized has no arm and no time, and a table of times no adverse events', () => {
  const { subjectRecords, ...table } = readStudy(studyProtocol(), records)
  assert.equal(subjectRecords!.length, 1)
  const [row] = subjectList(table)
  assert.deepEqual([row!.armTitle, row!.endpoints, row!.severe], ['not randomized', [], null])
})
