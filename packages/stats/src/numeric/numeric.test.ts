import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { normalDensity } from '../special/normal.ts'
import { integrate } from './integrate.ts'
import { minimize } from './minimize.ts'
import { nelderMead } from './nelder-mead.ts'
import { root } from './root.ts'

const close = (actual: number, expected: number, tolerance: number) =>
  assert.ok(Math.abs(actual - expected) <= tolerance, `${actual}, not ${expected}`)

test('the root of x³ = c is the cube root, to 2 ulp', () => {
  fc.assert(
    fc.property(fc.double({ min: 1e-6, max: 1e6, noNaN: true }), (c) => {
      const { x, converged } = root((t) => t * t * t - c, { lower: 0, upper: 101 })
      assert.ok(converged)
      close(x, Math.cbrt(c), 4e-16 * Math.cbrt(c) + 1e-300)
    }),
  )
})

test('a root is found where the function is flat, steep, or zero at a bound', () => {
  close(root((x) => Math.tanh(1e6 * (x - 0.3)), { lower: -5, upper: 7 }).x, 0.3, 1e-15)
  close(root((x) => (x - 2) ** 9, { lower: 0, upper: 3, tolerance: 1e-12 }).x, 2, 1e-2)
  assert.equal(root((x) => x, { lower: 0, upper: 1 }).x, 0)
  assert.equal(root((x) => x - 1, { lower: 0, upper: 1 }).x, 1)
})

test('without a change of sign, or with NaN, there is no root and it says so', () => {
  for (const f of [
    (x: number) => x * x + 1,
    () => NaN,
    (x: number) => (x === 0 || x === 1 ? x - 0.5 : NaN),
  ]) {
    const answer = root(f, { lower: 0, upper: 1 })
    assert.equal(answer.converged, false)
    assert.ok(Number.isNaN(answer.x))
    assert.ok(answer.reason)
  }
  assert.throws(() => root((x) => x, { lower: 1, upper: 0 }), RangeError)
  assert.throws(() => root((x) => x, { lower: 0, upper: Infinity }), RangeError)
})

test('integrals of powers and exponentials have their closed form', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 0, max: 30 }),
      fc.double({ min: 0.01, max: 50, noNaN: true }),
      (k, rate) => {
        close(integrate((x) => x ** k, 0, 1).value, 1 / (k + 1), 1e-14)
        close(integrate((x) => Math.exp(-rate * x), 0, Infinity).value * rate, 1, 1e-11)
      },
    ),
  )
})

test('the normal density has mass 1 over the line and ½ on either side', () => {
  close(integrate((x) => normalDensity(x), -Infinity, Infinity).value, 1, 1e-12)
  close(integrate((x) => normalDensity(x), -Infinity, 0).value, 0.5, 1e-12)
  close(integrate((x) => normalDensity(x - 47), 0, 100).value, 1, 1e-12)
})

const folded = (x: number) => Math.abs(Math.sin(7 * x))

test('an integral adds over parts, and a singular one converges or says that it did not', () => {
  close(
    integrate(folded, 0, 3).value,
    integrate(folded, 0, 1.1).value + integrate(folded, 1.1, 3).value,
    1e-11,
  )
  close(integrate((x) => 1 / Math.sqrt(x), 0, 1, { relative: 1e-8 }).value, 2, 1e-7)
  const infinite = integrate((x) => 1 / x, 0, 1)
  assert.equal(infinite.converged, false)
  assert.ok(Number.isNaN(infinite.value))
  assert.equal(integrate((x) => x, 2, 2).value, 0)
  assert.throws(() => integrate((x) => x, 1, 0), RangeError)
})

const rosenbrock = (x: Float64Array) => 100 * (x[1] - x[0] ** 2) ** 2 + (1 - x[0]) ** 2

test("the minimum of Rosenbrock's valley is (1, 1), with and without the gradient", () => {
  const smooth = minimize(
    (x) => ({
      value: rosenbrock(x),
      gradient: Float64Array.of(-400 * x[0] * (x[1] - x[0] ** 2) - 2 * (1 - x[0]), 200 * (x[1] - x[0] ** 2)),
    }),
    Float64Array.of(-1.2, 1),
  )
  assert.ok(smooth.converged)
  smooth.x.forEach((x) => close(x, 1, 1e-8))
  const simplex = nelderMead(rosenbrock, Float64Array.of(-1.2, 1))
  assert.ok(simplex.converged)
  simplex.x.forEach((x) => close(x, 1, 1e-4))
})

test('a quadratic of any scale and centre is minimized at its centre', () => {
  const numbers = fc.array(fc.double({ min: -5, max: 5, noNaN: true }), { minLength: 1, maxLength: 5 })
  fc.assert(
    fc.property(numbers, fc.double({ min: -3, max: 3, noNaN: true }), (centre, exponent) => {
      const scale = centre.map((_, i) => 10 ** (exponent * (i % 2)))
      const value = (x: Float64Array) => x.reduce((sum, xi, i) => sum + scale[i] * (xi - centre[i]) ** 2, 0)
      const start = new Float64Array(centre.length)
      const found = minimize(
        (x) => ({ value: value(x), gradient: x.map((xi, i) => 2 * scale[i] * (xi - centre[i])) }),
        start,
      )
      assert.ok(found.converged)
      found.x.forEach((x, i) => close(x, centre[i], 1e-6 / Math.min(1, scale[i])))
    }),
  )
})

const slope = (x: Float64Array) => ({ value: x[0], gradient: Float64Array.of(1) })
const nowhere = () => NaN

test('a function without a minimum, or not finite at the start, does not converge and gives no point', () => {
  for (const answer of [
    minimize(slope, Float64Array.of(0)),
    nelderMead((x) => x[0], Float64Array.of(0), { maxEvaluations: 500 }),
    nelderMead(nowhere, Float64Array.of(0)),
  ]) {
    assert.equal(answer.converged, false)
    assert.ok(Number.isNaN(answer.x[0]))
    assert.ok(answer.reason)
  }
  assert.throws(() => minimize(slope, new Float64Array(0)), RangeError)
  assert.throws(() => nelderMead(nowhere, Float64Array.of(NaN)), RangeError)
})
