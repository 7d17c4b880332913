import assert from 'node:assert/strict'
import { globSync, readFileSync } from 'node:fs'
import { test } from 'node:test'
import { fixtures } from './reference.test-data.ts'

const source = new URL('.', import.meta.url)
const tests = globSync('**/*.test.ts', { cwd: source.pathname })
  .map((file) => readFileSync(new URL(file, source), 'utf8'))
  .join('\n')
const table = readFileSync(new URL('../../../docs/methods/where-we-differ.md', import.meta.url), 'utf8')
const notBuilt = table.slice(table.indexOf('## Not built yet'))

test('every kind of result that R gave is checked by a test, or named as not built', () => {
  const kinds = [...new Set(fixtures().map(({ kind }) => kind))]
  assert.ok(kinds.length > 20, `${kinds.length} kinds`)
  for (const kind of kinds) {
    const checked = tests.includes(`'${kind}'`)
    const named = new RegExp(`\\b${kind}\\b`).test(notBuilt)
    assert.ok(checked !== named, `${kind}: ${checked ? 'both checked and named as not built' : 'neither'}`)
  }
})
