import assert from 'node:assert/strict'
import { test } from 'node:test'
import { endpointsBySubject } from './endpoints.ts'
import { patient, protocolOf, recordsOf } from './patient-line.ts'

const read = (line: string, response: object = {}) => {
  const made = patient('P1', line)
  const { bestResponses, findings } = endpointsBySubject(
    recordsOf([made]),
    [made.responses],
    protocolOf({ response }),
  )
  const [best] = [...bestResponses.values()]
  return {
    best: best!,
    codes: findings.map(({ code }) => code).filter((code) => code.startsWith('best')),
  }
}
const table3 = { confirmation: { required: true, definition: 'recist-table-3' } }

test('by default a response needs no confirmation, since RECIST asks for it in non-randomized trials only', () => {
  const { best } = read('PR@50 PD@90')
  assert.deepEqual([best.response, best.confirmed, best.because], ['PR', false, ['bor.unconfirmed']])
  assert.match(best.says, /^PR, on \d{4}-\d\d-\d\d/)
})

test('where the protocol requires confirmation, it also chooses the definition', () => {
  assert.deepEqual(read('PR@50 SD@90', { confirmation: { required: true } }).best.because, [
    'bor.confirmed.admiralonco',
  ])
  assert.deepEqual(read('PR@50 SD@90', table3).best.because, ['bor.pr-sd'])
})

test('CR then PR under table 3 is a finding with both answers; by admiralonco it is none', () => {
  const { best, codes } = read('CR@50 PR@90', table3)
  assert.deepEqual([best.response, best.undecided, codes], ['SD', 'PR', ['best-response-undecided']])
  assert.match(best.says, /not decided: CR was followed by PR, and the other reading gives PR/)
  assert.deepEqual(read('CR@50 PR@90', { confirmation: { required: true } }).codes, [])
})

test('a subject without an assessment has none', () => {
  assert.equal(read('').best.response, 'MISSING')
})
