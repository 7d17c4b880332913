/** iRECIST from lesions, patient by patient: growth adds up, the bar is reset, edges on either side. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import type { Protocol } from '../../protocol/protocol.ts'
import { patient, studyProtocol } from '../patient.ts'
import { responsesBySubject } from '../responses.ts'

const immuneOf = (text: string, response: Partial<Protocol['response']> = {}) =>
  responsesBySubject(patient(text), studyProtocol({ irecist: 'exploratory', ...response })).responses[0]!
    .immune!.timePoints
const words = (text: string, response: Partial<Protocol['response']> = {}) =>
  immuneOf(text, response).map((one) => one.response)

for (const [law, text, expected] of [
  [
    '+4 mm and then +2 mm since the iUPD are confirmed',
    '0: T1 50; 42: T1 60; 84: T1 64; 126: T1 66',
    ['iUPD', 'iUPD', 'iCPD'],
  ],
  ['+5 mm exactly is confirmed', '0: T1 50; 42: T1 60; 84: T1 65', ['iUPD', 'iCPD']],
  ['+4.999 mm is not', '0: T1 50; 42: T1 60; 84: T1 64.999', ['iUPD', 'iUPD']],
  ['26 days after is in time', '0: T1 50; 42: T1 60; 68: T1 70', ['iUPD', 'iCPD']],
  [
    '25 days after is too early, the next scan confirms',
    '0: T1 50; 42: T1 60; 67: T1 70; 84: T1 70',
    ['iUPD', 'iUPD', 'iCPD'],
  ],
  ['an NE between leaves the iUPD open', '0: T1 50; 42: T1 60; 84: T1 ?; 126: T1 65', ['iUPD', 'NE', 'iCPD']],
  [
    'iSD clears the iUPD: a new one is needed and confirmed anew',
    '0: T1 50; 42: T1 60; 84: T1 55; 126: T1 60; 168: T1 65',
    ['iUPD', 'iSD', 'iUPD', 'iCPD'],
  ],
  [
    'clearing keeps the nadir: 48 is lowest, 58 is +20.8 %',
    '0: T1 50; 42: T1 60; 84: T1 48; 126: T1 58',
    ['iUPD', 'iSD', 'iUPD'],
  ],
  [
    'clearing keeps the nadir: 50, not 55, so 60 is again PD',
    '0: T1 50; 42: T1 61; 84: T1 55; 126: T1 60',
    ['iUPD', 'iSD', 'iUPD'],
  ],
  [
    'a new lesion unchanged stays iUPD even after a response',
    '0: T1 50; 42: T1 30; 84: T1 30, L1 12; 126: T1 30, L1 12',
    ['iPR', 'iUPD', 'iUPD'],
  ],
  [
    'a new lesion with further shrinkage of 5 mm is iPR though it is still there',
    '0: T1 50; 42: T1 30, L1 12; 84: T1 25, L1 12',
    ['iUPD', 'iPR'],
  ],
  [
    'with a shrinkage of 4.9 mm it is not',
    '0: T1 50; 42: T1 30, L1 12; 84: T1 25.1, L1 12',
    ['iUPD', 'iUPD'],
  ],
  [
    'a measured new lesion confirms by 5 mm',
    '0: T1 50; 42: T1 50, L1 12; 84: T1 50, L1 17',
    ['iUPD', 'iCPD'],
  ],
  ['and not by 4 mm', '0: T1 50; 42: T1 50, L1 12; 84: T1 50, L1 16', ['iUPD', 'iUPD']],
  [
    'the sum of two measured new lesions confirms',
    '0: T1 50; 42: T1 50, L1 12, L2 10; 84: T1 50, L1 15, L2 12',
    ['iUPD', 'iCPD'],
  ],
  [
    'a new lesion under 10 mm confirms by any growth',
    '0: T1 50; 42: T1 50, L1 8; 84: T1 50, L1 9',
    ['iUPD', 'iCPD'],
  ],
  [
    'one that is only seen confirms by the reader’s word',
    '0: T1 50; 42: T1 50, L1 present; 84: T1 50, L1 increased',
    ['iUPD', 'iCPD'],
  ],
  ['and not by being there', '0: T1 50; 42: T1 50, L1 present; 84: T1 50, L1 present', ['iUPD', 'iUPD']],
  ['more new lesions confirm', '0: T1 50; 42: T1 50, L1 12; 84: T1 50, L1 12, L2 present', ['iUPD', 'iCPD']],
  ['a new lesion confirms an iUPD of the targets', '0: T1 50; 42: T1 60; 84: T1 60, L1 12', ['iUPD', 'iCPD']],
  [
    'non-target lesions confirm by further increase',
    '0: T1 50, NT1 present; 42: T1 50, NT1 unequivocal-progression; 84: T1 50, NT1 increased',
    ['iUPD', 'iCPD'],
  ],
  [
    'and not by the same words',
    '0: T1 50, NT1 present; 42: T1 50, NT1 unequivocal-progression; 84: T1 50, NT1 unequivocal-progression',
    ['iUPD', 'iUPD'],
  ],
  [
    'another non-target lesion that progresses confirms',
    '0: NT1 present, NT2 present; 42: NT1 unequivocal-progression, NT2 present; 84: NT1 unequivocal-progression, NT2 unequivocal-progression',
    ['iUPD', 'iCPD'],
  ],
  [
    'after clearing, a known new lesion alone is no iUPD',
    '0: T1 50; 42: T1 50, L1 12; 84: T1 35, L1 12; 126: T1 35, L1 14',
    ['iUPD', 'iPR', 'iPR'],
  ],
  [
    'a known new lesion at +20 % and 5 mm of its nadir is',
    '0: T1 50; 42: T1 50, L1 25; 84: T1 35, L1 25; 126: T1 35, L1 30',
    ['iUPD', 'iPR', 'iUPD'],
  ],
  [
    'and not at +5 mm but under 20 %',
    '0: T1 50; 42: T1 50, L1 26; 84: T1 35, L1 26; 126: T1 35, L1 31',
    ['iUPD', 'iPR', 'iPR'],
  ],
  [
    'a further new lesion after clearing is iUPD',
    '0: T1 50; 42: T1 50, L1 12; 84: T1 35, L1 12; 126: T1 35, L1 12, L2 11',
    ['iUPD', 'iPR', 'iUPD'],
  ],
  [
    'a new lesion that is gone leaves the table without it',
    '0: T1 50; 42: T1 50, L1 12; 84: T1 50, L1 absent',
    ['iUPD', 'iSD'],
  ],
  ['after iCPD everything is iCPD', '0: T1 50; 42: T1 60; 84: T1 70; 126: T1 20', ['iUPD', 'iCPD', 'iCPD']],
  ['all gone is iCR', '0: T1 50, NT1 present; 42: T1 0, NT1 absent', ['iCR']],
] as const)
  test(`iRECIST: ${law}`, () => assert.deepEqual(words(text), expected))

test('an early scan for a new symptom with an additional new lesion confirms', () => {
  const text = '0: T1 50; 42: T1 60; 52: T1 60, L1 present'
  assert.deepEqual(words(`${text}, symptom`), ['iUPD', 'iCPD'])
  assert.deepEqual(words(text), ['iUPD', 'iUPD'])
})

test('56 days after is in time, 57 late, and the protocol says what late means', () => {
  const immune = { ...studyProtocol().response.immune, lateScan: 'does-not-confirm' as const }
  assert.deepEqual(words('0: T1 50; 42: T1 60; 98: T1 70', { immune }), ['iUPD', 'iCPD'])
  assert.deepEqual(words('0: T1 50; 42: T1 60; 99: T1 70', { immune }), ['iUPD', 'iUPD'])
  assert.deepEqual(words('0: T1 50; 42: T1 60; 99: T1 70'), ['iUPD', 'iCPD'])
})

test('a new lesion ablated during its iUPD makes it unresolvable, and says so', () => {
  const text = '0: T1 50; 42: T1 50, L1 12; 60: L1 ablated; 84: T1 30, L1 40'
  const [, after] = immuneOf(text)
  assert.equal(after!.response, 'iUPD')
  assert.deepEqual(after!.unresolvable, ['L1'])
  assert.match(after!.says, /unresolvable \(local therapy of L1\)/)
  assert.ok(after!.because.includes('irecist.iupd.unresolvable'))
})

test('untouched targets confirm an iUPD of which a lesion was ablated, on their own sum', () => {
  const text = '0: T1 20, T2 30; 42: T1 25, T2 37; 60: T1 ablated; 84: T1 60, T2'
  assert.deepEqual(words(`${text} 42`), ['iUPD', 'iCPD'])
  assert.deepEqual(words(`${text} 41`), ['iUPD', 'iUPD'])
})

test('a zone larger than the tumour is no iUPD', () => {
  assert.deepEqual(words('0: T1 20, T2 30; 30: T1 ablated; 60: T1 45, T2 30'), ['iSD'])
})

test('five new lesions are measured, two an organ, the larger first', () => {
  // Three in one organ: the smallest is not measured, so that one mm of growth confirms.
  const records = patient('0: T1 50; 42: T1 50, L1 30, L2 20, L3 10; 84: T1 50, L1 30, L2 20, L3 11')
  const lesions = records.lesions.map((lesion) =>
    lesion.role === 'new' ? { ...lesion, organ: 'LIVER' } : lesion,
  )
  const protocol = studyProtocol({ irecist: 'exploratory' })
  const found = (all: typeof records) =>
    responsesBySubject(all, protocol).responses[0]!.immune!.timePoints.map((one) => one.response)
  assert.deepEqual(found({ ...records, lesions }), ['iUPD', 'iCPD'])
  assert.deepEqual(found(records), ['iUPD', 'iUPD'])
})

test('every time point names its rule and its rows, and a confirmation those of the iUPD too', () => {
  const [first, second] = immuneOf('0: T1 50; 42: T1 60; 84: T1 65')
  assert.ok(first!.from.every((row) => second!.from.includes(row)))
  assert.equal(second!.since, first!.date.day)
  assert.match(second!.says, /^iCPD: .*; confirms the iUPD of 2022-02-12$/)
  assert.deepEqual([first!.categories, second!.categories], [{ target: 'iUPD' }, { target: 'iCPD' }])
})

test('iRECIST is derived only where the protocol asks for it', () => {
  const { responses } = responsesBySubject(patient('0: T1 50; 42: T1 60'), studyProtocol())
  assert.equal(responses[0]!.immune, undefined)
})

const courses = fc.array(fc.integer({ min: 0, max: 80 }), { minLength: 1, maxLength: 7 })
const line = (sizes: readonly number[], at = 42) =>
  `0: T1 50; ${sizes.map((mm, k) => `${(k + 1) * at}: T1 ${mm}`).join('; ')}`

test('law: before any progression the word is RECIST’s with an i, and iCPD needs an iUPD before it', () => {
  fc.assert(
    fc.property(courses, (sizes) => {
      const { timePoints, immune } = responsesBySubject(
        patient(line(sizes)),
        studyProtocol({ irecist: 'exploratory' }),
      ).responses[0]!
      for (const [k, { response }] of immune!.timePoints.entries()) {
        const recist = timePoints.slice(0, k + 1).map((one) => one.response)
        if (!recist.includes('PD')) assert.equal(response, `i${recist.at(-1)}`)
        if (response === 'iCPD')
          assert.ok(immune!.timePoints.slice(0, k).some((one) => one.response === 'iUPD'))
        if (response === 'iUPD') assert.ok(recist.at(-1) === 'PD')
      }
    }),
  )
})

test('law: a lesion that does not change leaves the words, if it is no target', () => {
  fc.assert(
    fc.property(courses, (sizes) => {
      const text = line(sizes.map((mm) => mm + 1)) // never CR
      assert.deepEqual(words(text.replaceAll(/T1 (\d+)/g, 'T1 $1, NT1 present')), words(text))
    }),
  )
})

test('law: a later scan never changes an earlier word', () => {
  fc.assert(
    fc.property(courses, fc.integer({ min: 0, max: 80 }), (sizes, more) => {
      assert.deepEqual(words(line([...sizes, more])).slice(0, sizes.length), words(line(sizes)))
    }),
  )
})
