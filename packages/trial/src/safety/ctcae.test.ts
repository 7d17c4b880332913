import assert from 'node:assert/strict'
import { test } from 'node:test'
import { complicationGrade } from './complication-scales.ts'
import { ctcaeTerms } from './ctcae-terms.ts'
import { ctcaeTerm, gradeMeaning } from './ctcae.ts'

test('a word of another dictionary or spelling finds its term, and no word finds two', () => {
  for (const [word, term] of [
    ['PYREXIA', 'Fever'],
    ['haemothorax', 'Pleural hemorrhage'],
    ['Rash  maculo-papular', 'Rash maculo-papular'],
    ['DIARRHOEA', 'Diarrhea'],
  ])
    assert.equal(ctcaeTerm(word!)?.term, term)
  assert.equal(ctcaeTerm('procedural pain'), undefined)
  const words = ctcaeTerms.flatMap(({ term, also = [] }) => [term, ...also]).map((word) => word.toLowerCase())
  assert.equal(new Set(words).size, words.length)
})

test('the two versions differ where version 6 says so: hypoxia and myocarditis gain grade 1, hypertension loses it', () => {
  for (const [term, five, six] of [
    ['Hypoxia', false, true],
    ['Myocarditis', false, true],
    ['Hypertension', true, false],
    ['Cough', true, true],
  ] as const) {
    const entry = ctcaeTerm(term)!
    assert.equal(gradeMeaning(entry, 1, '5.0') !== null, five, term)
    assert.equal(gradeMeaning(entry, 1, '6.0') !== null, six, term)
  }
})

test('grade 5 is never said to be missing, for which terms have it was not read', () => {
  assert.equal(gradeMeaning(ctcaeTerm('Cough')!, 5, '5.0'), undefined)
  assert.equal(gradeMeaning(ctcaeTerm('Cough')!, 4, '5.0'), null)
})

test('a complication is read in its own scale: CIRSE has a 6 and a 3a, SIR of 2017 neither, nor letters', () => {
  assert.equal(complicationGrade('cirse', 'Grade 3a')?.grade, '3A')
  assert.equal(complicationGrade('cirse', '6')?.grade, '6')
  for (const text of ['6', '3a', 'C', '']) assert.equal(complicationGrade('sir', text), undefined)
})
