/**
 * That every result of R is matched or listed. The comparisons themselves stand in the test of each method, which ends with
 * `testEveryField(kind)`: it goes through all results of the kind and all their numbers.
 */
import assert from 'node:assert/strict'
import { existsSync, globSync, readdirSync, readFileSync } from 'node:fs'
import { test } from 'node:test'
import { fixtures, isListedDifference, whereWeDiffer } from './reference.test-data.ts'

const source = new URL('.', import.meta.url)
const tests = globSync('**/*.test.ts', { cwd: source.pathname })
  .map((file) => readFileSync(new URL(file, source), 'utf8'))
  .join('\n')
const page = whereWeDiffer()
const notBuilt = page.slice(page.indexOf('## Not built yet'))

type Oracle = { readonly id: string; readonly kind: string; readonly dataset: string }
const standing = (fixture: Oracle) => {
  if (new RegExp(`\\b${fixture.kind}\\b`).test(notBuilt)) return 'not built'
  return isListedDifference(fixture) ? 'differ' : 'matched'
}
const countedBy = (all: readonly Oracle[]) => {
  const count = (what: string) => all.filter((fixture) => standing(fixture) === what).length
  return `${all.length} results: ${count('matched')} are matched, ${count('differ')} differ in a value that stands below, ${count('not built')} are of methods not built`
}

test('every kind of result that R gave is checked field by field by a test, or named as not built', () => {
  const kinds = [...new Set(fixtures().map(({ kind }) => kind))]
  assert.ok(kinds.length > 20, `${kinds.length} kinds`)
  for (const kind of kinds) {
    const checked = tests.includes(`testEveryField('${kind}'`)
    const named = new RegExp(`\\b${kind}\\b`).test(notBuilt)
    assert.ok(checked !== named, `${kind}: ${checked ? 'both checked and named as not built' : 'neither'}`)
  }
})

test('the page says how many results are matched, differ or are not built', () =>
  assert.ok(page.includes(countedBy(fixtures())), countedBy(fixtures())))

// The public results that this package set out from; outside of the repository, so not everywhere.
const shared = new URL('../../../../shared/oracles/', import.meta.url)
const oracles: Oracle[] = existsSync(shared)
  ? readdirSync(shared)
      .filter((name) => name.endsWith('.json'))
      .flatMap((name) => JSON.parse(readFileSync(new URL(name, shared), 'utf8')).fixtures ?? [])
  : []

const plain = (fixture: any) => JSON.stringify([fixture.kind, fixture.spec, fixture.result])

test('each public result of survival and cmprsk is among ours, number for number', (t) => {
  if (oracles.length === 0) return t.diagnostic('../shared/oracles is absent: nothing to compare')
  const ours = new Map(fixtures().map((fixture) => [`${fixture.dataset} ${fixture.id}`, fixture]))
  for (const oracle of oracles) {
    const mine = ours.get(`${oracle.dataset} ${oracle.id}`)
    assert.ok(mine, `${oracle.dataset} ${oracle.id} is not among the results we compare with`)
    assert.equal(plain(mine), plain(oracle), `${oracle.dataset} ${oracle.id}`)
  }
  t.diagnostic(`../shared/oracles: ${countedBy(oracles)}`)
})
