/** The house stands as DESIGN draws it: imports point against the data, packages know only those beneath them. */
import assert from 'node:assert/strict'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { dirname, join, normalize, relative } from 'node:path'
import { test } from 'node:test'

const root = join(import.meta.dirname, '..')

/** A stage may import itself and what stands to its left. The order is the order of the data. */
const stages = [
  ['day', 'length', 'ids', 'derived', 'finding', 'row-place'],
  ['protocol'],
  ['record'],
  ['recist', 'oligo', 'safety', 'randomization', 'evidence', 'pathway'],
  ['endpoint'],
  ['rules', 'rules-page'], // the tables of the stages before it, by id and as a page
  ['analysis'],
  ['figure'],
  ['report'],
  ['study', 'sensitivity'],
  ['format'], // the door: it may use all, none but the way in may use it
  ['read'],
  ['index'],
]

const trial = sources('packages/trial/src')
const product = trial.filter(isProduct)

test('every file of the trial package belongs to a stage', () => {
  for (const file of product) assert.ok(stageOf(file) >= 0, `${file} is in no stage`)
})

test('every import of the trial package points left', () => {
  for (const file of product)
    for (const to of imports(file).filter((target) => target.startsWith('packages/trial/src/')))
      assert.ok(stageOf(to) <= stageOf(file), `${file} imports ${to}`)
})

for (const name of ['stats', 'trial', 'server', 'web'])
  test(`no import of ${name} goes round`, () => {
    assert.deepEqual(circle(sources(`packages/${name}/src`).filter(isProduct)), [])
  })

const mayImport: Record<string, readonly string[]> = {
  stats: [],
  trial: ['@abscopal/stats'],
  server: ['@abscopal/stats', '@abscopal/trial'],
  web: ['@abscopal/stats', '@abscopal/trial', '@abscopal/server'],
}
for (const [name, allowed] of Object.entries(mayImport))
  test(`${name} imports of ours ${allowed.join(', ') || 'nothing'}`, () => {
    for (const file of sources(`packages/${name}/src`)) {
      for (const from of specifiers(file).filter((specifier) => specifier.startsWith('@abscopal/')))
        assert.ok(
          allowed.some((each) => from === each || from.startsWith(`${each}/`)),
          `${file} imports ${from}`,
        )
      for (const to of imports(file).filter((target) => target.startsWith('packages/')))
        assert.ok(to.startsWith(`packages/${name}/`), `${file} reaches into ${to}`)
    }
  })

test('web takes only types from server', () => {
  for (const file of sources('packages/web/src'))
    for (const [statement] of text(file).matchAll(
      /^(?:import|export)[^'"]*from\s+['"]@abscopal\/server[^'"]*['"]/gm,
    ))
      assert.match(statement, /^(?:import|export) type /, `${file}: ${statement}`)
})

test('the names of the exchange formats stay at the door', () => {
  for (const file of [...product, ...sources('packages/stats/src'), ...webAndServer()])
    if (!file.startsWith('packages/trial/src/format/') && isProduct(file))
      assert.doesNotMatch(text(file), /USUBJID/, file)
})

test('a stage to the right is found out', () => {
  assert.ok(stageOf('packages/trial/src/format/csv.ts') > stageOf('packages/trial/src/analysis/median.ts'))
  assert.equal(stageOf('packages/trial/src/elsewhere/x.ts'), -1)
})

function webAndServer() {
  return [...sources('packages/server/src'), ...sources('packages/web/src')]
}

function stageOf(file: string): number {
  const [first = ''] = relative('packages/trial/src', file).split('/')
  return stages.findIndex((names) => names.includes(first.replace(/\.ts$/, '')))
}

/** Paths from the root of the repository. */
function sources(folder: string): string[] {
  if (!existsSync(join(root, folder))) return []
  return readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /\.tsx?$/.test(entry.name))
    .map((entry) => relative(root, join(entry.parentPath, entry.name)))
    .toSorted()
}

function isProduct(file: string): boolean {
  return !/\.test(-data)?\.tsx?$/.test(file)
}

function specifiers(file: string, withTypes = true): string[] {
  const found = text(file).matchAll(/^(?:import|export)\b(\s+type\b)?(?:[^'"]*?\bfrom)?\s*['"]([^'"]+)['"]/gm)
  const dynamic = text(file).matchAll(/\bimport\(\s*(?:new URL\(\s*)?['"]([^'"]+)['"]/g)
  return [
    ...[...found].flatMap(([, type, specifier = '']) => (withTypes || !type ? [specifier] : [])),
    ...[...dynamic].map(([, specifier = '']) => specifier),
  ]
}

/** What a file imports by path, types too: a type that comes from the right is a stage that knows too much. */
function imports(file: string, withTypes = true): string[] {
  return specifiers(file, withTypes)
    .filter((specifier) => specifier.startsWith('.'))
    .map((specifier) => normalize(join(dirname(file), specifier)))
}

/** The first circle of imports that run, as a path; none is []. Two files may know each other's types. */
function circle(files: readonly string[]): string[] {
  const done = new Set<string>()
  const visit = (file: string, path: readonly string[]): string[] => {
    if (path.includes(file)) return [...path.slice(path.indexOf(file)), file]
    if (done.has(file)) return []
    for (const to of imports(file, false).filter((target) => files.includes(target))) {
      const found = visit(to, [...path, file])
      if (found.length > 0) return found
    }
    done.add(file)
    return []
  }
  for (const file of files) {
    const found = visit(file, [])
    if (found.length > 0) return found
  }
  return []
}

function text(file: string): string {
  return readFileSync(join(root, file), 'utf8')
}
