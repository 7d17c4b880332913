import assert from 'node:assert/strict'
import { test } from 'node:test'
import { newLesionProgression } from './new-lesion.ts'
import { courseOf } from './patient.ts'

for (const [law, text, responses] of [
  ['unequivocal is PD', '0: T1 50; 60: T1 50, L1 present', ['PD']],
  ['equivocal is no PD', '0: T1 50; 60: T1 50, L1 equivocal', ['SD']],
  [
    'equivocal, then gone, is no PD',
    '0: T1 50; 60: T1 50, L1 equivocal; 120: T1 50, L1 absent',
    ['SD', 'SD'],
  ],
  [
    'confirmed, PD goes back to the first scan',
    '0: T1 50; 60: T1 50, L1 equivocal; 120: T1 50, L1 present',
    ['PD', 'PD'],
  ],
  [
    '… over a scan that did not show the site',
    '0: T1 50; 60: T1 50, L1 equivocal; 90: T1 50; 120: T1 50, L1 present',
    ['PD', 'SD', 'PD'],
  ],
  [
    '… not over a scan on which it was gone',
    '0: T1 50; 60: T1 50, L1 equivocal; 90: T1 50, L1 absent; 120: T1 50, L1 present',
    ['SD', 'SD', 'PD'],
  ],
  ['a new node of 9.9 mm is normal', '0: T1 50; 60: T1 50, LN1 9.9', ['SD']],
  ['a new node of 10 mm is equivocal', '0: T1 50; 60: T1 50, LN1 10', ['SD']],
  [
    'a new node of 15 mm is PD from the scan with 10 mm on',
    '0: T1 50; 60: T1 50, LN1 10; 120: T1 50, LN1 15',
    ['PD', 'PD'],
  ],
  [
    'a new node of 14.9 mm stays equivocal',
    '0: T1 50; 60: T1 50, LN1 10; 120: T1 50, LN1 14.9',
    ['SD', 'SD'],
  ],
  [
    'a new node that the reader calls unequivocal is PD',
    '0: T1 50; 60: T1 50, LN1 unequivocal-progression',
    ['PD'],
  ],
] as const)
  test(`new lesion: ${law}`, () => {
    assert.deepEqual(
      courseOf(text).map(({ response }) => response),
      responses,
    )
  })

test('a new lesion that is unequivocal stays so', () => {
  const found = newLesionProgression(['unequivocal', 'equivocal', 'absent', 'unequivocal'])
  assert.deepEqual(found.map(Boolean), [true, true, false, true])
})

test('the sentence names lesion and organ, and says when a later scan decided', () => {
  const [first, second] = courseOf('0: T1 50; 60: T1 20, L6 equivocal; 120: T1 20, L6 present')
  assert.equal(
    first!.says,
    'new lesion L6 in site of l6, unequivocal on a later scan; sum 20 mm, −60 % from baseline',
  )
  assert.equal(second!.says, 'new lesion L6 in site of l6; sum 20 mm, −60 % from baseline')
  assert.ok(first!.because.includes('new-lesion.pd.back-dated'))
})
