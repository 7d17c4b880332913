/**
 * The R results in `reference/*.json` and the data beside them, for tests. A fixture says the R call, the same in words
 * (`spec`) and what R answered. R's NA, NaN, Inf and -Inf are strings in the JSON; `number` reads them.
 */
import assert from 'node:assert/strict'
import { readdirSync, readFileSync } from 'node:fs'
import { test } from 'node:test'

const folder = new URL('../reference/', import.meta.url)

export type Fixture = {
  readonly id: string
  readonly kind: string
  readonly dataset: string
  readonly csv: string
  // The shape differs by kind; each test reads the fields of its own.
  readonly spec: any
  readonly call: string
  readonly warnings: readonly string[]
  readonly result: any
}

/** Every fixture, or those of one data set, or of one kind (`fixtures(undefined, 'logrank')`). */
export function fixtures(dataset?: string, kind?: string): readonly Fixture[] {
  return all().filter(
    (f) => (dataset === undefined || f.dataset === dataset) && (kind === undefined || f.kind === kind),
  )
}

let read: Fixture[] | undefined
const fieldsRead = new Map<Fixture, Set<string>>()
const asWritten = new Map<Fixture, unknown>()
function all(): Fixture[] {
  read ??= readdirSync(folder)
    .filter((name) => name.endsWith('.json'))
    .toSorted()
    .flatMap((name) => JSON.parse(readFileSync(new URL(name, folder), 'utf8')).fixtures ?? [])
    .map((raw: Fixture) => {
      const seen = new Set<string>()
      const fixture = { ...raw, result: watched(raw.result, '', seen) }
      fieldsRead.set(fixture, seen)
      asWritten.set(fixture, raw.result)
      return fixture
    })
  return read
}

/** The same value, that notes which of its fields are read: `quantiles.lower`, or `difference` in each of a list. */
function watched(value: any, path: string, seen: Set<string>): any {
  if (Array.isArray(value)) return value.map((each) => watched(each, path, seen))
  if (value === null || typeof value !== 'object') return value
  const inner = Object.fromEntries(
    Object.keys(value).map((key) => [key, watched(value[key], path + key + '.', seen)]),
  )
  return new Proxy(inner, {
    get: (target, key) => {
      if (typeof key === 'string' && key in target) seen.add(path + key)
      return target[key as string]
    },
  })
}

const isNumber = (each: unknown) => typeof each === 'number' || /^(NA|NaN|-?Inf)$/.test(String(each))

/** The paths of the fields that hold numbers. */
function numericFields(value: any, path = ''): string[] {
  if (
    Array.isArray(value) &&
    value.some((each) => each !== null && typeof each === 'object' && !Array.isArray(each))
  )
    return [...new Set(value.flatMap((each) => numericFields(each, path)))]
  if (value !== null && typeof value === 'object' && !Array.isArray(value))
    return Object.keys(value).flatMap((key) => numericFields(value[key], path + key + '.'))
  return [value].flat(3).some(isNumber) ? [path.slice(0, -1)] : []
}

/**
 * The last test of the file that owns a kind: each number of each of R's results has been read by the tests above it, or
 * its field stands in the list of docs/methods/where-we-differ.md, and nothing stands there in vain. `owns`: the fields of this file.
 */
export function testEveryField(kind: string, owns: (field: string) => boolean = () => true) {
  test(`every number of R's ${kind} results is compared, or its field is named with the reason`, () => {
    const named = notCompared().filter((row) => row.kind === kind && owns(row.field))
    const used = new Set<string>()
    const missing = new Set<string>()
    for (const fixture of fixtures(undefined, kind)) {
      const seen = fieldsRead.get(fixture)!
      for (const field of numericFields(asWritten.get(fixture))) {
        if (!owns(field) || seen.has(field)) continue
        const row = named.find(
          (r) => r.field === field && (r.results === 'all' || fixture.id.includes(r.results)),
        )
        if (row?.why) used.add(`${row.results} ${field}`)
        else missing.add(`${fixture.dataset} ${fixture.id}: ${field}`)
      }
    }
    assert.deepEqual([...missing], [], 'fields that no test compares')
    const vain = named.filter(({ results, field }) => !used.has(`${results} ${field}`))
    assert.deepEqual(vain, [], 'named as not compared, but compared')
  })
}

/** The table of fields that are not compared: kind, "all" or a part of the name of the result, field, reason. */
function notCompared() {
  const page = whereWeDiffer()
  return page
    .slice(page.indexOf('## Fields that are not compared'), page.indexOf('## Not built yet'))
    .split('\n')
    .map((line) => line.split('|').map((cell) => cell.trim()))
    .filter((cells) => cells.length > 5)
    .flatMap(([, kind, results, fields, why]) =>
      fields.split(', ').map((field) => ({ kind, results, field, why })),
    )
}

/** The named columns as text, without the rows in which any of them is empty (R's na.omit); undefined names are ignored. */
export function columns(csv: string, names: readonly (string | undefined)[]): Record<string, string[]> {
  const [head, ...rows] = readFileSync(new URL(csv, folder), 'utf8')
    .trimEnd()
    .split('\n')
    .map((line) => line.split(','))
  const wanted = names.filter((name) => name !== undefined)
  const at = wanted.map((name) => {
    const index = head.indexOf(name)
    if (index < 0) throw new RangeError(`columns: ${csv} has ${head.join(' ')}, asked for ${name}`)
    return index
  })
  const complete = rows.filter((row) => at.every((j) => row[j] !== '' && row[j] !== 'NA'))
  return Object.fromEntries(wanted.map((name, j) => [name, complete.map((row) => row[at[j]])]))
}

/** One column as numbers; `used` names the other columns whose empty cells also drop a row. */
export function column(csv: string, name: string, used: readonly (string | undefined)[] = []): Float64Array {
  return Float64Array.from(columns(csv, [name, ...used])[name], number)
}

/** Codes 0..k-1 by R's factor levels: numbers by size, text by alphabet; several columns are crossed, the first slowest. */
export function codes(...factors: readonly (readonly string[])[]): Int32Array {
  const each = factors.map((values) => {
    const levels = [...new Set(values)].toSorted(
      values.every((v) => v !== '' && !Number.isNaN(Number(v))) ? bySize : undefined,
    )
    return { levels, code: values.map((value) => levels.indexOf(value)) }
  })
  const crossed = each.reduce<number[]>(
    (sum, { levels, code }) => code.map((c, i) => (sum[i] ?? 0) * levels.length + c),
    [],
  )
  const present = [...new Set(crossed)].toSorted((a, b) => a - b)
  return Int32Array.from(crossed, (c) => present.indexOf(c))
}
const bySize = (a: string, b: string) => Number(a) - Number(b)

/** A number as R wrote it: 'NA' and 'NaN' are NaN, 'Inf' is ∞. */
export function number(value: number | string | null | undefined): number {
  if (value === 'Inf') return Infinity
  if (value === '-Inf') return -Infinity
  if (value === null || value === undefined || value === 'NA' || value === 'NaN' || value === '') return NaN
  return Number(value)
}
export const numbers = (values: readonly (number | string | null)[]) => Float64Array.from(values, number)

/** |actual − expected| ≤ relTol · max(|expected|, floor); NaN equals NaN, an infinity equals itself. */
export function close(actual: number, expected: number, relTol: number, floor = 0): boolean {
  if (Object.is(actual, expected) || actual === expected) return true
  if (!Number.isFinite(actual) || !Number.isFinite(expected))
    return Number.isNaN(actual) && Number.isNaN(expected)
  return Math.abs(actual - expected) <= relTol * Math.max(Math.abs(expected), floor)
}

/** The first element that is not `close`, as text for an assertion; '' when all are. */
export function mismatch(
  actual: ArrayLike<number>,
  expected: ArrayLike<number>,
  relTol: number,
  floor = 0,
): string {
  if (actual.length !== expected.length) return `${actual.length} values, R has ${expected.length}`
  for (let i = 0; i < expected.length; i++)
    if (!close(actual[i], expected[i], relTol, floor)) return `[${i}] ${actual[i]}, R has ${expected[i]}`
  return ''
}

/** Whether docs/methods/where-we-differ.md lists this value of this fixture, with its reason. */
export function isListedDifference(
  { dataset, id }: Pick<Fixture, 'dataset' | 'id'>,
  value?: string,
): boolean {
  listed ??= whereWeDiffer()
    .split('\n')
    .map((line) => line.split('|').map((cell) => cell.trim()))
  return listed.some(
    (row) => row[1] === dataset && row[2] === id && (value === undefined || row[3] === value) && row[4],
  )
}
let listed: string[][] | undefined

export const whereWeDiffer = () =>
  readFileSync(new URL('../../../docs/methods/where-we-differ.md', import.meta.url), 'utf8')
