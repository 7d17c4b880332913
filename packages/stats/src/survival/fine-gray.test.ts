import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import {
  codes,
  close,
  column,
  columns,
  fixtures,
  isListedDifference,
  mismatch,
  number,
  numbers,
  testEveryField,
} from '../reference.test-data.ts'
import type { Fixture } from '../reference.test-data.ts'
import { causeSpecificCox } from './cause-specific-cox.ts'
import { cox } from './cox.ts'
import { fineGray } from './fine-gray.ts'
import { fineGrayIncidence } from './fine-gray-incidence.ts'
import { fineGrayRows } from './fine-gray-rows.ts'

/** Equal, or listed as different and truly different. */
function equalOrListed(fixture: Fixture, value: string, difference: string) {
  if (isListedDifference(fixture, value)) assert.notEqual(difference, '', `${value} is listed but equal`)
  else assert.equal(difference, '', value)
}

const reference = fixtures(undefined, 'fine_gray_crr')
test('there are crr results of R to compare with', () => assert.ok(reference.length >= 11))

for (const fixture of reference)
  test(`Fine–Gray equals cmprsk::crr: ${fixture.dataset} ${fixture.id}`, () => {
    const { csv, spec, result } = fixture
    const used = [spec.time, spec.status, spec.group, spec.cengroup, ...spec.x]
    const read = (name: string) => column(csv, name, used)
    const fit = fineGray(read(spec.time), Int32Array.from(read(spec.status)), spec.x.map(read), {
      of: spec.failcode,
      definition: 'crr',
      censoringGroup: spec.cengroup && codes(columns(csv, used)[spec.cengroup]),
      gradientTolerance: spec.gtol ?? 1e-6,
      maxIterations: 10,
    })
    assert.equal(mismatch(fit.coefficients, numbers(result.coef), 1e-8), '')
    assert.equal(mismatch(fit.inverseInformation, numbers(result.inv_inf.flat()), 1e-8, 1e-3), '')
    assert.ok(close(fit.logLikelihood, number(result.loglik), 1e-12))
    assert.ok(close(fit.nullLogLikelihood, number(result.loglik_null), 1e-12))
    assert.equal(fit.converged, result.converged)
    assert.equal(mismatch(fit.baseline.time.subarray(0, 20), numbers(result.uftime_first20), 1e-12), '')
    assert.equal(mismatch(fit.baseline.hazard.subarray(0, 20), numbers(result.bfitj_first20), 1e-8), '')
    equalOrListed(fixture, 'variance', mismatch(fit.variance, numbers(result.var.flat()), 1e-8, 1e-3))
    if (isListedDifference(fixture, 'variance')) return
    assert.equal(mismatch(fit.standardErrors, numbers(result.se), 1e-8), '')
  })

const weighted = fixtures(undefined, 'fine_gray_weighted_cox')
test('there are finegray + coxph results of R to compare with', () => assert.ok(weighted.length >= 12))

for (const fixture of weighted) {
  const { csv, spec, result } = fixture
  const used = [spec.time, spec.status, spec.group, spec.start, spec.strata, spec.weights, ...spec.x]
  const read = (name: string) => column(csv, name, used)
  const time = () => read(spec.time)
  const cause = () => Int32Array.from(read(spec.status))
  const asked = () => ({
    of: spec.etype,
    entry: spec.start && read(spec.start),
    censoringGroup: spec.strata && codes(columns(csv, used)[spec.strata]),
    weights: spec.weights && read(spec.weights),
  })
  const ties = spec.ties ?? 'breslow'

  test(`Fine–Gray in one pass equals finegray + coxph: ${fixture.dataset} ${fixture.id}`, () => {
    const fit = fineGray(time(), cause(), spec.x.map(read), { ...asked(), definition: 'weighted-cox', ties })
    equalOrListed(fixture, 'coefficients', mismatch(fit.coefficients, numbers(result.coef), 1e-8))
    if (isListedDifference(fixture, 'coefficients')) return
    assert.equal(mismatch([fit.nullLogLikelihood, fit.logLikelihood], numbers(result.loglik), 1e-11), '')
    if (result.se_cluster) assert.equal(mismatch(fit.standardErrors, numbers(result.se_cluster), 1e-8), '')
  })

  test(`a Cox fit of the weighted rows equals R's: ${fixture.dataset} ${fixture.id}`, () => {
    const rows = fineGrayRows(time(), cause(), asked())
    const X = spec.x.map((name: string) => {
      const x = read(name)
      return Float64Array.from(rows.row, (i) => x[i])
    })
    const fit = cox(rows.stop, rows.event, X, {
      entry: rows.start,
      weights: rows.weight,
      ties,
      cluster: result.se_cluster && rows.row,
      epsilon: result.se_cluster ? 1e-13 : 1e-9,
    })
    equalOrListed(fixture, 'rows', rows.row.length === result.n_rows ? '' : 'another number of rows')
    if (isListedDifference(fixture, 'rows')) return
    assert.equal(mismatch(fit.coefficients, numbers(result.coef), 1e-8), '')
    assert.equal(mismatch(fit.standardErrors, numbers(result.se_cluster ?? result.se_model), 1e-8), '')
    assert.equal(mismatch([fit.logLikelihood], numbers(result.loglik).slice(-1), 1e-11), '')
    assert.equal(fit.events, result.nevent)
    if (!result.se_naive) return
    const naive = fit.coefficients.map((_, j) => Math.sqrt(fit.variance[j * (X.length + 1)]))
    assert.equal(mismatch(naive, numbers(result.se_naive), 1e-8), '')
  })
}

for (const { id, csv, spec, result } of fixtures(undefined, 'finegray_rows'))
  test(`the weighted rows are those of finegray, one by one: ${id}`, () => {
    const rows = fineGrayRows(column(csv, spec.time), Int32Array.from(column(csv, spec.status)), {
      of: spec.etype,
      entry: spec.start && column(csv, spec.start),
    })
    assert.equal(
      mismatch(
        rows.row,
        numbers(result.row).map((i) => i - 1),
        0,
      ),
      '',
    )
    assert.equal(mismatch(rows.start, numbers(result.start), 1e-12), '')
    assert.equal(mismatch(rows.stop, numbers(result.stop), 1e-12), '')
    assert.equal(mismatch(rows.event, numbers(result.status), 0), '')
    assert.equal(mismatch(rows.weight, numbers(result.weight), 1e-12), '')
  })

const predicted = fixtures(undefined, 'fine_gray_incidence')
test('there are predicted incidences of R to compare with', () => assert.ok(predicted.length >= 1))
for (const { id, csv, spec, result } of predicted)
  test(`the predicted incidence equals predict.crr: ${id}`, () => {
    const fit = fineGray(
      column(csv, spec.time),
      Int32Array.from(column(csv, spec.status)),
      spec.x.map((name: string) => column(csv, name)),
      {
        of: spec.failcode,
        definition: 'crr',
      },
    )
    const { time, incidence } = fineGrayIncidence(fit, Float64Array.from(spec.at))
    assert.equal(mismatch(time, numbers(result.time), 1e-12), '')
    assert.equal(mismatch(incidence, numbers(result.incidence), 1e-8), '')
    assert.throws(() => fineGrayIncidence(fit, Float64Array.of(1)), /2 covariates, got 1/)
  })

const specific = fixtures(undefined, 'cause_specific_cox')
test('there are cause-specific Cox results of R to compare with', () => assert.ok(specific.length >= 7))
for (const { dataset, id, csv, spec, result } of specific)
  test(`cause-specific Cox equals R: ${dataset} ${id}`, () => {
    const used = [spec.time, spec.status, spec.group, ...spec.x]
    const read = (name: string) => column(csv, name, used)
    const fit = causeSpecificCox(read(spec.time), Int32Array.from(read(spec.status)), spec.x.map(read), {
      of: spec.cause,
    })
    assert.equal(mismatch(fit.coefficients, numbers(result.coef), 1e-8), '')
    assert.equal(mismatch(fit.standardErrors, numbers(result.se), 1e-8), '')
    assert.equal(mismatch([fit.nullLogLikelihood, fit.logLikelihood], numbers(result.loglik), 1e-10), '')
  })

type Row = { time: number; cause: number; x: number; y: number; group: number }
const rowsWithCauses = fc.array(
  fc.record({
    time: fc.integer({ min: 1, max: 12 }),
    cause: fc.integer({ min: 0, max: 2 }),
    x: fc.integer({ min: -3, max: 3 }),
    y: fc.integer({ min: 0, max: 1 }),
    group: fc.integer({ min: 0, max: 1 }),
  }),
  { minLength: 25, maxLength: 60 },
)
const fitted = (rows: readonly Row[], options: Partial<Parameters<typeof fineGray>[3]> = {}) =>
  fineGray(
    Float64Array.from(rows, (r) => r.time),
    Int32Array.from(rows, (r) => r.cause),
    [Float64Array.from(rows, (r) => r.x), Float64Array.from(rows, (r) => r.y)],
    { of: 1, definition: 'crr', ...options },
  )
const same = (a: ArrayLike<number>, b: ArrayLike<number>, tolerance = 1e-7) =>
  assert.equal(mismatch(a, b, tolerance, 1), '')

test('Fine–Gray does not see the order of rows', () =>
  fc.assert(
    fc.property(rowsWithCauses, (rows) => {
      const [there, back] = [fitted(rows), fitted(rows.toReversed())]
      same(there.coefficients, back.coefficients)
      if (there.converged) same(there.variance, back.variance)
    }),
    { numRuns: 60 },
  ))

test('Fine–Gray with weight 2 is Fine–Gray with every such row twice', () =>
  fc.assert(
    fc.property(rowsWithCauses, (rows) => {
      const weights = Float64Array.from(rows, (_, i) => 1 + (i % 2))
      const twice = rows.flatMap((row, i) => (i % 2 ? [row, row] : [row]))
      for (const definition of ['crr', 'weighted-cox'] as const)
        same(
          fitted(rows, { weights, definition, ties: 'breslow' }).coefficients,
          fitted(twice, { definition, ties: 'breslow' }).coefficients,
        )
    }),
    { numRuns: 60 },
  ))

test('a covariate in other units has its coefficient in other units', () =>
  fc.assert(
    fc.property(rowsWithCauses, (rows) => {
      const fit = fitted(rows)
      fc.pre(fit.converged)
      const other = fitted(rows.map((row) => ({ ...row, x: 1e9 + 1e6 * row.x, time: 3 * row.time })))
      same(
        other.coefficients.map((b, j) => (j === 0 ? 1e6 * b : b)),
        fit.coefficients,
      )
      same(
        other.standardErrors.map((b, j) => (j === 0 ? 1e6 * b : b)),
        fit.standardErrors,
      )
    }),
    { numRuns: 60 },
  ))

test('without competing causes Fine–Gray is Cox, Breslow or Efron, robust variance and all', () =>
  fc.assert(
    fc.property(rowsWithCauses, fc.constantFrom('breslow', 'efron'), (rows, ties) => {
      const single = rows.map((row) => ({ ...row, cause: row.cause === 2 ? 0 : row.cause }))
      const fit = fitted(single, { definition: 'weighted-cox', ties })
      fc.pre(fit.converged)
      const expected = cox(
        Float64Array.from(single, (r) => r.time),
        Uint8Array.from(single, (r) => r.cause),
        [Float64Array.from(single, (r) => r.x), Float64Array.from(single, (r) => r.y)],
        { ties, robust: true, epsilon: 1e-13 },
      )
      fc.pre(expected.converged)
      same(fit.coefficients, expected.coefficients)
      same(fit.standardErrors, expected.standardErrors)
      if (ties === 'breslow') same(fitted(single).variance, fit.variance)
    }),
    { numRuns: 60 },
  ))

test('without censoring a competing row stays at risk for ever, so Fine–Gray is Cox with its time moved to the end', () =>
  fc.assert(
    fc.property(rowsWithCauses, (rows) => {
      const uncensored = rows.map((row) => ({ ...row, cause: row.cause === 1 ? 1 : 2 }))
      const fit = fitted(uncensored)
      fc.pre(fit.converged)
      const expected = cox(
        Float64Array.from(uncensored, (r) => (r.cause === 1 ? r.time : 99)),
        Uint8Array.from(uncensored, (r) => (r.cause === 1 ? 1 : 0)),
        [Float64Array.from(uncensored, (r) => r.x), Float64Array.from(uncensored, (r) => r.y)],
        { ties: 'breslow', epsilon: 1e-13 },
      )
      fc.pre(expected.converged)
      same(fit.coefficients, expected.coefficients)
      same(fit.inverseInformation, expected.variance)
    }),
    { numRuns: 60 },
  ))

test('the variance is the jackknife of the coefficients, G estimated anew, in one censoring group and in two', () => {
  const csv = 'csv/competing.csv'
  // Ties broken, for with ties the derivative of a Breslow fit and its score residuals part by O(1/n).
  const time = column(csv, 'time').map((t, i) => t + ((i * 7919) % 240) / 241)
  const cause = Int32Array.from(column(csv, 'cr2'))
  const X = [column(csv, 'x1'), column(csv, 'x2')]
  for (const censoringGroup of [undefined, Int32Array.from(column(csv, 'cg'), (g) => g - 1)]) {
    const ask = (weights?: Float64Array) =>
      fineGray(time, cause, X, { of: 2, definition: 'crr', censoringGroup, weights })
    const jackknife = new Float64Array(4)
    for (let i = 0; i < time.length; i++) {
      const slope = [1e-5, -1e-5].map(
        (h) => ask(Float64Array.from(time, (_, k) => (k === i ? 1 + h : 1))).coefficients,
      )
      const d = slope[0].map((b, j) => (b - slope[1][j]) / 2e-5)
      for (let jk = 0; jk < 4; jk++) jackknife[jk] += d[jk >> 1] * d[jk & 1]
    }
    // cmprsk, which sums q over all groups, is 0.23 % off in the second case
    assert.equal(mismatch([ask().variance[0], ask().variance[3]], [jackknife[0], jackknife[3]], 3e-4), '')
  }
})

const fourRows = (x4: number) =>
  fineGray(Float64Array.of(1, 2, 3, 4), Int32Array.of(2, 0, 1, 0), [Float64Array.of(1, 0, 0, x4)], {
    of: 1,
    definition: 'crr',
  })

test('four rows by hand: one event, one competing before it that counts two thirds by then', () => {
  // time 1 competing (x = 1), time 2 censored (x = 0), time 3 event (x = 0) and censored at 4 (x = 1).
  // G(3−) = 1 − 1/3, G(1−) = 1: S⁽⁰⁾(3) = 1 + θ + (2/3) θ with θ = exp β. ℓ = −log(1 + (5/3) θ) falls for ever: β → −∞.
  const monotone = fourRows(1)
  assert.ok(close(monotone.nullLogLikelihood, -Math.log(1 + 1 + 2 / 3), 1e-14))
  assert.deepEqual(monotone.flags, ['infinite'])
  assert.equal(monotone.coefficients[0], -Infinity)
  assert.equal(monotone.converged, false)
  // With x = −1 in the last row S⁽⁰⁾ = 1 + 1/θ + (2/3) θ, least where θ² = 3/2.
  const settled = fourRows(-1)
  assert.ok(close(settled.coefficients[0], Math.log(3 / 2) / 2, 1e-9))
  assert.equal(settled.converged, true)
})

test('nasty data have a typed answer', () => {
  const one = Float64Array.of(1)
  const lonely = fineGray(one, Int32Array.of(1), [one], { of: 1, definition: 'crr' })
  assert.deepEqual(lonely.flags, ['collinear'])
  assert.ok(Number.isNaN(lonely.coefficients[0]))

  const time = Float64Array.of(0, 1, 1, 2, 3, 3)
  const x = Float64Array.of(1, 0, 1, 0, 1, 0)
  const absent = fineGray(time, Int32Array.of(0, 2, 0, 2, 0, 2), [x], { of: 1, definition: 'crr' })
  assert.equal(absent.converged, false)
  assert.equal(absent.reason, 'no row ends by cause 1')
  assert.ok(Number.isNaN(absent.coefficients[0]))

  // Nobody of the second group ever has the cause: its coefficient is −∞ and the other one is as without that group.
  const many = Float64Array.from({ length: 40 }, (_, i) => i + 1)
  const group = many.map((_, i) => (i % 4 === 0 ? 1 : 0))
  const other = many.map((t) => Math.sin(t))
  const never = fineGray(
    many,
    Int32Array.from(many, (_, i) => (group[i] ? 0 : 1 + (i % 2))),
    [group, other],
    {
      of: 1,
      definition: 'crr',
    },
  )
  assert.deepEqual(never.flags, ['infinite', 'estimated'])
  assert.equal(never.coefficients[0], -Infinity)
  assert.equal(never.converged, false)

  const huge = x.map((v) => 1e8 + v)
  const twice = fineGray(time, Int32Array.of(1, 2, 1, 1, 0, 1), [huge, x], { of: 1, definition: 'crr' })
  assert.deepEqual(twice.flags, ['estimated', 'collinear'])
  assert.equal(twice.converged, true)
})

test('a wrong call throws with what is permitted and what came', () => {
  const time = Float64Array.of(1, 2)
  const cause = Int32Array.of(1, 0)
  const X = [Float64Array.of(0, 1)]
  const crr = { of: 1, definition: 'crr' } as const
  assert.throws(() => fineGray(time, cause, [Float64Array.of(NaN, 1)], crr), /must be finite, row 0 is NaN/)
  assert.throws(() => fineGray(Float64Array.of(NaN, 1), cause, X, crr), RangeError)
  assert.throws(() => fineGray(time, Int32Array.of(-1, 0), X, crr), /row 0 is -1/)
  assert.throws(() => fineGray(time, Int32Array.of(1), X, crr), /as many causes as times/)
  assert.throws(() => fineGray(time, cause, X, { ...crr, of: 0 }), /cause of interest/)
  assert.throws(() => fineGray(time, cause, X, { ...crr, entry: Float64Array.of(0, 0) }), /late entry/)
  assert.throws(() => fineGray(time, cause, X, { of: 1, definition: 'weighted-cox' }), /ties must be/)
})
testEveryField('fine_gray_crr')
testEveryField('fine_gray_weighted_cox')
testEveryField('finegray_rows')
testEveryField('fine_gray_incidence')
testEveryField('cause_specific_cox')
