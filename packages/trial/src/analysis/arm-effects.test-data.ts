/** The subjects of R's reference results (stats/reference/arm-effects.R), read from the same CSV. */
import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import type { SubjectId } from '../ids.ts'
import type { SubjectTime } from './subject-time.ts'

const folder = new URL('../../../stats/reference/', import.meta.url)
export const reference = JSON.parse(readFileSync(new URL('arm-effects.json', folder), 'utf8'))

type Asked = {
  readonly csv: string
  readonly group: string
  readonly strata: string[]
  readonly adjust: string[]
}

export function subjectsOf(
  { csv, group, strata, adjust }: Asked,
  also: readonly string[] = [],
): SubjectTime[] {
  const [head = '', ...rows] = readFileSync(new URL(csv, folder), 'utf8').trimEnd().split('\n')
  const names = head.split(',')
  return rows.flatMap((row, i) => {
    const cells = row.split(',')
    const cell = (name: string) => cells[names.indexOf(name)] ?? ''
    const fields = (wanted: readonly string[]) => wanted.map((name) => [name, cell(name)] as const)
    const numbers = fields([...adjust, ...also]).map(
      ([name, text]) => [name, text !== '' && Number.isFinite(Number(text)) ? Number(text) : text] as const,
    )
    if ([...fields(strata), ...numbers].some(([, value]) => value === '')) return []
    return {
      id: `S${i}` as SubjectId,
      arm: cell(group),
      time: Number(cell('time')),
      event: cell('event') === '1',
      strata: Object.fromEntries(fields(strata)),
      covariates: Object.fromEntries(numbers),
    }
  })
}

/** The JSON has 15 digits, and a root of Newton's is as good as its last step. */
export function close(got: number | null | undefined, wanted: number, relative = 1e-8): void {
  assert.ok(
    typeof got === 'number' && Math.abs(got - wanted) <= relative * Math.abs(wanted) + 1e-12,
    `${got} for ${wanted}`,
  )
}
