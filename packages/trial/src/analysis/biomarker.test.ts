import assert from 'node:assert/strict'
import { test } from 'node:test'
import { smallStudy } from './small-study.test-data.ts'

const protocolWith = (settings = {}) => ({
  analyses: [
    { id: 'pfs', endpoint: 'pfs', population: 'randomized' },
    {
      id: 'ifn',
      kind: 'biomarker',
      analyte: 'IFN-alpha',
      unit: 'pg/mL',
      population: 'randomized',
      ...settings,
    },
  ],
})
const value = (id: string, date: string, result: string) => `${id}|IFNALPHA|${result}|pg/mL|${date}`
const ablated = (id: string, what: string, date = '2022-01-10', lesion = 'T1') =>
  `${id}|${what}|STUDY ABLATION|${lesion}|S1|Y|${date}`
const pr = [ablated('A1', 'CRYOABLATION'), ablated('A2', 'MICROWAVE ABLATION')].join('\n')
const lb = [
  value('A1', '2021-12-30', '3'), value('A1', '2022-01-10', '4'), value('A1', '2022-01-30', '16'), value('A1', '2022-02-20', '99'),
  value('A2', '2022-01-09', '<2'), value('A2', '2022-01-20', '8'),
  value('C1', '2022-01-01', '5'), value('C1', '2022-01-15', '<2'),
  value('C2', '2022-01-01', '5'), value('C2', '2022-04-15', '6'),
].join('\n') // prettier-ignore
const biomarker = (settings = {}, tables = {}) =>
  smallStudy({ pr, lb, protocol: protocolWith(settings), ...tables }).biomarkers![0]!
const ratio = (of: ReturnType<typeof biomarker>, group: string) =>
  of.groups.find((one) => one.group === group)?.ratio.estimate

test('the pair is the last value on or before the session and the first after it, within the days that are set', () => {
  const { subjects } = biomarker()
  const pairs = subjects.map(({ subject, group, pair }) => [
    subject,
    group,
    pair?.before.value,
    pair?.after.value,
  ])
  assert.deepEqual(pairs, [
    ['A1', 'cryoablation', 4, 16],
    ['A2', 'thermal', 2, 8],
    ['C1', 'none', 5, 2],
    ['C2', 'none', undefined, undefined],
  ])
})

test('a value below the limit is half of it, or it over √2, as the protocol says', () => {
  assert.ok(Math.abs(ratio(biomarker({ belowLimit: 'half' }), 'thermal')! - 8) < 1e-12)
  assert.ok(Math.abs(ratio(biomarker({ belowLimit: 'root-two' }), 'thermal')! - 4 * Math.SQRT2) < 1e-12)
  assert.equal(ratio(biomarker({ belowLimit: 'half' }), 'cryoablation'), 4)
})

test('censored, one bounded change has no estimate, and the counts say how many lie below', () => {
  const of = biomarker()
  assert.equal(ratio(of, 'thermal'), null)
  assert.deepEqual(of.counts, { values: 10, below: 2, limits: [2], unreadable: 0, subjects: 4, pairs: 3 })
  assert.deepEqual(
    of.groups.map(({ group, belowBefore, belowAfter }) => [group, belowBefore, belowAfter]),
    [
      ['cryoablation', 0, 0],
      ['thermal', 1, 0],
      ['none', 0, 1],
    ],
  )
})

test('the modality is that of the lesion-sessions of the day: two groups on one day are mixed', () => {
  const both = `${ablated('A1', 'CRYOABLATION')}\n${ablated('A1', 'MICROWAVE ABLATION', '2022-01-10', 'T2')}\n${ablated('A2', 'MICROWAVE ABLATION')}\n${ablated('A2', 'CRYOABLATION', '2022-03-10')}`
  assert.deepEqual(
    biomarker({}, { pr: both })
      .subjects.slice(0, 2)
      .map(({ group }) => group),
    ['mixed', 'thermal'],
  )
})

test('another unit is an error and its values are not used; an analyte that nobody measured is a finding', () => {
  const other = smallStudy({ pr, lb: `${lb}\nA1|IFNALPHA|1|ng/L|2022-01-31`, protocol: protocolWith() })
  assert.ok(other.findings.some(({ code }) => code === 'biomarker.unit'))
  assert.equal(other.biomarkers![0]!.counts.values, 10)
  const none = smallStudy({ pr, lb, protocol: protocolWith({ analyte: 'IL-6' }) })
  assert.deepEqual(none.biomarkers, [])
  assert.ok(none.findings.some(({ code, message }) => code === 'biomarker.none' && /IFNALPHA/.test(message)))
})

// Twelve subjects of two arms, each with a pair and a time after the landmark, whose models R fits.
const many = Array.from({ length: 12 }, (_, i) => ({
  id: `S${i + 1}`,
  arm: i % 2 === 0 ? 'abl' : 'io',
  change: [1, 0.5, 2, 0.2, -0.5, 1.2, 0.1, -1, 0.9, 0.3, 1.7, -0.2][i]!,
  days: [200, 90, 320, 110, 150, 260, 180, 95, 400, 130, 350, 100][i]!,
  event: [1, 1, 0, 1, 1, 1, 1, 1, 0, 1, 0, 1][i] === 1,
}))
const day = (n: number) => new Date(Date.UTC(2022, 0, 1 + n)).toISOString().slice(0, 10)
const study = smallStudy({
  dm: many.map(({ id, arm }) => `${id}|${arm}|60|M|01`).join('\n'),
  ds: many
    .flatMap(({ id, days, event }) => [
      `${id}|RANDOMIZED|RANDOMIZED|PROTOCOL MILESTONE|2022-01-01`,
      ...(event ? [`${id}|DEATH|DEATH|DISPOSITION EVENT|${day(days - 1)}`] : []),
    ])
    .join('\n'),
  lb: many
    .flatMap(({ id, change, days }) => [
      value(id, '2022-01-01', '10'),
      value(id, '2022-01-20', String(10 * 2 ** change)),
      `${id}|X|1|u|${day(days - 1)}`,
    ])
    .join('\n'),
  protocol: {
    analyses: [
      { id: 'os', endpoint: 'os', population: 'randomized' },
      {
        id: 'ifn',
        kind: 'biomarker',
        analyte: 'IFN-alpha',
        population: 'randomized',
        endpointAnalysis: 'os',
        landmarkDays: 84,
        bootstrap: { resamples: 200, seed: 7 },
      },
    ],
  },
})

test('after the landmark the hazard ratio per doubling, with the arm, is that of R', () => {
  const { survival } = study.biomarkers![0]!
  assert.deepEqual([survival?.subjects, survival?.events, survival?.late], [12, 9, 0])
  close(survival?.perDoubling.estimate, 0.105012060065)
  close(survival?.mediation?.total.estimate, 0.187938352566)
  close(survival?.mediation?.direct.estimate, 0.113549529324)
  close(survival?.mediation?.difference.estimate, 0.187938352566 / 0.113549529324)
})

test('where more than a tenth of the resamples do not settle there is no interval; the assumptions stand beside it', () => {
  const { mediation } = study.biomarkers![0]!.survival!
  assert.equal(mediation?.seed, 7)
  assert.ok(mediation.failed > 20, `${mediation.failed}`)
  assert.deepEqual([mediation.difference.lower, mediation.difference.upper], [null, null])
  assert.ok(mediation.assumptions.length >= 5)
  assert.ok(study.biomarkers![0]!.methods.some((text) => /seed 7; association, not cause/.test(text)))
})

function close(actual: number | null | undefined, expected: number) {
  assert.ok(Math.abs(actual! / expected - 1) < 1e-6, `${actual} is not ${expected}`)
}
