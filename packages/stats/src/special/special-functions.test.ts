import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { test } from 'node:test'
import fc from 'fast-check'
import { betaCdf, betaDensity, betaQuantile, logBeta } from './beta.ts'
import { chiSquareCdf, chiSquareDensity, chiSquareQuantile } from './chi-square.ts'
import { digamma, gammaCdf, gammaDensity, gammaQuantile, logGamma, trigamma } from './gamma.ts'
import { normalCdf, normalDensity, normalQuantile } from './normal.ts'
import { studentCdf, studentDensity, studentQuantile } from './student.ts'
import type { Tail } from './tail.ts'

type Call = (at: number, parameters: readonly number[], tail: Tail) => number
type Family = { readonly density: Call; readonly cdf: Call; readonly quantile: Call }

const families: Record<string, Family> = {
  normal: {
    density: (x, _, tail) => normalDensity(x, tail),
    cdf: (x, _, tail) => normalCdf(x, tail),
    quantile: (p, _, tail) => normalQuantile(p, tail),
  },
  gamma: {
    density: (x, [a], tail) => gammaDensity(x, a, tail),
    cdf: (x, [a], tail) => gammaCdf(x, a, tail),
    quantile: (p, [a], tail) => gammaQuantile(p, a, tail),
  },
  'chi-square': {
    density: (x, [df], tail) => chiSquareDensity(x, df, tail),
    cdf: (x, [df], tail) => chiSquareCdf(x, df, tail),
    quantile: (p, [df], tail) => chiSquareQuantile(p, df, tail),
  },
  beta: {
    density: (x, [a, b], tail) => betaDensity(x, a, b, tail),
    cdf: (x, [a, b], tail) => betaCdf(x, a, b, tail),
    quantile: (p, [a, b], tail) => betaQuantile(p, a, b, tail),
  },
  student: {
    density: (x, [df], tail) => studentDensity(x, df, tail),
    cdf: (x, [df], tail) => studentCdf(x, df, tail),
    quantile: (p, [df], tail) => studentQuantile(p, df, tail),
  },
}

const EPS = 2 ** -52
const read = (name: string) =>
  JSON.parse(readFileSync(new URL(`../../reference/${name}.json`, import.meta.url), 'utf8'))

/** |a − e| in units of |e|; equal values, infinities among them, are 0 apart. */
const apart = (a: number, e: number) => (a === e ? 0 : Math.abs(a - e) / Math.abs(e))

type ExactRow = {
  parameters: number[]
  x: number
  density: number | null
  logDensity: number
  lower: number | null
  upper: number | null
  logLower: number | null
  logUpper: number | null
  quantiles: { p: number; upper: boolean; log: boolean; x: number }[]
}

const exact = read('special-functions-exact')

for (const [name, family] of Object.entries(families)) {
  if (!(name in exact)) continue
  const rows: ExactRow[] = exact[name]
  const where = (row: ExactRow) => `${name}(${row.parameters}) at ${row.x}`

  // a probability e^L carries the rounding of its exponent L, so its error is counted in units of 1 + |L|
  test(`${name}: densities and both tails are exact to the rounding of their exponent`, () => {
    assert.ok(rows.length >= 40)
    for (const row of rows) {
      const { parameters, x } = row
      const check = (actual: number, expected: number | null, label: string, terms = 0) => {
        if (expected === null) return
        const units = 1 + Math.abs(Math.log(Math.abs(expected))) + terms
        assert.ok(
          apart(actual, expected) <= 10 * EPS * units,
          `${where(row)}: ${label} ${actual}, not ${expected}`,
        )
      }
      // the density has powers of x that may cancel
      check(family.density(x, parameters, {}), row.density, 'density', Math.abs(Math.log(Math.abs(x))))
      check(family.cdf(x, parameters, {}), row.lower, 'lower')
      check(family.cdf(x, parameters, { upper: true }), row.upper, 'upper')
      check(family.cdf(x, parameters, { log: true }), row.logLower, 'log lower')
      check(family.cdf(x, parameters, { upper: true, log: true }), row.logUpper, 'log upper')
    }
  })

  test(`${name}: on the log scale a far tail keeps 14 digits, a density 14 digits of its terms`, () => {
    for (const row of rows) {
      const { parameters, x } = row
      for (const upper of [false, true]) {
        const expected = upper ? row.logUpper : row.logLower
        if (expected === null || expected > -1) continue
        const actual = family.cdf(x, parameters, { upper, log: true })
        assert.ok(apart(actual, expected) <= 1e-14, `${where(row)}: log tail ${actual}, not ${expected}`)
      }
      const actual = family.density(x, parameters, { log: true })
      const terms = 1 + Math.abs(row.logDensity) + Math.abs(Math.log(Math.abs(x)))
      assert.ok(
        Math.abs(actual - row.logDensity) <= 1e-14 * terms,
        `${where(row)}: log density ${actual}, not ${row.logDensity}`,
      )
    }
  })

  test(`${name}: quantiles are exact to what a rounding of p moves them`, () => {
    let count = 0
    for (const row of rows)
      for (const { p, upper, log, x } of row.quantiles) {
        const actual = family.quantile(p, row.parameters, { upper, log })
        // d log x = dp / (x f(x)), the step that one rounding of p (or of log p) makes
        const logTail = log ? p : Math.log(p)
        const perLog = Math.exp(logTail - family.density(x, row.parameters, { log: true })) / Math.abs(x)
        const condition = 1 + perLog * (1 + Math.abs(logTail))
        const far = 1 + Math.abs(Math.log(Math.abs(x)))
        assert.ok(
          apart(actual, x) <= EPS * (20 * condition + 2 * far),
          `${where(row)}: quantile of ${p} upper=${upper} log=${log} is ${actual}, not ${x}`,
        )
        count++
      }
    assert.ok(count > 60)
  })
}

for (const [name, fn] of Object.entries({ logGamma, digamma, trigamma }))
  test(`${name} is exact to 1e-14, next to its zeros to 1e-15 of its terms`, () => {
    for (const { x, value } of exact[name]) {
      const terms = name === 'digamma' && x > 1 && x < 3 ? 1 : 0
      assert.ok(
        Math.abs(fn(x) - value) <= 2e-15 * Math.abs(value) + 1e-15 * terms,
        `${name}(${x}) is ${fn(x)}, not ${value}`,
      )
    }
  })

type RRow = {
  family: string
  parameters: string | string[]
  kind: keyof Family
  at: string
  upper: boolean
  log: boolean
  value: string
}
const fromR = (value: string) => (value === 'Inf' ? Infinity : value === '-Inf' ? -Infinity : Number(value))

test('every value of R is met to 1e-12, or R is the one that its own distribution function contradicts', () => {
  const rows: RRow[] = read('special-functions').rows
  assert.ok(rows.length > 2500)
  for (const row of rows) {
    const family = families[row.family]
    const parameters = [row.parameters].flat().map(Number)
    const at = fromR(row.at)
    const expected = fromR(row.value)
    const tail = { upper: row.upper, log: row.log }
    const actual = family[row.kind](at, parameters, tail)
    // 1e-14: R gives a log density near 0 as log1p of small terms, we as a sum of terms of size 1
    if (apart(actual, expected) <= 1e-12 || Math.abs(actual - expected) <= 1e-14) continue
    const label = `${row.family}(${parameters}) ${row.kind} at ${row.at} ${JSON.stringify(tail)}: ${actual}, R ${expected}`
    if (row.kind !== 'quantile') {
      assert.ok(Math.abs(actual - expected) <= 1e-12, label)
      continue
    }
    const miss = (x: number) => {
      const log = family.cdf(x, parameters, { upper: row.upper, log: true })
      return Math.abs(log - (row.log ? at : Math.log(at)))
    }
    const underflows = actual < 1e-290 && expected < 1e-290
    assert.ok(underflows || miss(actual) * 100 < miss(expected), label)
  }
})

const shape = fc.double({ min: -4, max: 6, noNaN: true }).map((e) => 10 ** e)
const inside = fc.double({ min: 1e-12, max: 1 - 1e-12, noNaN: true })

test('the two tails sum to 1', () => {
  fc.assert(
    fc.property(shape, shape, inside, (a, b, p) => {
      const gamma = gammaQuantile(p, a)
      assert.ok(Math.abs(gammaCdf(gamma, a) + gammaCdf(gamma, a, { upper: true }) - 1) <= 4 * EPS)
      const beta = betaQuantile(p, a, b)
      assert.ok(Math.abs(betaCdf(beta, a, b) + betaCdf(beta, a, b, { upper: true }) - 1) <= 4 * EPS)
      const student = studentQuantile(p, a)
      assert.ok(Math.abs(studentCdf(student, a) + studentCdf(student, a, { upper: true }) - 1) <= 4 * EPS)
    }),
  )
})

test('the distribution function of a quantile is p', () => {
  // the quantile is a double, and moving it by one rounding moves p by x f(x)
  fc.assert(
    fc.property(shape, shape, inside, (a, b, p) => {
      const gamma = gammaQuantile(p, a)
      if (gamma > 1e-280) {
        const rounding = gammaDensity(gamma, a) * gamma
        assert.ok(Math.abs(gammaCdf(gamma, a) - p) <= EPS * (4 + 30 * p + 4 * rounding), `gamma ${a} ${p}`)
      }
      const beta = betaQuantile(p, a, b)
      if (beta > 1e-280 && beta < 1) {
        const rounding = betaDensity(beta, a, b) * beta
        assert.ok(
          Math.abs(betaCdf(beta, a, b) - p) <= EPS * (4 + 30 * p + 4 * rounding),
          `beta ${a} ${b} ${p}`,
        )
      }
      const x = normalQuantile(p)
      assert.ok(Math.abs(normalCdf(x) - p) <= EPS * (2 + 2 * Math.abs(x) * normalDensity(x)), `normal ${p}`)
    }),
  )
})

test('symmetries: normal and t about 0, beta under exchange of its shapes', () => {
  fc.assert(
    fc.property(shape, shape, fc.double({ min: -30, max: 30, noNaN: true }), (a, b, x) => {
      assert.equal(normalCdf(-x, { log: true }), normalCdf(x, { upper: true, log: true }))
      assert.equal(studentCdf(-x, a, { log: true }), studentCdf(x, a, { upper: true, log: true }))
      // dyadic, so that 1 − x is exact
      const z = Math.round(Math.abs(x) * 1e6 + 1) / 2 ** 26
      const one = betaCdf(z, a, b, { log: true })
      const other = betaCdf(1 - z, b, a, { upper: true, log: true })
      assert.ok(Math.abs(one - other) <= 1e-15 * Math.abs(one))
      assert.ok(Math.abs(logBeta(a, b) - logBeta(b, a)) === 0)
    }),
  )
})

test('chi-square is gamma at half the degrees of freedom, and the square of a normal', () => {
  fc.assert(
    fc.property(shape, fc.double({ min: 1e-6, max: 37, noNaN: true }), (df, x) => {
      assert.equal(chiSquareCdf(x, df), gammaCdf(x, df / 2, { scale: 2 }))
      assert.equal(chiSquareCdf(x, df, { upper: true }), gammaCdf(x, df / 2, { rate: 0.5, upper: true }))
      const two = 2 * normalCdf(x, { upper: true })
      assert.ok(apart(chiSquareCdf(x * x, 1, { upper: true }), two) <= 10 * EPS * (1 + x * x))
    }),
  )
})

test('t with one degree of freedom is Cauchy, beta(1, b) is 1 − (1−x)ᵇ, gamma(1) is exponential', () => {
  fc.assert(
    fc.property(inside, shape, (p, b) => {
      const near = 20 * EPS * (1 - Math.log(p)) // the rounding of the exponent
      assert.ok(apart(studentCdf(-1 / p, 1), Math.atan(p) / Math.PI) <= near)
      assert.ok(
        apart(betaCdf(p, 1, b), -Math.expm1(b * Math.log1p(-p))) <= 20 * EPS * (1 + Math.abs(Math.log(p))),
      )
      assert.ok(apart(gammaCdf(p, 1), -Math.expm1(-p)) <= near)
    }),
  )
})

test('ends: impossible values have tail 0, certain values tail 1, and p of 0 and 1 give the ends', () => {
  assert.equal(gammaCdf(-1, 2), 0)
  assert.equal(gammaCdf(Infinity, 2), 1)
  assert.equal(betaCdf(1.5, 2, 3), 1)
  assert.equal(betaCdf(0, 2, 3, { upper: true }), 1)
  assert.equal(normalCdf(-Infinity), 0)
  assert.equal(studentCdf(Infinity, 3), 1)
  assert.deepEqual([normalQuantile(0), normalQuantile(1)], [-Infinity, Infinity])
  assert.deepEqual([gammaQuantile(0, 2), gammaQuantile(1, 2)], [0, Infinity])
  assert.deepEqual([betaQuantile(0, 2, 3), betaQuantile(1, 2, 3)], [0, 1])
  assert.deepEqual([studentQuantile(0, 2), studentQuantile(1, 2)], [-Infinity, Infinity])
  assert.equal(normalQuantile(0.5), 0)
  assert.equal(chiSquareCdf(0, 0, { upper: true }), 1) // a test without degrees of freedom
})

test('a wrong call says what is permitted and what came', () => {
  const wrong: (() => number)[] = [
    () => normalCdf(NaN),
    () => normalQuantile(1.5),
    () => normalQuantile(-1),
    () => normalQuantile(0.5, { log: true }),
    () => normalQuantile(NaN),
    () => gammaCdf(1, -1),
    () => gammaCdf(NaN, 1),
    () => gammaCdf(1, 1, { rate: 1, scale: 1 }),
    () => gammaCdf(1, 1, { rate: -1 }),
    () => gammaDensity(1, 0),
    () => chiSquareCdf(1, -1),
    () => chiSquareCdf(1, NaN),
    () => chiSquareDensity(1, 0),
    () => betaCdf(0.5, 0, 1),
    () => betaQuantile(-0.1, 1, 1),
    () => studentCdf(1, 0),
    () => studentQuantile(2, 5),
    () => logGamma(-1),
    () => digamma(0),
    () => trigamma(NaN),
    () => logBeta(1, 0),
  ]
  for (const call of wrong) assert.throws(call, /^RangeError: \w+: .+ got |^RangeError: \w+: .+, not both/)
})
