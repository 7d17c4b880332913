import assert from 'node:assert/strict'
import { readdirSync, readFileSync } from 'node:fs'
import { test } from 'node:test'
import { cox } from './survival/cox.ts'
import { schoenfeldResiduals } from './survival/cox-schoenfeld.ts'
import { cumulativeIncidenceByGroup } from './survival/cumulative-incidence-by-group.ts'
import { kaplanMeier } from './survival/kaplan-meier.ts'
import { logRank } from './survival/log-rank.ts'
import { survivalQuantile } from './survival/survival-quantile.ts'

const folder = new URL('../hard-cases/', import.meta.url)
type Data = Readonly<Record<string, Float64Array>>

const cases: Record<string, (data: Data) => void> = {
  'chain-of-near-ties': ({ time, event, x }) => {
    const curve = kaplanMeier(time, Uint8Array.from(event))
    assert.deepEqual([...curve.time], [5, 9, 12])
    assert.deepEqual([...curve.events], [4, 1, 1])
    near(curve.survival, [1 / 2, 1 / 3, 0])
    near(quantiles(time, event), [5, 7, 12])
    near([logRank(time, Uint8Array.from(event), Int32Array.from(x)).chiSquare], [1.79581151832461])
    const fit = cox(time, Uint8Array.from(event), [x], { ties: 'efron' })
    near(fit.coefficients, [-1.073170447614046], 1e-8)
  },
  'near-ties-out-of-order': ({ time, event, x, group }) => {
    const { row, residuals } = schoenfeldResiduals(cox(time, Uint8Array.from(event), [x], { ties: 'efron' }))
    assert.deepEqual([...row], [0, 1, 2, 3, 4])
    near(
      residuals[0],
      [-1.684224513290779, -0.684224513290779, 1.315775486709221, 0.676474788922252, 0.376198750950083],
      1e-7,
    )
    const curves = cumulativeIncidenceByGroup(time, Int32Array.from(event), { group: Int32Array.from(group) })
    assert.deepEqual(
      curves.map((curve) => [...curve.time]),
      [
        [4, 9],
        [4, 7, 9],
      ],
    )
  },
  'flat-at-one-half': ({ time, event }) => near(quantiles(time, event), [6, 9.5, 13]),
  'empty-interval': ({ entry, time, event }) => {
    assert.throws(() => kaplanMeier(time, Uint8Array.from(event), { entry }), RangeError)
    assert.throws(() => cox(time, Uint8Array.from(event), [time], { entry, ties: 'efron' }), RangeError)
  },
  'risk-set-empties': ({ entry, time, event }) => {
    const curve = kaplanMeier(time, Uint8Array.from(event), { entry })
    assert.deepEqual([...curve.atRisk], [1, 4, 3, 2, 1])
    assert.deepEqual([...curve.survival], [0, 0, 0, 0, 0])
  },
  'monotone-likelihood': ({ time, event, x, z }) => {
    const fit = cox(time, Uint8Array.from(event), [x, z], { ties: 'efron' })
    assert.deepEqual(fit.flags, ['infinite', 'estimated'])
    assert.equal(fit.converged, false)
    assert.equal(fit.coefficients[0], Infinity)
    assert.ok(fit.reason)
  },
  'extreme-outlier': ({ time, event, x }) => {
    const status = Uint8Array.from(event)
    const fit = cox(time, status, [x], { ties: 'efron' })
    assert.equal(fit.converged, false)
    assert.ok(Number.isNaN(fit.coefficients[0]))
  },
  'large-and-nearly-constant': ({ time, event, x }) => {
    const status = Uint8Array.from(event)
    const moved = x.map((value) => value - 1e8) // exact: both are multiples of 2⁻²⁶
    const fit = cox(time, status, [x], { ties: 'efron' })
    assert.ok(fit.converged)
    near(fit.coefficients, [-0.292959158044791], 1e-8)
    near(fit.coefficients, [...cox(time, status, [moved], { ties: 'efron' }).coefficients], 1e-12)
  },
  collinear: ({ time, event, x, y, z }) => {
    const status = Uint8Array.from(event)
    const fit = cox(time, status, [x, y, z], { ties: 'efron' })
    assert.deepEqual(fit.flags, ['estimated', 'estimated', 'collinear'])
    near(fit.coefficients.subarray(0, 2), [-0.2605639667453781, 0.0913712815513141], 1e-8)
    assert.ok(Number.isNaN(fit.coefficients[2]))
    near(
      fit.coefficients.subarray(0, 2),
      [...cox(time, status, [x, y], { ties: 'efron' }).coefficients],
      1e-10,
    )
  },
  'clock-seconds': ({ time, event }) => {
    const curve = kaplanMeier(time, Uint8Array.from(event))
    assert.deepEqual([...curve.time], [1600000000, 1600000100, 1600000200])
    near(curve.survival, [1 / 2, 1 / 4, 0])
    assert.equal(curve.merged, 3)
    near(quantiles(time, event), [1600000000, 1600000050, 1600000150])
  },
  'everything-tied': ({ time, event, x }) => {
    const status = Uint8Array.from(event)
    near(kaplanMeier(time, status).survival, [1 / 5])
    near(quantiles(time, event), [4, 4, 4])
    near([logRank(time, status, Int32Array.from(x)).chiSquare], [2 / 3])
    near(cox(time, status, [x], { ties: 'efron' }).coefficients, [-0.675970177283543], 1e-8)
  },
  'nothing-happens': ({ time, event, x }) => {
    const status = Uint8Array.from(event)
    assert.deepEqual([...kaplanMeier(time, status).survival], [1, 1, 1, 1])
    assert.deepEqual(quantiles(time, event), [NaN, NaN, NaN])
    const { chiSquare, degreesOfFreedom, p } = logRank(time, status, Int32Array.from(x))
    assert.deepEqual([chiSquare, degreesOfFreedom, p], [0, 0, NaN])
    const fit = cox(time, status, [x], { ties: 'efron' })
    assert.equal(fit.converged, false)
    assert.ok(Number.isNaN(fit.coefficients[0]))
  },
  'dies-at-zero': ({ time, event, x }) => {
    const status = Uint8Array.from(event)
    const curve = kaplanMeier(time, status)
    assert.deepEqual([...curve.time], [0, 2, 3])
    near(curve.survival, [3 / 5, 3 / 10, 3 / 10])
    near([logRank(time, status, Int32Array.from(x)).chiSquare], [0.80327868852459])
    near(cox(time, status, [x], { ties: 'efron' }).coefficients, [-1.00700015757472], 1e-8)
  },
}

for (const [name, check] of Object.entries(cases)) test(`hard case ${name}`, () => check(read(name)))

test('every hard case has data, a test and a story', () => {
  const files = readdirSync(folder).filter((file) => file.endsWith('.csv'))
  assert.deepEqual(files.map((file) => file.replace('.csv', '')).toSorted(), Object.keys(cases).toSorted())
  const stories = readFileSync(new URL('README.md', folder), 'utf8')
  for (const file of files) assert.ok(stories.includes(`| \`${file}\` |`), `${file} has no story`)
})

function read(name: string): Data {
  const text = readFileSync(new URL(`${name}.csv`, folder), 'utf8')
  const [names, ...rows] = text
    .trim()
    .split('\n')
    .map((line) => line.split(','))
  return Object.fromEntries(
    names.map((column, j) => [column, Float64Array.from(rows, (row) => Number(row[j]))]),
  )
}

function quantiles(time: Float64Array, event: Float64Array): number[] {
  const curve = kaplanMeier(time, Uint8Array.from(event))
  return [...survivalQuantile(curve, Float64Array.of(0.25, 0.5, 0.75), { kind: 'log', level: 0.95 }).estimate]
}

function near(actual: ArrayLike<number>, expected: readonly number[], tolerance = 1e-12): void {
  assert.equal(actual.length, expected.length)
  for (let i = 0; i < expected.length; i++)
    assert.ok(
      Math.abs(actual[i] - expected[i]) <= tolerance * Math.max(1e-300, Math.abs(expected[i])),
      `${actual[i]}, not ${expected[i]}`,
    )
}
