import assert from 'node:assert/strict'
import { test } from 'node:test'
import { Worker } from 'node:worker_threads'
import { coxResampler } from '../survival/cox-resample.ts'
import { cox } from '../survival/cox.ts'
import { bootstrap } from './bootstrap.ts'
import { replicatesOverThreads } from './threads.ts'

const n = 40
const time = Float64Array.from({ length: n }, (_, i) => 1 + ((i * 17) % 41))
const event = Uint8Array.from(time, (t) => (t % 4 === 0 ? 0 : 1))
const x = Float64Array.from(time, (_, i) => (i % 3) - 1)
const options = { seed: 7, resamples: 101 }

async function overThreads(count: number, job: unknown): Promise<Float64Array> {
  const threads = Array.from(
    { length: count },
    () => new Worker(new URL('./threads-worker.test-data.ts', import.meta.url)),
  )
  try {
    return await replicatesOverThreads(threads, job, options)
  } finally {
    await Promise.all(threads.map((thread) => thread.terminate()))
  }
}

test('any number of threads gives the replicates, and the interval, of one', async () => {
  const refit = coxResampler(cox(time, event, [x], { ties: 'efron' }))
  const statistic = (rows: Uint32Array) => refit(rows).coefficients
  const interval = { ...options, kind: 'bca', level: 0.95 } as const
  const alone = bootstrap(n, statistic, interval)
  for (const count of [1, 2, 3]) {
    const replicates = await overThreads(count, { time, event, x })
    assert.deepEqual(bootstrap(n, statistic, { ...interval, replicates }), alone, `${count} threads`)
  }
})

test('what fails in a thread is said by the caller, with its words', async () => {
  await assert.rejects(
    overThreads(2, { time, event, x: x.subarray(1) }),
    /must have 40 rows, as time, got 39/,
  )
})

test('a wrong call is refused with what is permitted and what came', async () => {
  await assert.rejects(replicatesOverThreads([], {}, options), /at least one thread is needed, got none/)
  assert.throws(
    () =>
      bootstrap(n, () => 1, { ...options, kind: 'percentile', level: 0.9, replicates: new Float64Array(3) }),
    /101 × 1 replicates, got 3/,
  )
})
