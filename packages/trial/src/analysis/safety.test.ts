import assert from 'node:assert/strict'
import { test } from 'node:test'
import { smallStudy } from './small-study.test-data.ts'

const ex = ['A1', 'A2', 'C1', 'C2'].map((id) => `${id}|DRUG|2022-01-01|2022-01-01`).join('\n')
const pr = 'A1|CRYOABLATION|STUDY ABLATION|T1|S1|Y|2022-01-11'
const lb = ['A1', 'A2', 'C1', 'C2'].map((id) => `${id}|X|1|u|2022-04-10`).join('\n') // alive for 100 days
const tu = 'A1|T1|TUMIDENT|TARGET|LUNG|LEFT'
const safetyOf = (ae: string, protocol = {}) => {
  const readout = smallStudy({ ex, pr, lb, tu, ae, protocol: { ctcae: '5.0', ...protocol } })
  return { ...readout, safety: readout.safety! }
}
const row = (of: ReturnType<typeof safetyOf>, id: string) => of.safety.summary.find((one) => one.id === id)!
const subjects = (of: ReturnType<typeof safetyOf>, id: string) => row(of, id).byArm.map((one) => one.subjects)

test('a subject counts once a term, by the worst grade', () => {
  const of = safetyOf(
    'A1|PYREXIA|1|N|Y|N|2022-01-12\nA1|FEVER|3|Y|Y|N|2022-02-12\nC1|FEVER|2|N||Y|2022-02-01',
  )
  const [fever] = of.safety.terms
  assert.equal(fever?.term, 'Fever')
  assert.deepEqual(
    fever.grades.map(({ byGrade, serious, ablation, immunotherapy }) => [
      byGrade,
      serious,
      ablation,
      immunotherapy,
    ]),
    [
      [[0, 0, 1, 0, 0], 1, 1, 0],
      [[0, 1, 0, 0, 0], 0, 0, 1],
    ],
  )
  assert.deepEqual(fever.byArm.map(({ subjects: n, of: all, events }) => [n, all, events]), [[1, 2, 2], [1, 2, 1]]) // prettier-ignore
  assert.deepEqual([subjects(of, 'any'), subjects(of, 'grade3'), subjects(of, 'both')], [[1, 1], [1, 0], [0, 0]]) // prettier-ignore
})

test('an event without a grade counts as any event and as no grade in particular', () => {
  const of = safetyOf('A1|COUGH||N|||2022-02-01')
  assert.deepEqual(
    [of.safety.terms[0]?.grades[0]?.byGrade, of.safety.terms[0]?.grades[0]?.ungraded],
    [[0, 0, 0, 0, 0], 1],
  )
})

test('an event before treatment does not count, one on its first day does, nor one after the end that is set', () => {
  const ae = ['2021-12-31', '2022-01-01', '2022-01-31', '2022-02-01']
    .map((day) => `A2|COUGH|1|N|||${day}`)
    .join('\n')
  assert.equal(row(safetyOf(ae), 'any').byArm[0]?.events, 3)
  const limited = {
    analyses: [
      { id: 'pfs', endpoint: 'pfs' },
      { id: 's', kind: 'safety', untilDaysAfterTreatment: 30 },
    ],
  }
  assert.equal(row(safetyOf(ae, limited), 'any').byArm[0]?.events, 2)
})

test('a date of the month of the first treatment is not before it, one of the month before is', () => {
  const of = safetyOf('A2|COUGH|1|N|||2022-01\nA2|FEVER|1|N|||2021-12')
  assert.deepEqual(
    of.safety.events.map(({ term, day }) => [term, day]),
    [['Cough', 0]],
  )
})

test('an event without a date counts, in no window, and a finding says so', () => {
  const of = safetyOf('A1|COUGH|1|N|||')
  assert.deepEqual(
    of.safety.events.map(({ day, window }) => [day, window]),
    [[null, null]],
  )
  assert.ok(of.findings.some(({ code, where }) => code === 'safety.event.undated' && where?.row === 2))
})

test('rates are first events over time at risk: one event on day 10 of 100, by hand and as R', () => {
  const of = safetyOf('A1|COUGH|1|N|||2022-01-10\nA1|COUGH|1|N|||2022-03-10')
  // A1 is at risk for 10 days, A2 for 100: R poisson.test(1, 110 / 3043.75) → 27.670 (0.700555255 to 154.169905192)
  const { rate } = row(of, 'any').byArm[0]!
  assert.ok(Math.abs(rate.estimate! - 3043.75 / 110) < 1e-9)
  assert.ok(
    Math.abs(rate.lower! - 0.700555255) < 1e-8 && Math.abs(rate.upper! - 154.169905192) < 1e-6,
    JSON.stringify(rate),
  )
})

for (const [after, window] of [
  [-1, null],
  [0, 'day of ablation'],
  [1, 'days 1 to 7'],
  [7, 'days 1 to 7'],
  [8, 'days 8 to 30'],
  [90, 'days 31 to 90'],
  [91, null],
] as const)
  test(`${after} days after ablation is in ${window ?? 'no window'}`, () => {
    const day = new Date(Date.UTC(2022, 0, 11 + after)).toISOString().slice(0, 10)
    const alive = `${lb}\nA1|X|1|u|2022-06-01`
    const { safety } = smallStudy({
      ex,
      pr,
      lb: alive,
      ae: `A1|COUGH|1|N|||${day}`,
      protocol: { ctcae: '5.0' },
    })
    assert.equal(safety!.events[0]!.window, window)
  })

test('the side of a lung event is set against the side of the ablated lesion', () => {
  const of = safetyOf(
    'A1|PNEUMONITIS|2|N|Y|Y|2022-01-15|LEFT\nA1|PNEUMOTHORAX|1|N|Y|N|2022-01-11|RIGHT\nA1|FATIGUE|1|N|||2022-01-12|LEFT',
  )
  assert.deepEqual(
    of.safety.events.map(({ side }) => side),
    ['same', 'other', null],
  )
  assert.deepEqual(subjects(of, 'both'), [1, 0])
})

test('a grade that the term does not have in the version of the protocol is a finding, and counts', () => {
  const ae = 'A1|COUGH|4|N|||2022-01-12\nA1|HYPOXIA|1|N|||2022-01-12'
  const codes = (version: string) =>
    safetyOf(ae, { ctcae: version })
      .findings.filter(({ code }) => code === 'safety.grade.none')
      .map(({ where }) => where?.row)
  assert.deepEqual(codes('5.0'), [2, 3])
  assert.deepEqual(codes('6.0'), [2])
})

test('without a version the protocol is asked for one', () => {
  const { findings } = smallStudy({ ex, ae: 'A1|COUGH|1|N|||2022-01-12' })
  assert.ok(findings.some(({ code }) => code === 'safety.ctcae-version'))
})

test('complications are counted in the scale of their column; what the scale does not have is an error', () => {
  const of = safetyOf(
    'A1|PNEUMOTHORAX|2|N|Y|N|2022-01-11||Grade 3a|2\nA1|PAIN|1|N|Y|N|2022-01-11|||C\nA1|FEVER|1|N|Y|N|2022-01-11',
  )
  const [cirse, sir] = of.safety.complications
  assert.deepEqual(
    cirse?.grades.filter(({ events }) => events > 0).map(({ grade }) => grade),
    ['3A'],
  )
  assert.deepEqual(
    sir?.grades.filter(({ events }) => events > 0).map(({ grade }) => grade),
    ['2'],
  )
  assert.deepEqual([cirse?.ungraded, sir?.ungraded], [2, 2])
  assert.ok(
    of.findings.some(
      ({ code, where }) => code === 'safety.complication.unreadable' && where?.field === 'AESIR',
    ),
  )
})

test('who was never treated is in no count', () => {
  const readout = smallStudy({
    ex: 'A1|DRUG|2022-01-01|2022-01-01',
    ae: 'A2|COUGH|1|N|||2022-01-12',
    protocol: { ctcae: '5.0' },
  })
  assert.deepEqual(readout.safety?.arms.map(({ subjects: n, events }) => [n, events]), [[1, 0], [0, 0]]) // prettier-ignore
})
