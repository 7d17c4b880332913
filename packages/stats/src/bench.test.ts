import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { test } from 'node:test'
import { jobs } from '../bench/jobs.ts'
import { answerOfR, hasR } from '../bench/r.ts'

test('every benchmark gives the same finite numbers twice, and its R file times the calls of its goals', () => {
  for (const { name, data, prepare, script, goals } of jobs) {
    const run = prepare(data(200))
    const values = Array.from(run())
    assert.ok(values.length > 0 && values.every(Number.isFinite), name)
    assert.deepEqual(Array.from(run()), values, name)
    const r = readFileSync(new URL(`../bench/${script}`, import.meta.url), 'utf8')
    for (const { call } of goals)
      assert.ok(r.includes(`measure("${call}"`), `${script} does not time ${call}`)
  }
})

test('on small data every benchmark has the numbers of R', (t) => {
  if (!hasR() && !process.env.CI) return t.skip('Rscript with survival, cmprsk and jsonlite absent')
  for (const { name, data, prepare, script, tolerance } of jobs.filter((job) => job.grows)) {
    const columns = data(400)
    const ours = prepare(columns)()
    const theirs = answerOfR(script, columns, 'untimed').values
    assert.equal(ours.length, theirs.length, name)
    theirs.forEach((value, k) =>
      assert.ok(
        Math.abs(ours[k] - value) <= tolerance * Math.abs(value) + 1e-12,
        `${name}: ${ours[k]}, R ${value}`,
      ),
    )
  }
})
