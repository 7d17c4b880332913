import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { test } from 'node:test'
import fc from 'fast-check'
import { fixedEffect } from './fixed-effect.ts'
import { randomEffects } from './random-effects.ts'

type Row = Record<'estimate' | 'standardError' | 'lower' | 'upper' | 'statistic' | 'p', number>
type Set = {
  name: string
  y: number[]
  v: number[]
  fixed: Row & { q: number; qp: number }
  random: Row & {
    tauSquared: number
    tauSquaredStandardError: number
    iSquared: number
    prediction: [number, number]
    weights: number[]
  }
}
const { sets }: { sets: Set[] } = JSON.parse(
  readFileSync(new URL('../../reference/pooling.json', import.meta.url), 'utf8'),
)

const near = (actual: number, expected: number, tolerance: number, label: string) =>
  assert.ok(
    Math.abs(actual - expected) <= tolerance * Math.max(1e-3, Math.abs(expected)),
    `${label}: ${actual}, not ${expected}`,
  )
const columns = ['estimate', 'standardError', 'lower', 'upper', 'statistic', 'p'] as const
const values = ({ y, v }: Set) => [Float64Array.from(y), Float64Array.from(v)] as const

test('two estimates by hand: −1 and 0 with variances 1 and 3', () => {
  const { estimate, standardError, heterogeneity, weights } = fixedEffect(
    Float64Array.of(-1, 0),
    Float64Array.of(1, 3),
    0.95,
  )
  near(estimate, -3 / 4, 1e-15, 'mean')
  near(standardError, Math.sqrt(3 / 4), 1e-15, 'se')
  near(heterogeneity.q, 1 / 4, 1e-15, 'Q')
  assert.deepEqual([...weights], [3 / 4, 1 / 4])
})

for (const set of sets) {
  test(`${set.name}: the fixed effect equals metafor’s`, () => {
    const ours = fixedEffect(...values(set), 0.95)
    for (const name of columns) near(ours[name], set.fixed[name], 1e-12, name)
    near(ours.heterogeneity.q, set.fixed.q, 1e-12, 'Q')
    near(ours.heterogeneity.p, set.fixed.qp, 1e-11, 'p of Q')
  })
  test(`${set.name}: random effects equal metafor’s, τ², I², prediction and weights among them`, () => {
    const ours = randomEffects(...values(set), 0.95)
    for (const name of columns) near(ours[name], set.random[name], 1e-8, name)
    for (const name of ['tauSquared', 'tauSquaredStandardError', 'iSquared'] as const)
      near(ours[name], set.random[name], 1e-7, name)
    near(ours.prediction.lower, set.random.prediction[0], 1e-8, 'prediction')
    near(ours.prediction.upper, set.random.prediction[1], 1e-8, 'prediction')
    ours.weights.forEach((weight, i) => near(weight, set.random.weights[i], 1e-8, `weight ${i}`))
  })
}

const estimates = fc
  .array(
    fc.tuple(fc.double({ min: -3, max: 3, noNaN: true }), fc.double({ min: 0.01, max: 2, noNaN: true })),
    {
      minLength: 2,
      maxLength: 12,
    },
  )
  .filter((rows) => new Set(rows.map(([y]) => y)).size > 1)
const pair = (rows: readonly (readonly [number, number])[]) =>
  [Float64Array.from(rows, ([y]) => y), Float64Array.from(rows, ([, v]) => v)] as const

test('order does not matter; a shift of all estimates shifts the mean and nothing else; a change of sign turns it', () => {
  fc.assert(
    fc.property(estimates, (rows) => {
      const ours = randomEffects(...pair(rows), 0.95)
      const turned = randomEffects(...pair(rows.toReversed()), 0.95)
      near(turned.estimate, ours.estimate, 1e-6, 'order')
      const moved = randomEffects(...pair(rows.map(([y, v]) => [y + 7, v])), 0.95)
      near(moved.estimate, ours.estimate + 7, 1e-6, 'shift')
      near(moved.tauSquared, ours.tauSquared, 1e-5, 'shift of τ²')
      const mirrored = randomEffects(...pair(rows.map(([y, v]) => [-y, v])), 0.95)
      near(mirrored.estimate, -ours.estimate, 1e-6, 'sign')
    }),
  )
})

test('estimates that agree have no τ², and the mean is that of the fixed effect', () => {
  const [y, v] = [Float64Array.of(-0.5, -0.51, -0.49), Float64Array.of(0.1, 0.2, 0.3)]
  const random = randomEffects(y, v, 0.95)
  assert.equal(random.tauSquared, 0)
  assert.equal(random.iSquared, 0)
  near(random.estimate, fixedEffect(y, v, 0.95).estimate, 1e-15, 'mean')
})

test('wrong calls say what is permitted and what came', () => {
  const one = Float64Array.of(1)
  assert.throws(() => randomEffects(one, one, 0.95), /randomEffects: at least 2 estimates, got 1/)
  assert.throws(
    () => fixedEffect(one, Float64Array.of(0), 0.95),
    /every variance must be a finite number > 0/,
  )
  assert.throws(() => fixedEffect(Float64Array.of(NaN), one, 0.95), /every estimate must be a finite number/)
  assert.throws(() => fixedEffect(one, Float64Array.of(1, 2), 0.95), /1 estimates but 2 variances/)
  assert.throws(() => fixedEffect(one, one, 1), RangeError)
})
