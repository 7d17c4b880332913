/** Counting, limits, the tree and the state over time: each switch and each edge on both sides. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { addDays, type Day } from '../day.ts'
import type { RowId, SubjectId } from '../ids.ts'
import { oligoStateSchema, type OligoSettings } from '../protocol/oligo-state.ts'
import { patient, studyProtocol } from '../recist/patient.ts'
import { responsesBySubject } from '../recist/responses.ts'
import type { DiseaseHistory } from '../record/disease-history.ts'
import type { Lesion, Records } from '../record/records.ts'
import { metastaticClass, treeQuestions, type TreeFacts } from './metastatic-tree.ts'
import { oligoCourses } from './oligo-course.ts'
import { oligoRules } from './oligo-residual.ts'
import { oligoPresets } from './presets.ts'

const protocol = studyProtocol()
const long = { immunotherapySince: '2021-01-01' as Day }
type Made = {
  readonly settings?: Partial<OligoSettings>
  readonly history?: Partial<DiseaseHistory>
  /** Organ, side or whatever else of a lesion, by its id. */
  readonly lesions?: Readonly<Record<string, Partial<Lesion>>>
}

function courseOf(text: string, { settings = {}, history = long, lesions = {} }: Made = {}) {
  const made = patient(text)
  const records: Records = {
    ...made,
    subjects: made.subjects.map((subject) => ({ ...subject, history: { from: [], ...history } })),
    lesions: made.lesions.map((lesion) => ({ ...lesion, ...lesions[lesion.id] })),
  }
  return oligoCourses(records, responsesBySubject(records, protocol).responses, {
    protocol,
    settings: oligoStateSchema.parse(settings),
  })[0]!
}
const states = (text: string, made?: Made) => courseOf(text, made).points.map(({ state }) => state)
const counts = (text: string, made?: Made) =>
  courseOf(text, made).points.map(({ burden: { lesions, organs } }) =>
    [lesions.min, lesions.max, organs.min, organs.max].join(' '),
  )
const many = (n: number) => Array.from({ length: n }, (_, i) => `NT${i + 1} present`).join(', ')
const inOrgans = (n: number, organs: number) =>
  Object.fromEntries(
    Array.from({ length: n }, (_, i) => [`NT${i + 1}`, { organ: `ORGAN ${'ABCDEFGH'[i % organs]}` }]),
  )

for (const [lesions, organs, and, or] of [
  [5, 3, 'oligo-residual', 'oligo-residual'],
  [6, 3, 'polymetastatic', 'oligo-residual'],
  [5, 4, 'polymetastatic', 'oligo-residual'],
  [8, 2, 'polymetastatic', 'oligo-residual'],
  [6, 4, 'polymetastatic', 'polymetastatic'],
] as const)
  test(`${lesions} lesions in ${organs} organs: and, ${and}; or, ${or}`, () => {
    const made = { lesions: inOrgans(lesions, organs) }
    assert.deepEqual(states(`0: ${many(lesions)}`, { ...made, settings: { operator: 'and' } }), [and])
    assert.deepEqual(states(`0: ${many(lesions)}`, { ...made, settings: { operator: 'or' } }), [or])
  })

test('the published thresholds differ by OR and AND, and neither is called BOOSTER’s', () => {
  const { 'ord-cohort-2025': cohort, 'consolidation-radiotherapy-trial': trial } = oligoPresets
  assert.deepEqual([cohort!.operator, trial!.operator], ['or', 'and'])
  assert.ok(Object.values(oligoPresets).every(({ source }) => source && !/booster/i.test(source)))
})

test('what was not evaluated may be there: five and one is unknown, six and one is over', () => {
  const made = { lesions: inOrgans(7, 2) }
  assert.deepEqual(states(`0: ${many(6)}; 42: ${many(5)}, NT6 ?`, made), ['polymetastatic', 'unknown'])
  assert.deepEqual(states(`0: ${many(7)}; 42: ${many(6)}, NT7 ?`, made), ['polymetastatic', 'polymetastatic'])
  assert.deepEqual(counts(`0: ${many(6)}; 42: ${many(5)}, NT6 ?`, made)[1], '5 6 2 2')
})

test('no lesion is no disease; one in doubt is not known', () => {
  assert.deepEqual(states('0: T1 20; 42: T1 0'), ['oligo-residual', 'no-disease'])
  assert.deepEqual(states('0: T1 20; 42: T1 ?'), ['oligo-residual', 'unknown'])
  assert.deepEqual(states('0: T1 20; 42: T1 0, L1 equivocal'), ['oligo-residual', 'unknown'])
})

const since = (days: number) => ({ history: { immunotherapySince: addDays('2022-01-01' as Day, -days) } })
test('84 days on immunotherapy are enough, 83 are too early; without a first dose ever it is not known', () => {
  assert.deepEqual(states('0: T1 20', since(84)), ['oligo-residual'])
  assert.deepEqual(states('0: T1 20', since(83)), ['too-early'])
  assert.deepEqual(states('0: T1 20', { history: {} }), ['unknown'])
})

const statesOf = (records: Records) =>
  oligoCourses(records, responsesBySubject(records, protocol).responses, {
    protocol,
    settings: oligoStateSchema.parse({}),
  })[0]!.points.map(({ state }) => state)
test('a dose of the study shows the least time on immunotherapy: enough is enough, less is not known', () => {
  const made = patient('0: T1 20; 100: T1 20')
  const dose = (drug: string) => ({
    ...made,
    doses: [
      {
        subject: 'P1' as SubjectId,
        drug,
        start: addDays('2022-01-01' as Day, 16),
        from: 'ex.csv:2' as RowId,
      },
    ],
  })
  assert.deepEqual(statesOf(dose('PEMBROLIZUMAB')), ['unknown', 'oligo-residual'])
  assert.deepEqual(statesOf(dose('PEMETREXED')), ['unknown', 'unknown'])
})

const nodes = {
  N1: { organ: 'MEDIASTINUM' },
  N2: { organ: 'MEDIASTINUM' },
  N3: { organ: 'HILUM', laterality: 'LEFT' },
}
for (const [switched, settings, expected] of [
  ['nodes single', { nodesCountAs: 'single' }, '4 4 2 2'],
  ['nodes by station', { nodesCountAs: 'station' }, '3 3 2 2'],
  ['nodes as one organ', { nodesCountAs: 'organ' }, '2 2 2 2'],
  ['anatomical organs', { organ: 'anatomical' }, '3 3 3 3'],
] as const)
  test(`counting: ${switched}`, () => {
    assert.deepEqual(counts('0: T1 20, N1 16, N2 18, N3 15', { settings, lesions: nodes }), [expected])
  })

test('a node of 10 mm is active, one of 9.9 mm is normal', () => {
  assert.deepEqual(counts('0: N1 16; 42: N1 10; 84: N1 9.9'), ['1 1 1 1', '1 1 1 1', '0 0 0 0'])
})

test('an ablated lesion is left out while its zone is as expected, by the switch', () => {
  const text = '0: T1 20, T2 30; 30: T1 ablated; 60: T1 45, T2 30; 120: T1 unequivocal-progression, T2 30'
  assert.deepEqual(counts(text), ['2 2 2 2', '1 1 1 1', '2 2 2 2'])
  assert.deepEqual(counts(text, { settings: { expectedZone: 'count' } }), ['2 2 2 2', '2 2 2 2', '2 2 2 2'])
})

test('the primary is left out where it is said to be it, and unknown where nobody said', () => {
  const text = '0: T1 20, T2 30'
  const settings = { countPrimary: false }
  assert.deepEqual(counts(text, { settings, lesions: { T1: { primary: true }, T2: { primary: false } } }), [
    '1 1 1 1',
  ])
  assert.deepEqual(counts(text, { settings, lesions: { T2: { primary: false } } }), ['1 2 1 2'])
})

test('the brain is counted or left out', () => {
  const lesions = { T2: { organ: 'BRAIN' } }
  assert.deepEqual(counts('0: T1 20, T2 12', { lesions }), ['2 2 2 2'])
  assert.deepEqual(counts('0: T1 20, T2 12', { lesions, settings: { brain: 'leave-out' } }), ['1 1 1 1'])
})

test('a count that another method made is not certified', () => {
  const lesions = { T1: { method: 'PET/CT SCAN' }, T2: { method: 'CT SCAN' } }
  assert.deepEqual(counts('0: T1 20, T2 12', { lesions, settings: { imaging: ['PET'] } }), ['1 2 1 2'])
})

test('each change of state has its rules, its rows and, where asked, its confirmation', () => {
  const text = `0: ${many(6)}; 42: ${many(5)}, NT6 absent; 84: ${many(5)}, NT6 absent; 126: ${many(6)}`
  const made = { lesions: inOrgans(6, 2), settings: { confirmationDays: 42 } }
  const { changes } = courseOf(text, made)
  assert.deepEqual(
    changes.map(({ day, before, after, confirmed }) => [day, before, after, confirmed]),
    [
      ['2022-02-12', 'polymetastatic', 'oligo-residual', true],
      ['2022-05-07', 'oligo-residual', 'polymetastatic', null],
    ],
  )
  assert.ok(changes.every(({ because, from }) => because.length === 2 && from.length > 0))
  assert.equal(courseOf(text, { ...made, settings: { confirmationDays: 43 } }).changes[0]!.confirmed, false)
})

test('polymetastatic once in the study is induced from then on', () => {
  const made = { lesions: inOrgans(6, 2), history: { ...long, onSystemicTherapy: true } }
  const { points } = courseOf(`0: ${many(6)}; 42: ${many(5)}, NT6 absent`, made)
  assert.deepEqual(
    points.map((point) => point.class.class),
    [null, 'induced oligopersistence'],
  )
  assert.equal(points[0]!.class.answers.at(-1)!.answer, 'unknown')
})

const tree = (facts: Partial<TreeFacts>) =>
  metastaticClass({ synchronousMonths: 6, from: [], ...facts }).class
const history = (days: number) => ({
  polymetastaticBefore: false,
  oligometastaticBefore: false,
  primaryDiagnosed: '2020-01-01' as Day,
  oligometastaticDiagnosed: addDays('2020-01-01' as Day, days),
})
for (const [expected, facts] of [
  ['synchronous oligometastatic disease', history(182)],
  ['metachronous oligorecurrence', { ...history(183), onSystemicTherapy: false }],
  ['metachronous oligoprogression', { ...history(183), onSystemicTherapy: true }],
  [
    'repeat oligorecurrence',
    { polymetastaticBefore: false, oligometastaticBefore: true, onSystemicTherapy: false },
  ],
  [
    'repeat oligoprogression',
    { polymetastaticBefore: false, oligometastaticBefore: true, onSystemicTherapy: true, progressive: true },
  ],
  [
    'repeat oligopersistence',
    { polymetastaticBefore: false, oligometastaticBefore: true, onSystemicTherapy: true, progressive: false },
  ],
  ['induced oligorecurrence', { polymetastaticBefore: true, onSystemicTherapy: false }],
  ['induced oligoprogression', { polymetastaticBefore: true, onSystemicTherapy: true, progressive: true }],
  ['induced oligopersistence', { polymetastaticBefore: true, onSystemicTherapy: true, progressive: false }],
] as const)
  test(`the tree ends in ${expected}`, () => {
    assert.equal(tree(facts), expected)
    // Each answer that was asked for is needed: without it the class is unknown.
    for (const left of Object.keys(facts))
      assert.equal(
        tree(Object.fromEntries(Object.entries(facts).filter(([key]) => key !== left))),
        null,
        left,
      )
  })

test('the cut of the tree is a setting: 100 days are synchronous at 6 months and not at 3', () => {
  assert.equal(tree(history(100)), 'synchronous oligometastatic disease')
  assert.equal(
    tree({ ...history(100), synchronousMonths: 3, onSystemicTherapy: false }),
    'metachronous oligorecurrence',
  )
  const ends = Object.values(treeQuestions).flatMap(({ yes, no }) => [yes, no])
  assert.equal(new Set(ends.filter((end) => !Object.hasOwn(treeQuestions, end))).size, 9)
})

test('law: one more active lesion never makes a polymetastatic state less, and every rule is reached', () => {
  const reached = new Set<string>()
  const size = fc.integer({ min: 0, max: 9 })
  fc.assert(
    fc.property(
      size,
      size,
      fc.constantFrom<('and' | 'or')[]>('and', 'or'),
      fc.boolean(),
      (n, unseen, operator, early) => {
        const all = (seen: number) =>
          `0: ${many(12)}; 42: T9 0, ${Array.from({ length: 12 }, (_, i) => `NT${i + 1} ${i < seen ? 'present' : i < seen + unseen ? '?' : 'absent'}`).join(', ')}`
        const made = {
          settings: { operator },
          lesions: inOrgans(12, 4),
          history: early ? { immunotherapySince: '2022-01-20' as Day } : long,
        }
        const [one, more] = [all(n), all(n + 1)].map(
          (text) => courseOf(text.replace('T9 0, ', ''), made).points[1]!,
        )
        reached.add(one!.because[0]!)
        if (one!.state === 'polymetastatic') assert.equal(more!.state, 'polymetastatic')
        if (one!.state === 'no-disease') assert.equal(n + unseen, 0)
      },
    ),
    { numRuns: 300 },
  )
  assert.equal(reached.size, oligoRules.length)
})
