/** The published table of iRECIST (PMC5648544 table 2), row by row, without and with an earlier iUPD. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { NonTargetResponse, TargetResponse } from '../response.ts'
import { immuneResponse, immuneRules, type ImmuneFacts, type SinceProgression } from './immune-rules.ts'

const since = (more: Partial<SinceProgression> = {}): SinceProgression => ({
  first: { target: true, nonTarget: true, newLesion: true },
  targetGrew: false,
  nonTargetGrew: false,
  newLesionGrew: false,
  additionalNewLesion: false,
  timing: 'in-time',
  lateConfirms: true,
  forSymptom: false,
  improved: false,
  treatedLocally: false,
  ...more,
})
const facts = (
  target: TargetResponse | undefined,
  nonTarget: NonTargetResponse | undefined,
  newLesion: ImmuneFacts['newLesion'],
  open?: SinceProgression,
): ImmuneFacts => ({
  confirmedBefore: false,
  ...(target && { target }),
  ...(nonTarget && { nonTarget }),
  newLesion,
  ...(open && { since: open }),
})
const word = (of: ImmuneFacts) => immuneResponse(of).response
const only = (...which: readonly (keyof SinceProgression['first'])[]) => ({
  target: which.includes('target'),
  nonTarget: which.includes('nonTarget'),
  newLesion: which.includes('newLesion'),
})

const early = (more: Partial<SinceProgression>) =>
  word(facts('PD', undefined, 'progression', since({ timing: 'early', targetGrew: true, ...more })))
const late = (lateConfirms: boolean) =>
  word(facts('PD', undefined, 'none', since({ timing: 'late', targetGrew: true, lateConfirms })))
const ofNewLesion = (improved: boolean) => since({ first: only('newLesion'), improved })

for (const [target, nonTarget, expected] of [
  ['CR', 'CR', 'iCR'],
  ['CR', 'NON-CR/NON-PD', 'iPR'],
  ['PR', 'NON-CR/NON-PD', 'iPR'],
  ['SD', 'NON-CR/NON-PD', 'iSD'],
] as const)
  test(`table, rows 1–4: target ${target}, non-target ${nonTarget}, no new lesion is ${expected}, also after an iUPD`, () => {
    assert.equal(word(facts(target, nonTarget, 'none')), expected)
    assert.equal(word(facts(target, nonTarget, 'none', since())), expected)
  })

for (const [row, target, nonTarget, newLesion, first, grew] of [
  [
    '5, the new lesions',
    'PD',
    'PD',
    'progression',
    only('target', 'nonTarget', 'newLesion'),
    { newLesionGrew: true },
  ],
  ['5, more new lesions', 'PD', 'PD', 'progression', only('newLesion'), { additionalNewLesion: true }],
  ['6, the non-target lesions', 'SD', 'PD', 'none', only('nonTarget'), { nonTargetGrew: true }],
  ['7, the target lesions', 'PD', 'NON-CR/NON-PD', 'none', only('target'), { targetGrew: true }],
  ['8, the target lesions', 'PD', 'PD', 'none', only('target', 'nonTarget'), { targetGrew: true }],
  ['8, the non-target lesions', 'PD', 'PD', 'none', only('target', 'nonTarget'), { nonTargetGrew: true }],
  [
    '9, the target lesions',
    'PD',
    'PD',
    'progression',
    only('target', 'nonTarget', 'newLesion'),
    { targetGrew: true },
  ],
  ['10, the new lesions', 'SD', 'NON-CR/NON-PD', 'progression', only('newLesion'), { newLesionGrew: true }],
] as const)
  test(`table, row ${row}: iUPD at first, iCPD with further growth, else iUPD`, () => {
    assert.equal(word(facts(target, nonTarget, newLesion)), 'iUPD')
    // Only the categories of this row were progression before, and none is new.
    const all = { ...only('target', 'nonTarget', 'newLesion'), ...first }
    const before = {
      target: all.target || target === 'PD',
      nonTarget: all.nonTarget || nonTarget === 'PD',
      newLesion: all.newLesion || newLesion === 'progression',
    }
    assert.equal(word(facts(target, nonTarget, newLesion, since({ first: before, ...grew }))), 'iCPD')
    assert.equal(word(facts(target, nonTarget, newLesion, since({ first: before }))), 'iUPD')
  })

test('a category that newly meets progression confirms an iUPD of another', () => {
  for (const [first, now] of [
    [only('newLesion'), facts('PD', undefined, 'progression')],
    [only('target'), facts('PD', 'PD', 'none')],
    [only('target'), facts('PD', undefined, 'progression')],
  ] as const) {
    const found = immuneResponse({ ...now, since: since({ first }) })
    assert.deepEqual(found, { response: 'iCPD', because: 'irecist.icpd.other-category' })
  }
})

test('an early scan confirms only if done for a new symptom and showing an additional new lesion', () => {
  assert.equal(early({}), 'iUPD')
  assert.equal(early({ forSymptom: true }), 'iUPD')
  assert.equal(early({ additionalNewLesion: true }), 'iUPD')
  assert.equal(early({ forSymptom: true, additionalNewLesion: true }), 'iCPD')
})

test('a late scan confirms unless the protocol says that it does not', () => {
  assert.deepEqual([late(true), late(false)], ['iCPD', 'iUPD'])
})

test('local therapy of a lesion of the iUPD leaves it unresolvable, unless untouched disease confirms it', () => {
  const treated = { treatedLocally: true, first: only('newLesion') }
  assert.equal(
    immuneResponse(facts('PR', undefined, 'none', since(treated))).because,
    'irecist.iupd.unresolvable',
  )
  assert.equal(word(facts('PD', undefined, 'none', since(treated))), 'iCPD')
})

test('a new lesion that is still there keeps the iUPD; shrinkage of the others clears it', () => {
  assert.equal(word(facts('PR', undefined, 'progression', ofNewLesion(false))), 'iUPD')
  assert.equal(word(facts('PR', undefined, 'progression', ofNewLesion(true))), 'iPR')
  assert.equal(word(facts('SD', undefined, 'progression', ofNewLesion(true))), 'iSD')
  assert.equal(
    word(facts('CR', 'CR', 'progression', ofNewLesion(true))),
    'iPR',
    'a new lesion is left, so it is not iCR',
  )
})

test('what made the iUPD and is not evaluated now leaves it open: NE', () => {
  assert.equal(word(facts('NE', undefined, 'none', since({ first: only('target') }))), 'NE')
  assert.equal(word(facts('PR', 'NE', 'none', since({ first: only('nonTarget') }))), 'NE')
  assert.equal(word(facts('PR', undefined, 'not-evaluated', since({ first: only('newLesion') }))), 'NE')
  assert.equal(word(facts('PR', 'NE', 'none', since({ first: only('target') }))), 'iPR')
})

test('without target lesions the non-target lesions decide, without any disease there is none to follow', () => {
  assert.equal(word(facts(undefined, 'CR', 'none')), 'iCR')
  assert.equal(word(facts(undefined, 'NON-CR/NON-PD', 'none')), 'NON-iCR/NON-iUPD')
  assert.equal(word(facts(undefined, 'NE', 'none')), 'NE')
  assert.equal(word(facts(undefined, undefined, 'known')), 'NON-iCR/NON-iUPD')
  assert.equal(word(facts(undefined, undefined, 'none')), 'NED')
})

test('after iCPD everything is iCPD', () => {
  assert.equal(word({ ...facts('CR', 'CR', 'none'), confirmedBefore: true }), 'iCPD')
})

test('every combination of facts has one answer, and every row is reached', () => {
  const reached = new Set<string>()
  const bools = [false, true]
  const opens: (SinceProgression | undefined)[] = [undefined]
  for (const target of bools)
    for (const nonTarget of bools)
      for (const newLesion of bools)
        for (const timing of ['early', 'in-time', 'late'] as const)
          for (const bits of Array(256).keys())
            opens.push({
              first: { target, nonTarget, newLesion },
              timing,
              targetGrew: (bits & 1) > 0,
              nonTargetGrew: (bits & 2) > 0,
              newLesionGrew: (bits & 4) > 0,
              additionalNewLesion: (bits & 8) > 0,
              lateConfirms: (bits & 16) > 0,
              forSymptom: (bits & 32) > 0,
              improved: (bits & 64) > 0,
              treatedLocally: (bits & 128) > 0,
            })
  for (const target of [undefined, 'CR', 'PR', 'SD', 'PD', 'NE'] as const)
    for (const nonTarget of [undefined, 'CR', 'NON-CR/NON-PD', 'PD', 'NE'] as const)
      for (const newLesion of ['none', 'progression', 'known', 'not-evaluated'] as const)
        for (const open of opens) {
          const { response, because } = immuneResponse(facts(target, nonTarget, newLesion, open))
          reached.add(because)
          if (!open) assert.notEqual(response, 'iCPD', 'nothing is confirmed without an iUPD before')
          if (!open && [target, nonTarget].includes('PD')) assert.equal(response, 'iUPD')
        }
  assert.equal(reached.size, immuneRules.length - 1, 'all but "stands", which needs an earlier iCPD')
})
