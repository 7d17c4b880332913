/** Laws of the response, on random courses of up to five targets and six scans. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import type { Records } from '../record/records.ts'
import { patient, studyProtocol } from './patient.ts'
import { responsesBySubject } from './responses.ts'

const diameter = fc.oneof(
  { weight: 9, arbitrary: fc.integer({ min: 0, max: 60 }) },
  { weight: 1, arbitrary: fc.constant('?') },
)
const courses = fc
  .record({ lesions: fc.integer({ min: 1, max: 5 }), scans: fc.integer({ min: 1, max: 6 }) })
  .chain(({ lesions, scans }) =>
    fc.record({
      baseline: fc.array(fc.integer({ min: 10, max: 60 }), { minLength: lesions, maxLength: lesions }),
      after: fc.array(fc.array(diameter, { minLength: lesions, maxLength: lesions }), {
        minLength: scans,
        maxLength: scans,
      }),
    }),
  )
type Made = { baseline: number[]; after: (number | string)[][] }

const textOf = ({ baseline, after }: Made, extra = '') =>
  [baseline, ...after]
    .map((scan, k) => `${60 * k}: ${scan.map((mm, i) => `T${i + 1} ${mm}`).join(', ')}${extra}`)
    .join('; ')
const responses = (records: Records) =>
  responsesBySubject(records, studyProtocol()).responses[0]!.timePoints.map(({ response }) => response)

test('the order of rows, lesions and scans does not matter', () => {
  fc.assert(
    fc.property(courses, (made) => {
      const records = patient(textOf(made))
      const turned = {
        ...records,
        lesions: records.lesions.toReversed(),
        scans: records.scans
          .toReversed()
          .map((scan) => ({ ...scan, observations: scan.observations.toReversed() })),
      }
      assert.deepEqual(responses(turned), responses(records))
    }),
  )
})

test('a non-target lesion that stays absent leaves every response', () => {
  fc.assert(
    fc.property(courses, (made) => {
      assert.deepEqual(responses(patient(textOf(made, ', NT1 absent'))), responses(patient(textOf(made))))
    }),
  )
})

test('a target that does not change never makes a response better, nor a progression of one that was none', () => {
  const rank = ['CR', 'PR', 'SD', 'PD']
  fc.assert(
    fc.property(courses, (made) => {
      const before = responses(patient(textOf(made)))
      const after = responses(patient(textOf(made, ', T9 20')))
      for (const [k, response] of before.entries()) {
        if (response === 'NE' || after[k] === 'NE') assert.equal(after[k], 'NE')
        else if (response === 'PD') assert.ok(after[k] !== 'CR')
        else assert.ok(after[k] !== 'PD' && rank.indexOf(after[k]!) >= rank.indexOf(response))
      }
    }),
  )
})

const scaled = ({ baseline, after }: Made, k: number): Made => ({
  baseline: baseline.map((mm) => k * mm),
  after: after.map((scan) => scan.map((mm) => (typeof mm === 'number' ? k * mm : mm))),
})

test('in a scale k ≥ 1 nothing but the absolute 5 mm matters: PR stays PR, PD stays PD', () => {
  fc.assert(
    fc.property(courses, fc.integer({ min: 2, max: 9 }), (made, k) => {
      const before = responses(patient(textOf(made)))
      const after = responses(patient(textOf(scaled(made, k))))
      for (const [i, response] of before.entries())
        if (after[i] === 'PD') assert.ok(['PD', 'SD', 'PR', 'NE'].includes(response))
        else assert.equal(after[i], response)
    }),
  )
})

test('a later scan never changes an earlier response of target lesions', () => {
  fc.assert(
    fc.property(courses, ({ baseline, after }) => {
      const all = responses(patient(textOf({ baseline, after })))
      const cut = responses(patient(textOf({ baseline, after: after.slice(0, -1) })))
      assert.deepEqual(all.slice(0, -1), cut)
    }),
  )
})

test('every time point names its rules and the rows it rests on', () => {
  fc.assert(
    fc.property(courses, (made) => {
      const { timePoints } = responsesBySubject(patient(textOf(made)), studyProtocol()).responses[0]!
      for (const { because, from, says } of timePoints)
        assert.ok(because.length >= 2 && new Set(from).size === from.length && from.length > 0 && says !== '')
    }),
  )
})
