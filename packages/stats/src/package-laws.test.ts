import assert from 'node:assert/strict'
import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join, normalize } from 'node:path'
import { test } from 'node:test'
import { fileURLToPath } from 'node:url'

const folder = fileURLToPath(new URL('.', import.meta.url))
const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((file) =>
  file.endsWith('.ts'),
)
const isTest = (file: string) => /\.test(-data)?\.ts$/.test(file)
const sources = files.filter((file) => !isTest(file))
const text = (file: string) => readFileSync(join(folder, file), 'utf8')
const imports = (file: string) =>
  [...text(file).matchAll(/(?:\bfrom|\bimport)\s*\(?\s*'([^']+)'/g)].map(([, target]) => target)

const valueImports = (file: string) =>
  [...text(file).matchAll(/^(?:import|export) (?!type\b)[^']*?from '([^']+)'/gm)].map(([, target]) => target)

test('there are sources to hold the laws', () => assert.ok(sources.length > 40))

test('numbers in, numbers out: no clinical word in any source', () => {
  const clinical = /\b(patient|lesion|tumou?r|arm|treatment|scan|trial)s?\b/i
  const journal = /Control Clin Trials|Clin Trials/ // a title is not ours to change
  for (const file of sources)
    text(file)
      .split('\n')
      .forEach((line, i) => {
        const word = clinical.exec(line.replace(journal, ''))
        assert.equal(word, null, `${file}:${i + 1} says “${word?.[0]}”`)
      })
})

test('sources import only each other and the random number generators, so that they run anywhere', () => {
  for (const file of sources)
    for (const target of imports(file)) {
      const inside = target.startsWith('.') && !normalize(join(dirname(file), target)).startsWith('..')
      assert.ok(inside || /^pure-rand(\/|$)/.test(target), `${file} imports ${target}`)
    }
})

test('no source uses what only Node or only a page has', () => {
  // worker threads exist in both, under two names; the file that starts them asks which one is there
  const only = /\b(process|Buffer|require|__dirname|window|document|localStorage)\b[.([]/
  for (const file of sources)
    for (const line of text(file).split('\n')) {
      if (/^\s*(\*|\/\/|\/\*)/.test(line)) continue
      assert.doesNotMatch(line, only, file)
    }
})

test('no source imports a test or its data, and no import goes round', () => {
  const graph = new Map(
    sources.map((file) => [
      file,
      valueImports(file) // types are erased, so they may point both ways
        .filter((target) => target.startsWith('.'))
        .map((target) => normalize(join(dirname(file), target))),
    ]),
  )
  const finished = new Set<string>()
  const visit = (file: string, path: readonly string[]) => {
    assert.ok(!path.includes(file), `imports go round: ${[...path, file].join(' → ')}`)
    assert.ok(graph.has(file), `${path.at(-1)} imports ${file}, which is not a source`)
    if (finished.has(file)) return
    for (const target of graph.get(file)!) visit(target, [...path, file])
    finished.add(file)
  }
  for (const file of sources) visit(file, [])
})

test('special and numeric know nothing of survival', () => {
  for (const file of sources.filter((name) => /^(special|numeric)\//.test(name)))
    for (const target of imports(file))
      assert.ok(!/survival|sampling/.test(target), `${file} imports ${target}`)
})

test('index.ts only re-exports', () => {
  const rest = text('index.ts')
    .replaceAll(/export (type )?\{[^}]*\} from '[^']+'/g, '')
    .trim()
  assert.equal(rest, '')
})
