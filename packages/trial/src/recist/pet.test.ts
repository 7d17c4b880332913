/** Uptake on PET, and lesions where baseline did not look. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Lesion, Records } from '../record/records.ts'
import { patient, studyProtocol } from './patient.ts'
import { responsesBySubject } from './responses.ts'

const withFacts = (text: string, id: string, facts: Partial<Lesion>): Records => {
  const records = patient(text)
  return { ...records, lesions: records.lesions.map((one) => (one.id === id ? { ...one, ...facts } : one)) }
}
const read = (records: Records) => responsesBySubject(records, studyProtocol())
const timePoints = (records: Records) => read(records).responses[0]!.timePoints
const responses = (records: Records) => timePoints(records).map(({ response }) => response)

const uptake = '0: T1 20; 60: T1 20, L1 pet; 120: T1 20, L1 '

test('new uptake where PET was negative at baseline is PD', () => {
  for (const records of [
    withFacts(`${uptake}?`, 'L1', { baselinePet: 'negative' }),
    patient(`${uptake}?`.replace('0: T1 20;', '0: T1 20, NT1 pet;')),
  ]) {
    const [first, second] = timePoints(records)
    assert.deepEqual([first!.response, second!.response], ['PD', second!.response])
    assert.ok(first!.because.includes('new-lesion.pet.negative-baseline'))
    assert.match(first!.says, /^new lesion L1 in site of l1, on PET/)
  }
})

test('without PET at baseline CT decides: uptake alone is no PD, and CT later dates PD back to the PET', () => {
  assert.deepEqual(responses(patient(`${uptake}?`)), ['SD', 'SD'])
  assert.deepEqual(responses(patient(`${uptake}absent`)), ['SD', 'SD'])
  assert.deepEqual(responses(patient(`${uptake}pet`)), ['SD', 'SD'])
  const records = patient(`${uptake}8`)
  assert.deepEqual(responses(records), ['PD', 'PD'])
  assert.ok(timePoints(records)[0]!.because.includes('new-lesion.pet.ct-decides'))
  assert.deepEqual(responses(patient('0: T1 20; 60: T1 20, L1 pet, L1 present')), ['PD'])
  assert.deepEqual(responses(patient('0: T1 20; 60: T1 20, L1 pet, L1 absent')), ['SD'])
})

const knownSite = (mm: number) =>
  withFacts(`0: T1 20; 60: T1 ${mm}, L1 pet`, 'L1', { sameSiteAs: 'T1' as never, baselinePet: 'negative' })

test('uptake at the site of a lesion known on CT is no new lesion, whatever PET showed at baseline; the sum decides', () => {
  assert.deepEqual(responses(knownSite(20)), ['SD'])
  assert.deepEqual(responses(knownSite(25)), ['PD'])
  assert.deepEqual(
    read(knownSite(20)).findings.map(({ code }) => code),
    ['pet-at-known-site'],
  )
})

test('a lesion where baseline did not look is new, whatever the reader calls it', () => {
  for (const [text, id] of [
    ['0: T1 20; 60: T1 20, NT1 present', 'NT1'],
    ['0: T1 20; 60: T1 20, T2 8', 'T2'],
    ['0: T1 20; 60: T1 20, L1 present', 'L1'],
  ] as const) {
    const [found] = timePoints(withFacts(text, id, { outsideBaselineField: true }))
    assert.equal(found!.response, 'PD')
    assert.ok(found!.because.includes('new-lesion.outside-baseline'))
    assert.match(found!.says, /where baseline did not look/)
  }
})

test('a non-target that baseline does not show is followed as the reader has it, and said', () => {
  const { responses: found, findings } = read(patient('0: T1 20; 60: T1 20; 120: T1 20, NT1 present'))
  assert.deepEqual(
    found[0]!.timePoints.map(({ response }) => response),
    ['SD', 'SD'],
  )
  assert.deepEqual(
    findings.map(({ code, where }) => [code, where?.row]),
    [['non-target-not-at-baseline', 203]],
  )
})
