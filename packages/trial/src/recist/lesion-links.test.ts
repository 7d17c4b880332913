import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { courseOf, patient, studyProtocol } from './patient.ts'
import { responsesBySubject } from './responses.ts'

const last = (text: string) => courseOf(text).at(-1)!
const sums = (text: string) => courseOf(text).map(({ target }) => (target?.sum ?? 0) / 1000)
const codes = (text: string) =>
  responsesBySubject(patient(text), studyProtocol()).findings.map(({ code }) => code)

test('the parts of a split lesion are added under its id: sum, rule and sentence', () => {
  const found = last('0: T1 40, T2 30; 60: T1.1 15, T1.2 12, T2 30')
  assert.equal(found.target!.sum, 57_000)
  assert.deepEqual([found.response, found.target!.because], ['SD', ['target.sd', 'lesion.split']])
  assert.equal(found.says, 'sum 57 mm, −18.5 % from baseline (T1 in 2 parts, 15 + 12 mm)')
  assert.ok(['tr.csv:102', 'tr.csv:103', 'tr.csv:104'].every((row) => found.from.includes(row as never)))
})

test('a part that has no value leaves a lower bound: NE, or PD where the others are enough', () => {
  assert.equal(last('0: T1 40; 60: T1.1 10, T1.2 ?').response, 'NE')
  assert.equal(last('0: T1 40; 60: T1.1 10, T1.2 10; 120: T1.1 10').response, 'NE')
  assert.equal(last('0: T1 40; 60: T1.1 48, T1.2 ?').response, 'PD')
  assert.equal(last('0: T1 40; 60: T1.1 47.999, T1.2 ?').response, 'NE')
  const [, , after] = courseOf('0: T1 40; 60: T1.1 20, T1.2 20; 120: T1.1 5; 180: T1.1 20, T1.2 20')
  assert.equal(after!.target!.nadir, 40_000, 'an incomplete lesion is no nadir')
})

test('a split lesion is gone when all its parts are, and a part that is gone is 0', () => {
  assert.equal(last('0: T1 40; 60: T1.1 absent, T1.2 absent').response, 'CR')
  assert.equal(last('0: T1 40; 60: T1.1 absent, T1.2 9').target!.sum, 9000)
})

test('of a node that has split, each part is normal or not by itself', () => {
  assert.equal(last('0: N1 30; 60: N1.1 9, N1.2 9').response, 'CR')
  assert.equal(last('0: N1 30; 60: N1.1 10, N1.2 4').response, 'PR')
})

test('a value beside the parts is not added, and that is said; a sum beside them is not', () => {
  const text = '0: T1 40; 60: T1 20, T1.1 15, T1.2 10'
  assert.deepEqual(sums(text), [25])
  assert.deepEqual(codes(text), ['split-lesion-measured-too'])
  assert.deepEqual(codes(text.replace('T1 20', 'T1 25')), [])
})

test('a non-target and a new lesion may split too', () => {
  assert.equal(last('0: NT1 present; 60: NT1.1 absent, NT1.2 present').response, 'NON-CR/NON-PD')
  assert.equal(last('0: NT1 present; 60: NT1.1 absent, NT1.2 absent').response, 'CR')
  const text = '0: T1 20; 60: T1 20, L1.1 5, L1.2 5'
  assert.deepEqual([last(text).response, last(text).newLesions!.lesions.length], ['PD', 2])
  assert.deepEqual(codes(text), ['lesion-link-unknown', 'lesion-link-unknown'])
})

test('merged lesions: one carries the whole diameter, the other adds nothing; both in rule and sentence', () => {
  const found = last('0: T1 20, T2 20; 60: T1 35, T2 =T1')
  assert.deepEqual([found.response, found.target!.sum, found.target!.complete], ['SD', 35_000, true])
  assert.deepEqual(found.target!.because, ['target.sd', 'lesion.merged', 'lesion.merged.stored'])
  assert.equal(found.says, 'sum 35 mm, −12.5 % from baseline (T2 is one with T1)')
})

test('a merged lesion stays so without a row, until it has a value of its own', () => {
  assert.deepEqual(sums('0: T1 20, T2 20; 60: T1 35, T2 =T1; 120: T1 30; 180: T1 15, T2 10'), [35, 30, 25])
  assert.deepEqual(
    courseOf('0: T1 20, T2 20; 60: T1 35, T2 =T1; 120: T1 30').map(({ response }) => response),
    ['SD', 'SD'],
  )
})

test('merged lesions are gone together, and not measured together', () => {
  assert.equal(last('0: T1 20, T2 20; 60: T1 0, T2 =T1').response, 'CR')
  assert.equal(last('0: T1 20, T2 20; 60: T1 ?, T2 =T1').response, 'NE')
  assert.equal(last('0: NT1 present, NT2 present; 60: NT1 present, NT2 =NT1').response, 'NON-CR/NON-PD')
  assert.equal(last('0: NT1 present, NT2 present; 60: NT1 absent, NT2 =NT1').response, 'CR')
})

test('a target that is one with a non-target is not measured, and that is said', () => {
  const text = '0: T1 20, NT1 present; 60: NT1 present, T1 =NT1'
  assert.equal(last(text).response, 'NE')
  assert.deepEqual(codes(text), ['merged-lesion-carrier'])
  assert.equal(last('0: T1 20, T2 20; 60: T1 =T2, T2 =T1').response, 'NE', 'a circle carries nothing')
})

const diameter = fc.integer({ min: 0, max: 60 })
test('splitting a lesion into parts of the same sum, and merging into one of the same sum, leave every response', () => {
  fc.assert(
    fc.property(fc.array(fc.tuple(diameter, diameter), { minLength: 1, maxLength: 5 }), (scans) => {
      const responses = (write: (a: number, b: number) => string) =>
        courseOf(
          `0: T1 30, T2 30; ${scans.map(([a, b], k) => `${60 * (k + 1)}: ${write(a, b)}`).join('; ')}`,
        ).map(({ response }) => response)
      const whole = responses((a, b) => `T1 ${a + b}, T2 10`)
      assert.deepEqual(
        responses((a, b) => `T1.1 ${a}, T1.2 ${b}, T2 10`),
        whole,
      )
      assert.deepEqual(
        responses((a, b) => `T1 ${a + b + 10}, T2 =T1`).filter((word) => word !== 'CR'),
        whole.filter((word) => word !== 'CR'),
      )
    }),
  )
})
