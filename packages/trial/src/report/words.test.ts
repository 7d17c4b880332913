import assert from 'node:assert/strict'
import { test } from 'node:test'
import { dateText, medianInUnitText, medianText, numberText, pText, rateText, ratioText } from './words.ts'

for (const [p, text] of [
  [0.036, 'p = 0.036'],
  [0.00099, 'p < 0.001'],
  [0, 'p < 0.001'],
  [0.001, 'p = 0.001'],
  [0.99999, 'p > 0.999'],
  [null, 'p not estimable'],
] as const)
  test(`p of ${p} is written ${text}`, () => assert.equal(pText(p), text))

for (const [iso, text] of [
  ['2022-03-04', '4 Mar 2022'],
  ['2022-03', 'Mar 2022'],
  ['2022-03-04T11:45', '4 Mar 2022'],
  ['2022', '2022'],
  ['unknown', 'unknown'],
] as const)
  test(`the date ${iso} is written ${text}`, () => assert.equal(dateText(iso), text))

const median = (estimate: number | null, lower: number | null, upper: number | null, subjects = 9) =>
  medianText({ subjects, median: { estimate, lower, upper, unit: 'days' } })

for (const [law, text, expected] of [
  ['in months of 30.4375 days', median(365.25, 304.375, null), '12.0 months (10.0–not reached)'],
  ['not reached, with the limit that is', median(null, 304.375, null), 'not reached (10.0–not reached)'],
  ['not reached, nor any limit', median(null, null, null), 'not reached'],
  ['reached, with no limits', median(365.25, null, null), '12.0 months (interval not estimable)'],
  [
    'a lower limit is never one that was not reached',
    median(365.25, null, 730.5),
    '12.0 months (not estimable–24.0)',
  ],
  ['of no subjects', median(null, null, null, 0), 'not estimable: no subjects'],
] as const)
  test(`a median ${law}`, () => assert.equal(text, expected))

test('a table in weeks or months is converted by its own unit', () => {
  const twelve = { estimate: 12, lower: 12, upper: 12 }
  assert.equal(medianText({ subjects: 1, median: { ...twelve, unit: 'weeks' } }), '2.8 months (2.8–2.8)')
  assert.equal(medianText({ subjects: 1, median: { ...twelve, unit: 'months' } }), '12.0 months (12.0–12.0)')
})

test('a median in the unit of the data is not rounded to months, also where only a limit is reached', () => {
  const arm = { subjects: 9, median: { estimate: null, lower: 760.5, upper: null, unit: 'days' } } as const
  assert.equal(medianInUnitText(arm), 'not reached (760.5–not reached)')
  assert.equal(medianInUnitText({ ...arm, median: { ...arm.median, unit: 'months' } }), null)
})

test('a ratio has two decimals; what they cannot show is bounded', () => {
  assert.equal(ratioText({ estimate: 0.2449, lower: 0.115, upper: 0.52 }), '0.24 (0.12–0.52)')
  assert.equal(ratioText({ estimate: 0.001, lower: null, upper: 4e8 }), '<0.01 (not estimable–>1000)')
  assert.equal(ratioText({ estimate: null, lower: null, upper: null }), 'not estimable')
})

test('a rate after the end of follow-up says that it is', () => {
  const steps = { time: [61], atRisk: [1], events: [0], censored: [1], survival: [1], lower: [1], upper: [1] }
  const arm = { steps, median: { estimate: null, lower: null, upper: null, unit: 'days' } } as const
  const none = { at: 182.625, unit: 'days', estimate: null, lower: null, upper: null } as const
  assert.equal(rateText(none, arm), 'not estimable: follow-up ends at 2.0 months')
  assert.equal(rateText({ ...none, estimate: 0.7134, lower: 0.58, upper: 0.81 }), '71.3 % (58.0–81.0)')
})

test('what rounds to zero has no sign', () => {
  assert.equal(numberText(-0.001, 2), '0.00')
  assert.equal(numberText(-1.5, 1), '−1.5')
})
