import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { SubjectId } from '../ids.ts'
import { timeToEventAnalysisSchema } from '../protocol/analysis.ts'
import { armSchema } from '../protocol/protocol.ts'
import { close, reference, subjectsOf } from './arm-effects.test-data.ts'
import { compareArms } from './compare-arms.ts'
import type { SubjectTime } from './subject-time.ts'

for (const r of reference.effects) {
  const name = `${r.csv} by ${r.group}, strata [${r.strata}], adjusted for [${r.adjust}]`
  const subjects = subjectsOf(r)

  test(`restricted means, their difference and ratio, and the differences at single times equal R: ${name}`, () => {
    const { endpoint } = compared(subjects, r, {
      restrictedMeanMonths: [r.tau],
      ratesAtMonths: r.milestones.map(({ at }: { at: number }) => at),
    })
    const [mean] = endpoint.restrictedMeans
    const [control, other] = ['reference', 'other'].map((which) =>
      mean!.arms.find(({ arm }) => (arm === r.reference) === (which === 'reference')),
    )
    for (const [i, arm] of [control, other].entries()) {
      close(arm!.estimate, r.means[i][0], 1e-12)
      close(arm!.standardError, r.means[i][1], 1e-12)
    }
    const { difference, ratio } = mean!.contrasts[0]!
    for (const key of ['estimate', 'standardError', 'lower', 'upper', 'p'] as const) {
      close(difference[key], r.difference[key], 1e-10)
      close(ratio[key], r.ratio[key], 1e-10)
    }
    for (const [i, wanted] of r.milestones.entries())
      for (const key of ['estimate', 'standardError', 'lower', 'upper', 'p'] as const)
        close(endpoint.milestones[i]![key], wanted[key], 1e-9)
  })

  for (const transform of ['km', 'rank', 'identity', 'log'])
    test(`the test of proportional hazards equals cox.zph, ${transform}: ${name}`, () => {
      const { proportionality } = compared(subjects, r, { proportionality: { transform } }).endpoint
      const [chiSquare, df, p] = r.proportionality[transform]
      close(proportionality!.tests[0]!.chiSquare, chiSquare)
      assert.equal(proportionality!.tests[0]!.degreesOfFreedom, df)
      close(proportionality!.tests[0]!.p, p)
    })
}

test('a restricted mean past the follow-up of an arm is refused, with its contrasts, and named', () => {
  const { endpoint, findings } = compared(some('A 100 A 800 A 900+ B 50 B 60+ B 70+'), plain, {
    restrictedMeanMonths: [12],
  })
  const [mean] = endpoint.restrictedMeans
  assert.deepEqual(
    mean!.arms.map(({ estimate }) => estimate === null),
    [false, true],
  )
  assert.equal(mean!.contrasts[0]!.difference.estimate, null)
  const said = findings.find(({ code }) => code === 'analysis.restricted-mean.beyond-follow-up')
  assert.match(said!.message, /B: no restricted mean to 12 months: follow-up ends at 2\.3 months/)
})

test('a curve that has fallen to 0 needs no further follow-up for a restricted mean', () => {
  const { endpoint, findings } = compared(some('A 30 A 60 B 50 B 400+'), plain, {
    restrictedMeanMonths: [12],
  })
  assert.equal(endpoint.restrictedMeans[0]!.arms[0]!.estimate, 45)
  assert.ok(!findings.some(({ code }) => code === 'analysis.restricted-mean.beyond-follow-up'))
})

test('a median beyond the median follow-up is a warning, one within it is not', () => {
  assert.match(warned('A 100 A 5+ A 6+ A 7+ A 110 B 3 B 9+')[0]!.message, /A: the median \(3\.4 months\)/)
  assert.deepEqual(warned('A 10 A 20 A 30+ A 40+ B 3 B 9+'), [])
})

test('hazards that cross are doubted in words, and those that do not are not called proportional', () => {
  const crossing = Array.from({ length: 30 }, (_, i) => `A ${i + 1} B ${i < 3 ? 200 + i : 31 + i}`).join(' ')
  const late = Array.from({ length: 30 }, (_, i) => `A ${i < 15 ? 1 + i : 300 + i} B ${100 + i}`).join(' ')
  const doubtful = compared(some(late), plain)
  assert.match(doubtful.endpoint.proportionality!.says, /^Hazards do not look proportional/)
  assert.ok(doubtful.findings.some(({ code }) => code === 'analysis.proportionality.doubtful'))
  const plainly = compared(some(`${crossing} A 5+ B 7`), plain, { proportionality: { alpha: 1e-9 } })
  assert.match(plainly.endpoint.proportionality!.says, /^No evidence against/)
})

test('where the model has no finite estimate, or ties are exact, there is no test, and it is said', () => {
  for (const analysis of [{ model: { ties: 'exact' } }, {}]) {
    const text = 'model' in analysis ? 'A 3 B 5 A 7 B 9' : 'A 3 B 5+ A 7 B 9+'
    const { endpoint, findings } = compared(some(text), plain, analysis)
    assert.equal(endpoint.proportionality, null)
    assert.ok(findings.some(({ code }) => code === 'analysis.proportionality.none'))
  }
})

test('a weighted test is done only if asked; with ρ = γ = 0 it is the log-rank test', () => {
  const subjects = subjectsOf(reference.effects[2])
  assert.equal(compared(subjects, reference.effects[2]).endpoint.weightedTest, null)
  const one = compared(subjects, reference.effects[2], { weightedTest: { weights: [{ rho: 0, gamma: 0 }] } })
  close(one.endpoint.weightedTest!.p, one.endpoint.logRank.p!, 1e-6)
  const several = compared(subjects, reference.effects[2], {
    weightedTest: {
      weights: [
        { rho: 0, gamma: 0 },
        { rho: 0, gamma: 1 },
      ],
    },
  }).endpoint.weightedTest!
  assert.equal(several.weights.length, 2)
  assert.ok(several.p! >= Math.min(...several.weights.map(({ z }) => 2 * (1 - phi(Math.abs(z!))))) - 1e-9)
})

const warned = (text: string) =>
  compared(some(text), plain).findings.filter(({ code }) => code === 'analysis.median.beyond-follow-up')

const plain = { reference: 'A', strata: [], adjust: [] }

function compared(
  subjects: readonly SubjectTime[],
  r: { reference: string; strata: string[]; adjust: string[] },
  analysis: object = {},
) {
  return compareArms(subjects, {
    analysis: timeToEventAnalysisSchema.parse({
      id: 'os',
      endpoint: 'os',
      test: { strata: r.strata },
      ...analysis,
      model: {
        strata: r.strata,
        adjustFor: r.adjust,
        ...('model' in analysis && (analysis.model as object)),
      },
    }),
    title: 'Overall survival',
    arms: [...new Set(subjects.map(({ arm }) => arm))]
      .toSorted()
      .map((id) => armSchema.parse({ id, title: id, role: id === r.reference ? 'control' : 'experimental' })),
    unit: 'days',
    howTimes: [],
    policy: 'as given',
  })
}

/** `A 3 B 5+`: arm and time, + for censored. */
function some(text: string): SubjectTime[] {
  return [...text.matchAll(/(\w) (\d+)(\+?)/g)].map(([, arm, time, plus], i) => ({
    id: `S${i}` as SubjectId,
    arm: arm!,
    time: Number(time),
    event: plus === '',
    strata: {},
    covariates: {},
  }))
}

/** Abramowitz and Stegun 26.2.17, to 1e-7: enough for a bound. */
function phi(x: number): number {
  const t = 1 / (1 + 0.2316419 * x)
  const poly =
    t * (0.31938153 + t * (-0.356563782 + t * (1.781477937 + t * (-1.821255978 + t * 1.330274429))))
  return 1 - (Math.exp((-x * x) / 2) / Math.sqrt(2 * Math.PI)) * poly
}
