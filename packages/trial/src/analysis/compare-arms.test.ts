import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { test } from 'node:test'
import type { SubjectId } from '../ids.ts'
import { timeToEventAnalysisSchema } from '../protocol/analysis.ts'
import { armSchema } from '../protocol/protocol.ts'
import { compareArms } from './compare-arms.ts'
import type { SubjectTime } from './subject-time.ts'

const folder = new URL('../../../stats/reference/', import.meta.url)
const { comparisons } = JSON.parse(readFileSync(new URL('two-groups.json', folder), 'utf8'))

for (const r of comparisons) {
  const name = `${r.csv} by ${r.group} against ${r.reference}, strata [${r.strata}], adjusted for [${r.adjust}]`
  test(`every number equals R to 1e-9: ${name}`, () => {
    const { endpoint } = compared(subjectsOf(r), {
      arms: r.groups.map(({ group }: { group: string }) => group),
      control: r.reference,
      analysis: { test: { strata: r.strata }, model: { strata: r.strata, adjustFor: r.adjust } },
    })
    for (const [i, group] of r.groups.entries()) {
      const arm = endpoint.arms[i]!
      assert.deepEqual([arm.arm, arm.subjects, arm.events], [group.group, group.n, group.events])
      equal(three(arm.median), group.median)
      equal(three(arm.followUp), group.followUp)
      for (const [j, rate] of group.rates.entries()) equal(three(arm.rates[j]!), rate)
      equal([arm.steps.time.at(-1)!, arm.steps.survival.at(-1)!], group.last)
    }
    equal([endpoint.logRank.chiSquare, endpoint.logRank.p], [r.logRank.chiSquare, r.logRank.p])
    const { estimate, lower, upper, p } = r.hazardRatio
    equal([...three(endpoint.hazardRatio), endpoint.hazardRatio.p], [estimate, lower, upper, p])
    assert.equal(endpoint.hazardRatio.reference, r.reference)
  })
}

test('one arm: a curve, no test and no hazard ratio, and findings say so', () => {
  const { endpoint, findings } = compared(subjects('A 3 A 5+ A 7'), { arms: ['A'], control: 'A' })
  assert.equal(endpoint.arms[0]!.events, 2)
  assert.equal(endpoint.logRank.p, null)
  assert.equal(endpoint.hazardRatio.estimate, null)
  assert.deepEqual(endpoint.hazardRatios, [])
  assert.ok(codes(findings).includes('analysis.log-rank.none'))
  assert.ok(codes(findings).includes('analysis.hazard-ratio.none'))
})

test('no events at all: every estimate that does not exist is null, with a finding', () => {
  const { endpoint, findings } = compared(subjects('A 3+ B 5+ A 7+ B 9+'))
  assert.deepEqual(three(endpoint.arms[0]!.median), [null, null, null])
  assert.equal(endpoint.logRank.chiSquare, null)
  assert.equal(endpoint.hazardRatio.estimate, null)
  for (const code of ['analysis.median.not-reached', 'analysis.log-rank.none', 'analysis.hazard-ratio.none'])
    assert.ok(codes(findings).includes(code), code)
})

test('no event in one arm: the hazard ratio is not estimable, and the log-rank test is still there', () => {
  const data = 'A 3 B 5+ A 7 B 9+ A 8 B 11+'
  for (const interval of ['wald', 'profile']) {
    const { endpoint, findings } = compared(subjects(data), { analysis: { model: { interval } } })
    assert.equal(endpoint.hazardRatio.estimate, null)
    assert.equal(endpoint.hazardRatio.lower, null)
    assert.equal(endpoint.hazardRatio.upper === null, interval === 'wald', 'only a profile has an upper end')
    assert.ok(endpoint.logRank.p! < 0.2)
    const said = findings.find(({ code }) => code === 'analysis.hazard-ratio.none')
    assert.match(said!.message, /B against A: the arm has no event, the likelihood is monotone/)
  }
})

test('one subject: nothing is compared, nothing is thrown', () => {
  const { endpoint } = compared(subjects('A 3'))
  assert.equal(endpoint.arms[0]!.median.estimate, 3)
  assert.equal(endpoint.arms[1]!.subjects, 0)
  assert.equal(endpoint.hazardRatio.estimate, null)
})

test('no subject: empty arms, said', () => {
  const { endpoint, findings } = compared([])
  assert.deepEqual(
    endpoint.arms.map((arm) => arm.subjects),
    [0, 0],
  )
  assert.deepEqual(
    endpoint.arms.map((arm) => three(arm.median)),
    [
      [null, null, null],
      [null, null, null],
    ],
  )
  assert.equal(codes(findings).filter((code) => code === 'analysis.arm.empty').length, 2)
})

test('three arms: each against the control, and no single hazard ratio', () => {
  const { endpoint } = compared(subjects('A 3 B 5 C 4 A 7 B 9+ C 2 A 8+ B 6 C 11'), { arms: ['A', 'B', 'C'] })
  assert.equal(endpoint.hazardRatio.estimate, null)
  assert.deepEqual(
    endpoint.hazardRatios.map(({ arm, reference }) => [arm, reference]),
    [
      ['B', 'A'],
      ['C', 'A'],
    ],
  )
  assert.ok(endpoint.hazardRatios.every(({ estimate }) => estimate! > 0))
  assert.equal(endpoint.logRank.degreesOfFreedom, 2)
})

test('a subject without a stratum is left out of the test and the model, and named', () => {
  const some = subjects('A 3 B 5 A 7 B 9 A 4 B 2').map((subject, i) => ({
    ...subject,
    strata: { site: i === 0 ? '' : i < 3 ? 'x' : 'y' },
  }))
  const { endpoint, findings } = compared(some, {
    analysis: { test: { strata: ['site'] }, model: { strata: ['site'] } },
  })
  assert.equal(endpoint.arms[0]!.subjects, 3)
  assert.ok(endpoint.logRank.p !== null)
  const missing = findings.filter(({ code }) => code === 'analysis.value.missing')
  assert.deepEqual(
    missing.map(({ severity, count }) => [severity, count]),
    [
      ['warning', 1],
      ['warning', 1],
    ],
  )
  assert.match(missing[0]!.message, /site: S0/)
})

test('a stratum that no one has gives no result rather than an unstratified one', () => {
  const { endpoint, findings } = compared(subjects('A 3 B 5 A 7 B 9'), {
    analysis: { test: { strata: ['site'] } },
  })
  assert.equal(endpoint.logRank.p, null)
  assert.ok(endpoint.hazardRatio.estimate !== null)
  assert.ok(findings.some(({ code, severity }) => code === 'analysis.value.missing' && severity === 'error'))
})

test('a covariate that the arms explain is not silently dropped', () => {
  const some = subjects('A 3 B 5 A 6 B 7').map((subject) => ({
    ...subject,
    covariates: { dose: subject.arm === 'A' ? 0 : 1 },
  }))
  const { findings } = compared(some, { analysis: { model: { adjustFor: ['dose'] } } })
  const said = findings.find(({ code }) => code === 'analysis.cox.collinear')
  assert.match(said!.message, /not adjusted for all of dose/)
})

test('a covariate in words is a column a level, the first in order being the reference', () => {
  const words = subjects('A 3 B 5 A 6 B 7 A 2+ B 9 A 8 B 4').map((subject, i) => ({ subject, word: i % 3 }))
  const adjusted = (of: (word: number) => Record<string, number | string>, adjustFor: string[]) =>
    compared(
      words.map(({ subject, word }) => ({ ...subject, covariates: of(word) })),
      { analysis: { model: { adjustFor } } },
    ).endpoint.hazardRatio.estimate
  const byWord = adjusted((word) => ({ cell: 'abc'[word]! }), ['cell'])
  const byColumns = adjusted((word) => ({ b: word === 1 ? 1 : 0, c: word === 2 ? 1 : 0 }), ['b', 'c'])
  assert.ok(byWord !== null)
  assert.equal(byWord, byColumns)
})

test('log-rank and Wald on different sides of alpha are said', () => {
  const { endpoint, findings } = compared(subjects('A 3 B 5 A 7 B 9 A 4 B 12 A 1 B 8+ A 2 B 10'))
  const [logRank, wald] = [endpoint.logRank.p!, endpoint.hazardRatio.p!]
  const alpha = (logRank + wald) / 2
  const again = compared(subjects('A 3 B 5 A 7 B 9 A 4 B 12 A 1 B 8+ A 2 B 10'), {
    analysis: { test: { alpha } },
  })
  assert.ok(codes(again.findings).includes('analysis.tests.disagree'))
  assert.ok(!codes(findings).includes('analysis.tests.disagree') || logRank < 0.05 !== wald < 0.05)
})

test('the number at risk falls by whole months that divide a year, and starts with everyone', () => {
  const { endpoint } = compared(subjects('A 365 B 400 A 30 B 31'))
  const rows = endpoint.arms[0]!.atRisk
  assert.deepEqual(
    rows.map(({ at }) => at),
    [0, 2, 4, 6, 8, 10, 12],
  )
  assert.deepEqual(rows.map((row) => [row.subjects, row.events]).slice(0, 2), [
    [2, 0],
    [1, 1],
  ])
})

test('the methods name every choice', () => {
  const { endpoint } = compared(subjects('A 3 B 5'), {
    analysis: { curve: { interval: 'plain', level: 0.9 }, model: { ties: 'breslow', interval: 'profile' } },
  })
  const text = endpoint.methods.join('\n')
  for (const words of [
    '90 % confidence interval on the plain scale',
    'Log-rank test, two-sided, alpha 0.05, unstratified',
    'Breslow ties, 95 % profile-likelihood interval, Wald p, unstratified, not adjusted, reference A',
  ])
    assert.ok(text.includes(words), words)
})

/** `A 3 B 5+`: arm and time, + for censored. */
function subjects(text: string): SubjectTime[] {
  return [...text.matchAll(/(\w) (\d+)(\+?)/g)].map(([, arm, time, plus], i) => ({
    id: `S${i}` as SubjectId,
    arm: arm!,
    time: Number(time),
    event: plus === '',
    strata: {},
    covariates: {},
  }))
}

function compared(
  some: readonly SubjectTime[],
  { arms = ['A', 'B'], control = 'A', analysis = {} as object } = {},
) {
  return compareArms(some, {
    analysis: timeToEventAnalysisSchema.parse({ id: 'os', endpoint: 'os', ...analysis }),
    title: 'Overall survival',
    arms: arms.map((id) =>
      armSchema.parse({ id, title: id, role: id === control ? 'control' : 'experimental' }),
    ),
    unit: 'days',
    howTimes: [],
    policy: 'as given',
  })
}

type Comparison = { csv: string; group: string; strata: string[]; adjust: string[] }
function subjectsOf({ csv, group, strata, adjust }: Comparison): SubjectTime[] {
  const [head, ...rows] = readFileSync(new URL(csv, folder), 'utf8').trimEnd().split('\n')
  const names = head!.split(',')
  return (
    rows
      .map((row, i) => {
        const cells = row.split(',')
        const cell = (name: string) => cells[names.indexOf(name)]!
        return {
          id: `S${i}` as SubjectId,
          arm: cell(group),
          time: Number(cell('time')),
          event: cell('event') === '1',
          strata: Object.fromEntries(strata.map((name) => [name, cell(name)])),
          covariates: Object.fromEntries(adjust.map((name) => [name, Number(cell(name))])),
        }
      })
      // R fits the curves to the complete rows too.
      .filter((subject) => Object.values(subject.strata).every((value) => value !== ''))
  )
}

const three = ({
  estimate,
  lower,
  upper,
}: {
  estimate: number | null
  lower: number | null
  upper: number | null
}) => [estimate, lower, upper]
const codes = (findings: readonly { readonly code: string }[]) => findings.map(({ code }) => code)

/** The JSON has 15 digits, and a root of Newton's is as good as its last step: 1e-9 relative. */
function equal(got: readonly (number | null)[], wanted: readonly (number | null)[]) {
  for (const [i, w] of wanted.entries()) {
    const g = got[i]!
    if (w === null || g === null) assert.equal(g, w)
    else assert.ok(Math.abs(g - w) <= 1e-9 * Math.abs(w) + 1e-15, `${g} for ${w}`)
  }
}
