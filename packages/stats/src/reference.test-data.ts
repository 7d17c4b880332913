/**
 * The R results in `reference/*.json` and the data beside them, for tests. A fixture says the R call, the same in words
 * (`spec`) and what R answered. R's NA, NaN, Inf and -Inf are strings in the JSON; `number` reads them.
 */
import { readdirSync, readFileSync } from 'node:fs'

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
function all(): Fixture[] {
  read ??= readdirSync(folder)
    .filter((name) => name.endsWith('.json'))
    .toSorted()
    .flatMap((name) => JSON.parse(readFileSync(new URL(name, folder), 'utf8')).fixtures ?? [])
  return read
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
export function isListedDifference({ dataset, id }: Fixture, value: string): boolean {
  listed ??= readFileSync(new URL('../../../docs/methods/where-we-differ.md', import.meta.url), 'utf8')
    .split('\n')
    .map((line) => line.split('|').map((cell) => cell.trim()))
  return listed.some((row) => row[1] === dataset && row[2] === id && row[3] === value && row[4])
}
let listed: string[][] | undefined
