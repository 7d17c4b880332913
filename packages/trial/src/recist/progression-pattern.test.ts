import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Lesion, Records } from '../record/records.ts'
import { patient, studyProtocol } from './patient.ts'
import { responsesBySubject } from './responses.ts'

/** The pattern of the last time point, the lesions' places given by id. */
function patternOf(text: string, places: Record<string, string>, response: object = {}) {
  const records = patient(text)
  const lesions = records.lesions.map((lesion): Lesion => ({
    ...lesion,
    organ: places[lesion.id] ?? 'LIVER',
    node: /NODE/.test(places[lesion.id] ?? ''),
  }))
  const made: Records = { ...records, lesions }
  return responsesBySubject(made, studyProtocol(response)).responses[0]!.timePoints.at(-1)!.pattern
}
const base = '0: T1 20, T2 30, NT1 present; 30: T1 ablated; 60: T1 40, T2 30, NT1 present; '
const lung = { T1: 'LUNG', T2: 'LIVER', NT1: 'BONE' }
const classesOf = (last: string, places: Record<string, string> = lung) =>
  patternOf(`${base}120: ${last}`, places)?.classes

for (const [law, classes, last, places] of [
  ['an ablated lesion that was complete once is local', ['local'], 'T1 40/progression, T2 30, NT1 present'],
  ['growth of a target elsewhere is distant and known', ['distant-known'], 'T1 40, T2 36, NT1 present'],
  ['a non-target elsewhere too', ['distant-known'], 'T1 40, T2 30, NT1 unequivocal-progression'],
  [
    'growth in the organ of an ablated lesion is regional',
    ['regional'],
    'T1 40, T2 36, NT1 present',
    { ...lung, T2: 'LUNG' },
  ],
  [
    'a new lesion in that organ too',
    ['regional'],
    'T1 40, T2 30, NT1 present, L1 present',
    { ...lung, L1: 'LUNG' },
  ],
  ['a new lesion elsewhere is distant and new', ['distant-new'], 'T1 40, T2 30, NT1 present, L1 present'],
  [
    'a node of the basin is regional',
    ['regional'],
    'T1 40, T2 30, NT1 present, L1 present',
    { ...lung, L1: 'LYMPH NODE, MEDIASTINAL' },
  ],
  [
    'a node whose station is not named is not',
    ['distant-new'],
    'T1 40, T2 30, NT1 present, L1 present',
    { ...lung, L1: 'LYMPH NODE' },
  ],
  ['the brain is CNS, new', ['cns'], 'T1 40, T2 30, NT1 present, L1 present', { ...lung, L1: 'BRAIN' }],
  ['the brain is CNS, known', ['cns'], 'T1 40, T2 36, NT1 present', { ...lung, T2: 'BRAIN' }],
  [
    'several stand together, in the order of the rules',
    ['local', 'cns', 'distant-known', 'distant-new'],
    'T1 40/progression, T2 36, NT1 present, L1 present, L2 present',
    { ...lung, L1: 'BRAIN' },
  ],
] as const)
  test(`pattern of progression: ${law}`, () => assert.deepEqual(classesOf(last, places), classes))

test('an ablated lesion of which no scan was complete is residual, and local by the default definition', () => {
  const found = patternOf('0: T1 20, T2 30; 30: T1 ablated; 60: T1 40/progression, T2 30', lung)
  assert.deepEqual([found?.classes, found?.extent], [['residual'], 'local'])
  assert.equal(found?.says, 'local: residual (T1 in lung)')
  assert.deepEqual(found?.because, ['pattern.residual', 'pattern.extent.local'])
  assert.deepEqual(found?.from, ['tr.csv:202'])
})

test('without any ablation a known lesion that grows is distant and known', () => {
  assert.deepEqual(patternOf('0: T1 20; 60: T1 30', lung)?.classes, ['distant-known'])
})

test('the protocol says which classes are systemic', () => {
  const text = `${base}120: T1 40, T2 36, NT1 present`
  assert.equal(patternOf(text, lung)?.extent, 'systemic')
  const narrow = { progressionPattern: { systemic: ['distant-new', 'cns'] } }
  assert.equal(patternOf(text, lung, narrow)?.extent, 'local')
})

test('a sum that is PD by several small growths names all that grew', () => {
  const found = patternOf('0: T1 20, T2 20; 60: T1 24, T2 24', lung)
  assert.match(found?.says ?? '', /T1 in lung, T2 in liver/)
})

test('a time point that is not PD has no pattern', () => {
  assert.equal(patternOf(`${base}120: T1 40, T2 30, NT1 present`, lung), undefined)
})
