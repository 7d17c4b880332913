/**
 * Who was randomized, by arm: the first table of a report. Counts with their denominators, medians with quartiles and range,
 * missing values counted; no p, because a difference between randomized arms at baseline is chance (CONSORT 2025).
 */
import { sampleQuantile } from '@abscopal/stats'
import type { Finding } from '../finding.ts'
import type { Protocol } from '../protocol/protocol.ts'
import { tableOf } from '../protocol/trial-tables.ts'
import type { Records } from '../record/records.ts'
import { baselineVariables } from './baseline-variables.ts'
import type { BaselineVariable } from './baseline-variables.ts'
import type { Population } from './populations.ts'

export type BaselineReadout = {
  readonly id: string
  readonly population: string
  readonly columns: readonly {
    readonly arm: string | null
    readonly title: string
    readonly subjects: number
  }[]
  readonly rows: readonly BaselineRow[]
  readonly methods: readonly string[]
}

export type BaselineRow = {
  readonly id: string
  readonly title: string
  readonly unit: string | null
} & (
  | {
      readonly as: 'category'
      readonly levels: readonly { readonly level: string; readonly counts: readonly number[] }[]
      readonly known: readonly number[]
      readonly missing: readonly number[]
    }
  | {
      readonly as: 'number'
      readonly summaries: readonly NumberSummary[]
      readonly missing: readonly number[]
    }
)

export type NumberSummary = {
  readonly n: number
  readonly median: number | null
  readonly q1: number | null
  readonly q3: number | null
  readonly min: number | null
  readonly max: number | null
}

export function baseline(
  records: Records,
  protocol: Protocol,
  populations: readonly Population[],
): { readonly baseline?: BaselineReadout; readonly findings: readonly Finding[] } {
  const { analysis, listed } = tableOf(protocol, 'baseline')
  const population = populations.find(({ id }) => id === analysis.population)
  if (!population)
    return {
      findings: [
        {
          code: 'analysis.population.unknown',
          severity: 'error',
          message: `analysis ${analysis.id}: no population ${analysis.population}`,
        },
      ],
    }
  const subjects = records.subjects.filter(({ id }) => population.members.has(id))
  const known = baselineVariables(records, protocol)
  const wanted = analysis.variables
    ? analysis.variables.flatMap(({ id, title, as }) => {
        const found = known.find((one) => one.id.toLowerCase() === id.toLowerCase())
        return found ? [{ ...found, title: title ?? found.title, as }] : []
      })
    : known.map((one) => ({ ...one, as: undefined }))
  const columns = [
    ...protocol.arms.map(({ id, title }) => ({
      arm: id as string | null,
      title,
      of: subjects.filter(({ arm }) => arm === id),
    })),
    { arm: null, title: 'All', of: subjects },
  ]
  const rows = wanted.flatMap((variable) => {
    const values = columns.map(({ of }) => of.map(variable.of))
    const all = values.at(-1)?.filter((value) => value !== undefined) ?? []
    if (all.length === 0 && !analysis.variables) return []
    return [row(variable, values)]
  })
  const absent = (analysis.variables ?? []).filter(
    ({ id }) => !rows.some((one) => one.id.toLowerCase() === id.toLowerCase()),
  )
  return {
    baseline: {
      id: analysis.id,
      population: population.id,
      columns: columns.map(({ arm, title, of }) => ({ arm, title, subjects: of.length })),
      rows,
      methods: [
        listed
          ? 'Variables as the protocol lists them'
          : 'Every variable that the records hold: the protocol lists none',
        'Categories: subjects and per cent of those with a known value; numbers: median, quartiles (mean of neighbours at a tie), range',
        'Missing values are counted, not imputed; no test of the arms, for they were randomized',
      ],
    },
    findings: [
      ...absent.map(({ id }): Finding => ({
        code: 'baseline.variable.absent',
        severity: 'warning',
        message: `analysis ${analysis.id}: the records have no ${id}; they have ${known.map((one) => one.id).join(', ')}`,
      })),
      ...(analysis.variables
        ? []
        : expected
            .filter(({ field }) => !known.some(({ id }) => field.test(id)))
            .map(({ says }): Finding => ({
              code: 'baseline.not-recorded',
              severity: 'note',
              message: `${says}: not recorded at baseline (a column of dm.csv, or a row of sc.csv)`,
            }))),
    ],
  }
}

/** What a reader of such a trial looks for first. */
const expected = [
  { field: /^ecog|performance/i, says: 'ECOG performance status' },
  { field: /^hist/i, says: 'histology' },
  { field: /^pd-?_?l1/i, says: 'PD-L1' },
  { field: /^smok/i, says: 'smoking' },
]

/** A number of few values, such as ECOG 0 and 1 or a count of lesions, is a category. */
const FEW = 6

function row(
  {
    id,
    title,
    unit = null,
    as,
  }: Omit<BaselineVariable, 'unit'> & {
    readonly unit?: string | null
    readonly as?: 'category' | 'number' | undefined
  },
  values: readonly (readonly (string | number | undefined)[])[],
): BaselineRow {
  const all = (values.at(-1) ?? []).filter((value) => value !== undefined)
  const levels = [...new Set(all)]
  const numeric = all.length > 0 && all.every((value) => typeof value === 'number')
  const missing = values.map((column) => column.filter((value) => value === undefined).length)
  const counted =
    numeric && levels.length <= FEW && levels.every((value) => Number.isInteger(value)) && unit === null
  if ((as ?? (numeric && !counted ? 'number' : 'category')) === 'number')
    return {
      id,
      title,
      unit,
      as: 'number',
      missing,
      summaries: values.map((column) => summary(column.filter((value) => typeof value === 'number'))),
    }
  const sorted = levels.toSorted((a, b) =>
    typeof a === 'number' && typeof b === 'number' ? a - b : String(a) < String(b) ? -1 : 1,
  )
  return {
    id,
    title,
    unit,
    as: 'category',
    levels: sorted.map((level) => ({
      level: String(level),
      counts: values.map((column) => column.filter((value) => value === level).length),
    })),
    known: values.map((column, i) => column.length - (missing[i] ?? 0)),
    missing,
  }
}

export function summary(values: readonly number[]): NumberSummary {
  const n = values.length
  if (n === 0) return { n, median: null, q1: null, q3: null, min: null, max: null }
  const x = Float64Array.from(values)
  const [min, q1, median, q3, max] = [0, 0.25, 0.5, 0.75, 1].map((p) => sampleQuantile(x, p)) as [
    number,
    number,
    number,
    number,
    number,
  ]
  return { n, median, q1, q3, min, max }
}
