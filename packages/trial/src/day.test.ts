import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { addDays, dayNumber, daysBetween, type Day } from './day.ts'

test('the number of a day is that of the calendar of Date, for every day from 1896 to 2104', () => {
  // 1900 and 2100 have no leap day, 2000 has.
  const [first, last] = [Date.UTC(1896, 0, 1), Date.UTC(2104, 11, 31)].map((ms) => ms / 86_400_000)
  for (let n = first!; n <= last!; n++)
    assert.equal(dayNumber(new Date(n * 86_400_000).toISOString().slice(0, 10) as Day), n)
})

test('what is added comes between', () => {
  const day = fc.integer({ min: -600_000, max: 2_000_000 })
  fc.assert(
    fc.property(day, fc.integer({ min: -20_000, max: 20_000 }), (n, more) => {
      const from = new Date(n * 86_400_000).toISOString().slice(0, 10) as Day
      assert.equal(daysBetween(from, addDays(from, more)), more)
    }),
  )
})
