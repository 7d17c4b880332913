import assert from 'node:assert/strict'
import test from 'node:test'
import { kaplanMeier } from './kaplan-meier.ts'
import { milestoneDifference } from './milestone.ts'

const curve = (time: number[], event: number[]) =>
  kaplanMeier(Float64Array.from(time), Uint8Array.from(event))
const half = curve([1, 2, 3, 4], [1, 1, 0, 0])
const quarter = curve([1, 2, 3, 4], [1, 1, 1, 0])
const near = (a: number, b: number) => assert.ok(Math.abs(a - b) < 1e-14, `${a} is not ${b}`)

test('milestone by hand: S = 1/2 and 1/4 of four, each', () => {
  const { estimate, standardError, z } = milestoneDifference(half, quarter, {
    at: 3,
    scale: 'plain',
    level: 0.95,
  })
  near(estimate, -1 / 4)
  // Without censoring Greenwood is binomial: S(1 − S)/4
  near(standardError ** 2, (1 / 4 + 3 / 16) / 4)
  near(z, -0.25 / Math.sqrt((1 / 4 + 3 / 16) / 4))
  const log = milestoneDifference(half, quarter, { at: 3, scale: 'log-log', level: 0.95 })
  const [g, h] = [Math.log(Math.LN2), Math.log(2 * Math.LN2)]
  near(log.z, (g - h) / Math.sqrt(1 / 4 / Math.LN2 ** 2 + 3 / 4 / (2 * Math.LN2) ** 2))
  assert.equal(log.estimate, estimate)
})

test('the order of the groups changes signs only', () => {
  for (const scale of ['plain', 'log-log'] as const) {
    const [to, fro] = [
      milestoneDifference(half, quarter, { at: 3, scale, level: 0.9 }),
      milestoneDifference(quarter, half, { at: 3, scale, level: 0.9 }),
    ]
    near(to.z, -fro.z)
    near(to.p, fro.p)
    near(to.lower, -fro.upper)
  }
})

test('unknown past follow-up; no p where nothing varies', () => {
  const options = { scale: 'plain', level: 0.95 } as const
  assert.ok(Number.isNaN(milestoneDifference(half, quarter, { at: 9, ...options }).estimate))
  const early = milestoneDifference(half, quarter, { at: 0.5, ...options })
  assert.deepEqual([early.estimate, early.standardError, early.p], [0, 0, NaN])
  const gone = milestoneDifference(half, curve([1, 2], [1, 1]), { at: 3, ...options })
  assert.equal(gone.estimate, -0.5)
  assert.ok(
    gone.p > 0 &&
      Number.isNaN(milestoneDifference(half, curve([1], [1]), { at: 3, scale: 'log-log', level: 0.9 }).p),
  )
  assert.throws(
    () => milestoneDifference(half, half, { at: 3, scale: 'plain', level: 95 }),
    /level must be between 0 and 1/,
  )
})
