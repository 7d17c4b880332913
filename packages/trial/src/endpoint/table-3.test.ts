import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { addDays, type Day } from '../day.ts'
import type { OverallResponse } from '../recist/response.ts'
import { upToProgression, type Assessment } from './assessments.ts'
import { bestByTable3, isConfirmedByTable3, table3Rules, type Confirmation } from './table-3.ts'

const from = '2022-01-01' as Day
const within: Confirmation = {
  required: true,
  minDays: 28,
  definition: 'recist-table-3',
  maxNotEvaluable: 1,
  stableBetween: false,
  completeThenPartial: 'as-printed',
  from,
  stableMinDays: 42,
}

/** `CR@30 PR@60`; `CR+@30` is stated as definite, `CR-@30` as not. */
const series = (text: string) =>
  text.split(' ').map((item): Assessment => {
    const [word = '', days] = item.split('@')
    const response = word.replace(/[+-]$/, '') as OverallResponse
    return {
      response,
      ...(/[A-Z][+-]$/.test(word) && { definite: word.endsWith('+') }),
      date: { day: addDays(from, Number(days)) },
      target: {},
      from: [],
    } as unknown as Assessment
  })
const best = (text: string, more: Partial<Confirmation> = {}) => {
  const found = bestByTable3(upToProgression(series(text)), { ...within, ...more })
  return [found?.response, found?.because[0], ...(found?.undecided ? [found.undecided] : [])]
}

for (const [text, expected] of [
  ['CR@42 CR@70', ['CR', 'bor.cr-cr']],
  ['CR@42 CR@69', ['SD', 'bor.cr-none']],
  ['CR@42 PR@84', ['SD', 'bor.cr-pr']],
  ['CR@41 SD@84', ['PD', 'bor.cr-sd-pd']],
  ['CR@42 SD@84', ['SD', 'bor.cr-sd-pd']],
  ['CR@42 PD@84', ['SD', 'bor.cr-sd-pd']],
  ['CR@41 PD@84', ['PD', 'bor.cr-sd-pd']],
  ['CR@42 NE@84', ['SD', 'bor.cr-none']],
  ['CR@41', ['NE', 'bor.cr-none']],
  ['PR@42 CR@70', ['PR', 'bor.pr-pr']],
  ['PR@10 PR@38', ['PR', 'bor.pr-pr']],
  ['PR@10 PR@37', ['NE', 'bor.pr-none']],
  ['PR@10 SD@20', ['SD', 'bor.pr-sd']],
  ['PR@42 PD@84', ['SD', 'bor.pr-pd']],
  ['PR@41 PD@84', ['PD', 'bor.pr-pd']],
  ['PR@42', ['SD', 'bor.pr-none']],
  ['PR@41 NE@84', ['NE', 'bor.pr-none']],
  ['NE@42 NE@84', ['NE', 'bor.ne']],
  ['SD@41', ['NE', 'bor.ne']],
  ['SD@42', ['SD', 'bor.stable']],
  ['SD@41 PD@84', ['PD', 'bor.pd']],
  ['PD@42 CR@84 CR@126', ['PD', 'bor.pd']],
] as const)
  test(`table 3: ${text} is ${expected[0]}`, () => assert.deepEqual(best(text).slice(0, 2), expected))

test('every row of table 3 is reached above or below, and every pair has exactly one row', () => {
  for (const first of ['CR', 'PR'] as const)
    for (const next of ['CR', 'PR', 'SD', 'PD', 'NE'] as const)
      assert.equal(table3Rules.filter((row) => row.first === first && row.next.includes(next)).length, 1)
})

test('CR then PR is left to a person: either answer is given, until the reader has said what the CR was', () => {
  assert.deepEqual(best('CR@42 PR@84'), ['SD', 'bor.cr-pr', 'PR'])
  assert.deepEqual(best('CR@41 PR@84'), ['PD', 'bor.cr-pr', 'PR'])
  assert.deepEqual(best('CR@42 PR@84', { completeThenPartial: 'partial' }), ['PR', 'bor.pr-pr', 'SD'])
  assert.deepEqual(best('CR+@42 PR@84'), ['SD', 'bor.cr-pr'])
  assert.deepEqual(best('CR-@42 PR@84'), ['PR', 'bor.pr-pr'])
  assert.deepEqual(best('PR@42 CR@84 PR@126'), ['PR', 'bor.pr-pr'], 'both readings agree')
  assert.deepEqual(best('CR@42 CR@84 PR@126'), ['CR', 'bor.cr-cr'], 'a CR that was confirmed is no question')
  assert.deepEqual(
    best('CR@41 PR@84 PR@126'),
    ['PD', 'bor.cr-pr', 'PR'],
    'disease after CR ends the first reading',
  )
})

test('one not evaluable between is tolerated, as many as the protocol says; so is one stable disease', () => {
  assert.deepEqual(best('PR@42 NE@60 PR@84')[0], 'PR')
  assert.deepEqual(best('PR@42 NE@60 NE@70 PR@84')[0], 'SD')
  assert.deepEqual(best('PR@42 NE@60 NE@70 PR@84', { maxNotEvaluable: 2 })[0], 'PR')
  assert.deepEqual(best('PR@42 SD@60 PR@84')[0], 'SD')
  assert.deepEqual(best('PR@42 SD@60 PR@84', { stableBetween: true })[0], 'PR')
  assert.deepEqual(best('PR@42 SD@60 SD@70 PR@84', { stableBetween: true })[0], 'SD')
  assert.deepEqual(best('PR@10 SD@20', { stableBetween: true }), ['SD', 'bor.pr-sd'])
})

test('without target lesions what is no response is NON-CR/NON-PD, not SD', () => {
  const [one] = series('CR@42')
  const { target: _, ...withoutTarget } = one!
  const assessment = { ...withoutTarget, nonTarget: { response: 'CR', because: [], from: [] } } as Assessment
  assert.equal(bestByTable3([assessment], within)!.response, 'NON-CR/NON-PD')
})

const words = fc.array(fc.constantFrom('CR', 'PR', 'SD', 'PD', 'NE'), { minLength: 1, maxLength: 7 })
test('it is CR or PR exactly where some response is confirmed, and a later assessment never makes a CR or PR less', () => {
  fc.assert(
    fc.property(words, fc.integer({ min: 7, max: 60 }), (all, every) => {
      const text = all
        .map((word, i) => `${word}+@${every * (i + 1)}`)
        .join(' ')
        .replace(/(PR|SD|PD|NE)\+/g, '$1')
      const seen = upToProgression(series(text))
      const found = bestByTable3(seen, within)!
      const beforeDisease = seen.slice(0, diseaseAfter(seen))
      assert.equal(
        ['CR', 'PR'].includes(found.response),
        beforeDisease.some((one) => isConfirmedByTable3(seen, one, within)),
      )
      const order = ['CR', 'PR']
      for (let n = 1; n < seen.length; n++) {
        const before = bestByTable3(seen.slice(0, n), within)!.response
        if (order.includes(before)) assert.ok(order.includes(found.response))
      }
    }),
  )
})

function diseaseAfter(all: readonly Assessment[]): number {
  const complete = all.findIndex(({ response }) => response === 'CR')
  const disease = all.findIndex(
    ({ response }, i) => complete >= 0 && i > complete && ['PR', 'SD'].includes(response),
  )
  return disease < 0 ? all.length : disease
}
