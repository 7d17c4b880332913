import assert from 'node:assert/strict'
import { test } from 'node:test'
import { overallResponse, type Categories } from './overall.ts'
import { courseOf } from './patient.ts'
import type { NonTargetResponse, TargetResponse } from './response.ts'

const targets = ['CR', 'PR', 'SD', 'PD', 'NE', undefined] as const
const nonTargets = ['CR', 'NON-CR/NON-PD', 'PD', 'NE', undefined] as const

/** The three tables of RECIST 1.1 written as the paper prints them, by hand. */
const printed: Record<string, string> = {
  'CR CR': 'CR',
  'CR NON-CR/NON-PD': 'PR',
  'CR NE': 'PR',
  'CR none': 'CR',
  'PR CR': 'PR',
  'PR NON-CR/NON-PD': 'PR',
  'PR NE': 'PR',
  'PR none': 'PR',
  'SD CR': 'SD',
  'SD NON-CR/NON-PD': 'SD',
  'SD NE': 'SD',
  'SD none': 'SD',
  'NE CR': 'NE',
  'NE NON-CR/NON-PD': 'NE',
  'NE NE': 'NE',
  'NE none': 'NE',
  'PD CR': 'PD',
  'PD NON-CR/NON-PD': 'PD',
  'PD NE': 'PD',
  'PD none': 'PD',
  'CR PD': 'PD',
  'PR PD': 'PD',
  'SD PD': 'PD',
  'NE PD': 'PD',
  'PD PD': 'PD',
  'none CR': 'CR',
  'none NON-CR/NON-PD': 'NON-CR/NON-PD',
  'none NE': 'NE',
  'none PD': 'PD',
  'none none': 'NED',
}

const categories = (
  target: TargetResponse | undefined,
  nonTarget: NonTargetResponse | undefined,
  more: Partial<Categories> = {},
): Categories => ({
  ...(target && { target }),
  ...(nonTarget && { nonTarget }),
  newLesion: false,
  localProgression: false,
  perLesion: false,
  ...more,
})

test('overall response: all 30 pairs of categories without a new lesion are as printed', () => {
  let pairs = 0
  for (const target of targets)
    for (const nonTarget of nonTargets) {
      const key = `${target ?? 'none'} ${nonTarget ?? 'none'}`
      assert.equal(overallResponse(categories(target, nonTarget)).response, printed[key], key)
      pairs++
    }
  assert.equal(pairs, Object.keys(printed).length)
})

test('overall response: a new lesion or local progression is PD with every pair', () => {
  for (const target of targets)
    for (const nonTarget of nonTargets)
      for (const perLesion of [false, true])
        for (const [newLesion, localProgression] of [
          [true, false],
          [false, true],
          [true, true],
        ] as const) {
          const found = overallResponse(
            categories(target, nonTarget, { newLesion, localProgression, perLesion }),
          )
          assert.equal(found.response, 'PD')
          assert.ok(found.because.endsWith(newLesion ? '.pd.new' : '.pd.local'))
        }
})

test('overall response lesion by lesion: target sums never make PD', () => {
  for (const target of targets)
    for (const nonTarget of nonTargets) {
      const { response } = overallResponse(categories(target, nonTarget, { perLesion: true }))
      assert.equal(response === 'PD', nonTarget === 'PD')
    }
})

for (const [law, text, response, because] of [
  [
    'unequivocal progression of a non-target',
    '0: T1 50, NT1 present; 60: T1 20, NT1 unequivocal-progression',
    'PD',
    ['target.pr', 'non-target.pd', 'overall.target.pd.non-target'],
  ],
  [
    'a non-target not evaluated keeps CR from the patient',
    '0: T1 50, NT1 present; 60: T1 0, NT1 ?',
    'PR',
    ['target.cr', 'non-target.ne', 'overall.target.pr.non-target-unseen'],
  ],
  [
    'a non-target still there keeps CR from the patient',
    '0: T1 50, NT1 present; 60: T1 0, NT1 present',
    'PR',
    ['target.cr', 'non-target.non-cr-non-pd', 'overall.target.pr.non-target-left'],
  ],
  [
    'all gone',
    '0: T1 50, NT1 present; 60: T1 0, NT1 absent',
    'CR',
    ['target.cr', 'non-target.cr', 'overall.target.cr'],
  ],
  [
    'non-target lesions only, one gone',
    '0: NT1 present, NT2 present; 60: NT1 absent, NT2 present',
    'NON-CR/NON-PD',
    ['non-target.non-cr-non-pd', 'overall.non-target.non-cr-non-pd'],
  ],
  [
    'non-target lesions only, all gone',
    '0: NT1 present; 60: NT1 absent',
    'CR',
    ['non-target.cr', 'overall.non-target.cr'],
  ],
  [
    'non-target lesions only, one unseen',
    '0: NT1 present, NT2 present; 60: NT1 present',
    'NE',
    ['non-target.ne', 'overall.non-target.ne'],
  ],
  [
    'a non-target back after a definite CR',
    '0: NT1 present; 60: NT1 absent, definite; 120: NT1 present',
    'PD',
    ['non-target.pd.reappeared', 'overall.non-target.pd'],
  ],
  [
    'a non-target node seen again after a definite CR, without progression in the reader’s words',
    '0: NTN1 present; 60: NTN1 absent, definite; 120: NTN1 present',
    'NON-CR/NON-PD',
    ['non-target.non-cr-non-pd', 'overall.non-target.non-cr-non-pd'],
  ],
  [
    'a non-target back after CR',
    '0: NT1 present; 60: NT1 absent; 120: NT1 present',
    'NON-CR/NON-PD',
    ['non-target.non-cr-non-pd', 'overall.non-target.non-cr-non-pd'],
  ],
  ['no disease at baseline', '0: L1 absent; 60: L1 absent', 'NED', ['overall.none.ned']],
  [
    'no disease at baseline, then a new lesion',
    '0: L1 absent; 60: L1 present',
    'PD',
    ['new-lesion.pd', 'overall.none.pd.new'],
  ],
  [
    'a new lesion while the targets shrink',
    '0: T1 50; 60: T1 10, L6 present',
    'PD',
    ['target.pr', 'new-lesion.pd', 'overall.target.pd.new'],
  ],
] as const)
  test(`overall response: ${law}`, () => {
    const found = courseOf(text).at(-1)!
    assert.deepEqual([found.response, found.because], [response, because])
  })
