import { test } from 'node:test'
import assert from 'node:assert/strict'
import fc from 'fast-check'
import { protocolFile } from './protocol-file.ts'

const arm = { id: 'a', title: 'A', role: 'control' }
const document = {
  id: 'p',
  version: '1',
  title: 'P',
  arms: [arm],
  analyses: [{ id: 'pfs', endpoint: 'pfs' }],
}
const read = (value: unknown) => protocolFile('protocol.json', JSON.stringify(value))

test('a protocol may have comments, and // inside a text is none', () => {
  const text = `// of the study\n${JSON.stringify({ ...document, source: 'https://x.org/*1*/' }, null, 1)} /* end */`
  const { protocol, findings } = protocolFile('protocol.json', text)
  assert.deepEqual(findings, [])
  assert.equal(protocol?.source, 'https://x.org/*1*/')
})

test('each thing wrong in a protocol is a finding with its path and what is allowed', () => {
  const { protocol, findings } = read({ ...document, title: 1, arms: [{ ...arm, role: 'placebo' }] })
  assert.equal(protocol, null)
  assert.deepEqual(
    findings.map(({ where }) => where?.field),
    ['title', 'arms.0.role'],
  )
  assert.match(findings[1]!.message, /experimental.*control/)
})

test('what is wrong in an analysis is named there, with what came', () => {
  const wrong = { id: 'pfs', endpoint: 'pfs', test: { alpha: 'small' } }
  for (const analysis of [wrong, { ...wrong, kind: 'time-to-event' }]) {
    const { protocol, findings } = read({ ...document, analyses: [analysis] })
    assert.deepEqual([protocol, findings[0]?.where?.field], [null, 'analyses.0.test.alpha'])
    assert.match(findings[0]!.message, /number.*"small"/)
  }
})

test('a setting that is not known is an error with its path; the rest is read', () => {
  const { protocol, findings } = read({
    ...document,
    response: { ablatedLesion: 'freeze', ours: true },
    analyses: [{ id: 'pfs', endpoint: 'pfs', curve: { levels: 0.9 } }],
  })
  assert.equal(protocol?.response.ablatedLesions, 'exclude')
  assert.deepEqual(
    findings.map(({ code, severity, where }) => [code, severity, where?.field]),
    [
      ['protocol.setting-unknown', 'error', 'analyses.0.curve.levels'],
      ['protocol.setting-unknown', 'error', 'response.ablatedLesion'],
    ],
  )
  assert.match(findings[1]!.message, /known here are .*ablatedLesions/)
})

test('a part of the protocol that no readout uses is a note', () => {
  const { protocol, findings } = read({ ...document, dataCutOff: '2024-01-01' })
  assert.ok(protocol)
  assert.deepEqual(
    findings.map(({ code, severity }) => [code, severity]),
    [['protocol.part-not-read', 'note']],
  )
  assert.match(findings[0]!.message, /dataCutOff/)
})

test('a name that two arms bear is refused: a row that names it must mean one', () => {
  const { protocol, findings } = read({
    ...document,
    arms: [arm, { id: 'b', title: 'B', role: 'experimental', codes: ['a'] }],
  })
  assert.deepEqual([protocol, findings[0]?.code], [null, 'protocol.twice'])
})

test('no text makes a protocol throw; what is none is one finding or more', () => {
  fc.assert(
    fc.property(
      fc.oneof(
        fc.string({ unit: 'binary' }),
        fc.json(),
        fc.constantFrom('', '{', 'null', '\0', '[['.repeat(9999)),
      ),
      (text) => {
        const { protocol, findings } = protocolFile('protocol.json', text)
        assert.ok(protocol !== null || findings.length > 0)
      },
    ),
  )
})
