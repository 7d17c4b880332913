/** Best and confirmed responses of patients on one line; the window of stable disease is 42 days, of confirmation 28. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { courses } from './course.ts'
import { patient, protocolOf, recordsOf } from './patient-line.ts'
import { responseParameters } from './response-parameters.ts'

function parameters(line: string): Map<string, string | null> {
  const one = patient('P1', line)
  const protocol = protocolOf()
  const [course] = courses(recordsOf([one]), [one.responses], protocol)
  return new Map(responseParameters(course!, protocol).map(({ code, value }) => [code, value]))
}

for (const [law, line, expected] of [
  ['a response needs no minimum time', 'PR@20 PD@41', { BOR: 'PR', RSP: 'Y', CB: 'Y', BCP: 'Y', CBOR: 'PD' }],
  ['stable disease at 42 days lasted', 'SD@43 PD@85', { BOR: 'SD', CB: 'Y', RSP: 'N' }],
  ['…at 41 days it did not', 'SD@42 PD@85', { BOR: 'PD', CB: 'N' }],
  ['…and without progression it is not evaluable', 'SD@42', { BOR: 'NE' }],
  ['a response after progression does not count', 'PD@43 CR@85', { BOR: 'PD', RSP: 'N', LSTA: 'CR' }],
  ['no assessment is MISSING', '', { BOR: 'MISSING', CBOR: 'MISSING', LSTA: null, PD: 'N' }],
  ['CR after 28 days confirms', 'CR@43 CR@71', { CBOR: 'CR', CRSP: 'Y', CBCP: 'Y' }],
  ['…after 27 it does not', 'CR@43 CR@70', { CBOR: 'SD', CRSP: 'N', CBCP: 'N', CCB: 'Y' }],
  ['one NE may lie between', 'CR@43 NE@57 CR@85', { CBOR: 'CR' }],
  ['…two may not', 'CR@43 NE@57 NE@64 CR@85', { CBOR: 'SD' }],
  ['PR is confirmed by CR', 'PR@43 CR@85', { CBOR: 'PR', BOR: 'CR' }],
  ['PR after CR confirms neither', 'PR@43 CR@64 PR@85', { CRSP: 'N', CBOR: 'SD' }],
  ['SD between breaks a confirmation', 'PR@43 SD@64 PR@85', { CRSP: 'N' }],
  ['an unconfirmed early response falls to progression', 'PR@20 PD@41', { CBOR: 'PD' }],
  ['NE and CR on one day are CR', 'NE@43 CR@43', { BOR: 'CR', LSTA: 'CR' }],
] as const)
  test(`response parameters: ${law}`, () => {
    const found = parameters(line)
    const asked = Object.fromEntries(Object.keys(expected).map((code) => [code, found.get(code)]))
    assert.deepEqual(asked, expected)
  })
