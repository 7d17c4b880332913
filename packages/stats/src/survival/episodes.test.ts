import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import {
  codes,
  close,
  column,
  columns,
  fixtures,
  mismatch,
  number,
  numbers,
  testEveryField,
} from '../reference.test-data.ts'
import { cox } from './cox.ts'
import { splitEpisodes } from './episodes.ts'
import { eventRate } from './event-rate.ts'
import { landmark } from './landmark.ts'
import { personTime } from './person-time.ts'
import { timeDependent } from './time-dependent.ts'

const flags = (values: Float64Array) => Uint8Array.from(values)

const split = fixtures(undefined, 'surv_split')
test('there are survSplit results of R to compare with', () => assert.ok(split.length >= 2))
for (const { id, csv, spec, result } of split)
  test(`episodes are those of survSplit: ${id}`, () => {
    const made = splitEpisodes(
      column(csv, spec.time),
      flags(column(csv, spec.event)),
      Float64Array.from(spec.cuts),
      {
        entry: spec.start && column(csv, spec.start),
      },
    )
    assert.equal(
      mismatch(
        made.row,
        numbers(result.row).map((i) => i - 1),
        0,
      ),
      '',
    )
    assert.equal(mismatch(made.start, numbers(result.start), 0), '')
    assert.equal(mismatch(made.stop, numbers(result.stop), 0), '')
    assert.equal(mismatch(made.event, numbers(result.event), 0), '')
    assert.equal(
      mismatch(
        made.episode,
        numbers(result.episode).map((k) => k - 1),
        0,
      ),
      '',
    )
  })

const merged = fixtures(undefined, 'tmerge')
test('there are tmerge results of R to compare with', () => assert.ok(merged.length >= 1))
for (const { id, csv, spec, result } of merged)
  test(`time-dependent rows are those of tmerge: ${id}`, () => {
    const time = column(csv, spec.time)
    const made = timeDependent(
      {
        subject: Int32Array.from(time, (_, i) => i),
        start: column(csv, spec.start),
        stop: time,
        event: flags(column(csv, spec.event)),
      },
      {
        subject: Int32Array.from(spec.changes.id, (i: number) => i - 1),
        time: Float64Array.from(spec.changes.time),
        value: Float64Array.from(spec.changes.value),
      },
    )
    assert.equal(
      mismatch(
        made.row,
        numbers(result.row).map((i) => i - 1),
        0,
      ),
      '',
    )
    assert.equal(mismatch(made.start, numbers(result.start), 0), '')
    assert.equal(mismatch(made.stop, numbers(result.stop), 0), '')
    assert.equal(mismatch(made.event, numbers(result.event), 0), '')
    assert.equal(mismatch(made.value, numbers(result.value), 1e-14), '')
  })

const years = fixtures(undefined, 'person_years')
test('there are pyears results of R to compare with', () => assert.ok(years.length >= 10))
for (const { dataset, id, csv, spec, result } of years)
  test(`person-time equals pyears: ${dataset} ${id}`, () => {
    const used = [spec.time, spec.event, spec.start, spec.group, spec.weights]
    const read = (name: string) => column(csv, name, used)
    const table = personTime(read(spec.time), flags(read(spec.event)), {
      entry: spec.start && read(spec.start),
      group: spec.group && codes(columns(csv, used)[spec.group]),
      weights: spec.weights && read(spec.weights),
      cuts: spec.cuts && Float64Array.from(spec.cuts),
      scale: spec.scale,
    })
    assert.equal(mismatch(table.personTime, numbers([result.pyears].flat()), 1e-12), '')
    assert.equal(mismatch(table.rows, numbers([result.n].flat()), 0), '')
    assert.equal(mismatch(table.events, numbers([result.event].flat()), 1e-12), '')
    assert.ok(close(table.offTable, number(result.offtable), 1e-12))
  })

const followUp = fc.array(
  fc.record({
    time: fc.integer({ min: 1, max: 20 }),
    event: fc.integer({ min: 0, max: 1 }),
    x: fc.integer({ min: -3, max: 3 }),
  }),
  { minLength: 15, maxLength: 40 },
)
const cutsOf = fc
  .uniqueArray(fc.integer({ min: 0, max: 22 }), { maxLength: 6 })
  .map((c) => Float64Array.from(c).toSorted())

const sum = (values: Float64Array | Uint8Array) => [...values].reduce((a, b) => a + b, 0)

test('cutting follow-up keeps its time, its events, and the Cox fit', () =>
  fc.assert(
    fc.property(followUp, cutsOf, (rows, cuts) => {
      const time = Float64Array.from(rows, (r) => r.time)
      const event = Uint8Array.from(rows, (r) => r.event)
      const x = Float64Array.from(rows, (r) => r.x)
      const made = splitEpisodes(time, event, cuts)
      assert.equal(sum(made.stop) - sum(made.start), sum(time))
      assert.equal(sum(made.event), sum(event))
      const whole = cox(time, event, [x])
      const cut = cox(made.stop, made.event, [Float64Array.from(made.row, (i) => x[i])], {
        entry: made.start,
      })
      fc.pre(whole.converged && cut.converged)
      assert.ok(close(cut.coefficients[0], whole.coefficients[0], 1e-6, 1))
    }),
    { numRuns: 60 },
  ))

test('person-time over bands and outside adds up, whatever the bands', () =>
  fc.assert(
    fc.property(followUp, cutsOf, (rows, cuts) => {
      fc.pre(cuts.length >= 2)
      const time = Float64Array.from(rows, (r) => r.time)
      const table = personTime(
        time,
        Uint8Array.from(rows, (r) => r.event),
        { cuts },
      )
      const total = table.personTime.reduce((a, b) => a + b, table.offTable)
      assert.ok(
        close(
          total,
          time.reduce((a, b) => a + b, 0),
          1e-12,
        ),
      )
    }),
  ))

test('a landmark keeps whoever is still there after it and counts from it', () => {
  const kept = landmark(Float64Array.of(3, 6, 6.5, 20), Uint8Array.of(1, 1, 0, 1), 6)
  assert.deepEqual([...kept.row], [2, 3])
  assert.deepEqual([...kept.time], [0.5, 14])
  assert.deepEqual([...kept.event], [0, 1])
  const late = landmark(Float64Array.of(9, 9), Uint8Array.of(1, 1), 6, { entry: Float64Array.of(2, 7) })
  assert.deepEqual([...late.entry!], [0, 1])
  assert.equal(landmark(Float64Array.of(1), Uint8Array.of(1), 6).row.length, 0)
})

test('the exact Poisson interval of a rate', () => {
  // poisson.test(7, 100) and poisson.test(0, 10)
  const { rate, lower, upper } = eventRate(7, 100, { level: 0.95 })
  assert.equal(rate, 0.07)
  assert.ok(close(lower, 0.0281436305151987, 1e-12))
  assert.ok(close(upper, 0.1442267536170238, 1e-12))
  const none = eventRate(0, 10, { level: 0.95 })
  assert.equal(none.lower, 0)
  assert.ok(close(none.upper, -Math.log(0.025) / 10, 1e-12))
})

test('a change at 4 and a cut at 6, by hand', () => {
  const rows = timeDependent(
    {
      subject: Int32Array.of(0),
      start: Float64Array.of(0),
      stop: Float64Array.of(10),
      event: Uint8Array.of(1),
    },
    { subject: Int32Array.of(0), time: Float64Array.of(4), value: Float64Array.of(1) },
    { initial: 0 },
  )
  const cut = splitEpisodes(rows.stop, rows.event, Float64Array.of(6), { entry: rows.start })
  assert.deepEqual([...cut.start], [0, 4, 6])
  assert.deepEqual([...cut.stop], [4, 6, 10])
  assert.deepEqual([...cut.event], [0, 0, 1])
  assert.deepEqual(
    Array.from(cut.row, (i) => rows.value[i]),
    [0, 1, 1],
  )
})

test('a change at the end of follow-up is not known before it', () => {
  const rows = timeDependent(
    {
      subject: Int32Array.of(0),
      start: Float64Array.of(0),
      stop: Float64Array.of(5),
      event: Uint8Array.of(1),
    },
    { subject: Int32Array.of(0, 0, 0), time: Float64Array.of(5, 2, 2), value: Float64Array.of(9, 1, 2) },
    { initial: 0 },
  )
  assert.deepEqual([...rows.start], [0, 2])
  assert.deepEqual([...rows.value], [0, 2])
  assert.deepEqual([...rows.event], [0, 1])
})

test('a wrong call throws with what is permitted and what came', () => {
  const time = Float64Array.of(1, 2)
  const event = Uint8Array.of(0, 1)
  assert.throws(
    () => splitEpisodes(time, event, Float64Array.of(2, 1)),
    /cuts must be finite and ascend, got 2, 1/,
  )
  assert.throws(
    () => splitEpisodes(time, event, Float64Array.of(1), { entry: Float64Array.of(0, 2) }),
    /\(2, 2\]/,
  )
  assert.throws(() => splitEpisodes(Float64Array.of(NaN, 1), event, time), /must be finite/)
  assert.throws(() => landmark(time, event, NaN), /landmark/)
  assert.throws(() => personTime(time, event, { cuts: Float64Array.of(1) }), /two cuts/)
  assert.throws(() => personTime(time, event, { scale: 0 }), /scale/)
  assert.throws(() => eventRate(1.5, 2, { level: 0.95 }), /whole number/)
})
testEveryField('surv_split')
testEveryField('tmerge')
testEveryField('person_years')
