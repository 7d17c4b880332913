/**
 * How firm the log-rank test is: the fewest subjects whose status would have to be another, each at the end of its own follow-up,
 * for p to come to lie on the other side of alpha.
 *
 *   U = Σ (d₁ − d n₁/n),  V = Σ d (n − d) n₁ n₀ / (n² (n − 1)),  p of U²/V. The times stay, so no risk set changes, and a change of
 *   one status moves U and V by one term. p = alpha is |U| = c √V; √V lies beneath its tangent and above its chord, and against a
 *   straight line the best k changes are simply those with the k largest terms. For k = 1, 2 … these are made and tested; `fewest`
 *   where for every smaller k the same line, with the terms at their bounds, proves that no k changes do.
 *
 * Source: the fragility index of Walsh et al. 2014, J Clin Epidemiol 67:622 [K: verify], made for a table of two proportions;
 * to carry it over to times to an event in this way is ours [D].
 * Checked: each single change against R `survdiff`; against all sets of changes in small studies.
 */
import { chiSquareCdf, chiSquareQuantile } from '@abscopal/stats'
import type { SubjectId } from '../ids.ts'
import { strataCodes } from './complete-subjects.ts'
import type { SubjectTime } from './subject-time.ts'

export type FragilityReadout = {
  readonly alpha: number
  readonly changes: Changes
  readonly p: number
  /** How many changes bring p across alpha; null where no changes that are allowed do. */
  readonly count: number | null
  /** Whether fewer are proven not to. */
  readonly fewest: boolean
  readonly pAfter: number | null
  readonly changed: readonly {
    readonly subject: SubjectId
    readonly arm: string
    readonly time: number
    readonly to: 'event' | 'censored'
  }[]
}

type Changes = 'any' | 'added-events'
/** One time of one stratum: those at risk, of both arms and of the compared one; how many end here, and how many of them by the event. */
type Cell = { readonly n: number; readonly n1: number; readonly here: number; readonly d: number }
type Row = {
  readonly subject: SubjectTime
  readonly cell: Cell
  readonly compared: boolean
  readonly event: boolean
}

/** @param subjects of two arms, with every stratum known; @returns null where there is no test */
export function fragility(
  subjects: readonly SubjectTime[],
  asked: {
    readonly reference: string
    readonly strata: readonly string[]
    readonly alpha: number
    readonly changes: Changes
  },
): FragilityReadout | null {
  const { alpha, changes } = asked
  const rows = rowsOf(subjects, asked)
  const start = sums(rows, new Set())
  if (!(start.V > 0)) return null
  const limit = chiSquareQuantile(1 - alpha, 1)
  const isSignificant = ({ U, V }: Sums) => (U * U) / V >= limit
  const significant = isSignificant(start)
  const result = { alpha, changes, p: pOf(start) }

  const free = rows.filter(({ event }) => changes === 'any' || !event)
  const signs: readonly (1 | -1)[] = significant ? [start.U > 0 ? 1 : -1] : [1, -1]
  let fewest = true
  for (let k = 1; k <= free.length; k++) {
    let proven = true
    for (const sign of signs) {
      const line = { ...start, sign, k, c: Math.sqrt(limit), significant }
      // A tangent where the changes lead is closer to √V than one where they start.
      let tangent = start.V
      for (let turn = 0; turn < 3; turn++) {
        const best = bestChanges(free, line, tangent)
        const after = sums(rows, best)
        if (!(after.V > 0)) break
        if (isSignificant(after) !== significant)
          return { ...result, count: k, fewest, pAfter: pOf(after), changed: [...best].map(changedRow) }
        tangent = after.V
      }
      if (mayCross(free, line, start.V) && mayCross(free, line, tangent)) proven = false
    }
    if (!proven) fewest = false
  }
  return { ...result, count: null, fewest: false, pAfter: null, changed: [] }
}

function changedRow({ subject: { id, arm, time }, event }: Row): FragilityReadout['changed'][number] {
  return { subject: id, arm, time, to: event ? 'censored' : 'event' }
}

type Sums = { readonly U: number; readonly V: number }

function sums(rows: readonly Row[], changed: ReadonlySet<Row>): Sums {
  let U = 0
  const events = new Map<Cell, number>()
  for (const row of rows) {
    if (row.event === changed.has(row)) continue
    U += pull(row)
    events.set(row.cell, (events.get(row.cell) ?? 0) + 1)
  }
  let V = 0
  for (const [cell, d] of events) V += variance(cell, d)
  return { U, V }
}

const pull = ({ compared, cell: { n, n1 } }: Row) => (compared ? 1 : 0) - n1 / n
const pullOfChange = (row: Row) => (row.event ? -pull(row) : pull(row))

function variance({ n, n1 }: Cell, d: number): number {
  return n > 1 ? (d * (n - d) * n1 * (n - n1)) / (n * n * (n - 1)) : 0
}

/** The question for k changes: sign · U to fall beneath c √V, or to rise above it. */
type Line = Sums & {
  readonly sign: 1 | -1
  readonly k: number
  readonly c: number
  readonly significant: boolean
}

function bestChanges(
  free: readonly Row[],
  { sign, k, c, significant }: Line,
  tangent: number,
): ReadonlySet<Row> {
  const slope = c / (2 * Math.sqrt(tangent))
  const away = significant ? -1 : 1
  const gained = free.map((row) => {
    const { cell, event } = row
    const more = variance(cell, cell.d + (event ? -1 : 1)) - variance(cell, cell.d)
    return { row, gain: away * (sign * pullOfChange(row) - slope * more) }
  })
  return new Set(
    gained
      .toSorted((a, b) => b.gain - a.gain)
      .slice(0, k)
      .map(({ row }) => row),
  )
}

/** False where it is proven that no k changes cross. */
function mayCross(free: readonly Row[], { U, V, sign, k, c, significant }: Line, tangent: number): boolean {
  const bounds = free.map(varianceBounds)
  const widest = largest(
    bounds.map(({ least, most }) => Math.max(-least, most)),
    k,
  )
  const [low, high] = [Math.sqrt(Math.max(0, V - widest)), Math.sqrt(V + widest)]
  // Beneath the tangent to lose significance, above the chord from low to high to gain it.
  const slope = significant ? 1 / (2 * Math.sqrt(tangent)) : 1 / (low + high)
  const at = significant ? Math.sqrt(tangent) + slope * (V - tangent) : low + slope * (V - low * low)
  const gap = sign * U - c * at
  const gains = free.map((row, i) => {
    const { least, most } = bounds[i] ?? { least: 0, most: 0 }
    const towards = sign * pullOfChange(row)
    return significant ? c * slope * most - towards : towards - c * slope * least
  })
  return significant ? gap <= largest(gains, k) : gap + largest(gains, k) >= 0
}

/** How far one change can move V, whatever else changes at its time: its term is concave in d, from 0 to all who end there. */
function varianceBounds({ cell: { n, n1, here }, event }: Row): { least: number; most: number } {
  const first = (n1 * (n - n1)) / (n * n)
  const last = n > 1 ? (first * (n - 2 * here + 1)) / (n - 1) : 0
  return event ? { least: -first, most: -last } : { least: last, most: first }
}

function largest(values: readonly number[], k: number): number {
  return values
    .toSorted((a, b) => b - a)
    .slice(0, k)
    .reduce((sum, value) => sum + Math.max(0, value), 0)
}

function rowsOf(
  subjects: readonly SubjectTime[],
  { reference, strata }: { readonly reference: string; readonly strata: readonly string[] },
): Row[] {
  const codes = strataCodes(subjects, strata)
  const byStratum = Map.groupBy(subjects.keys(), (i) => codes[i])
  const cellOf = new Map<number, Cell>()
  for (const members of byStratum.values()) {
    const latestFirst = members.toSorted((a, b) => (subjects[b]?.time ?? 0) - (subjects[a]?.time ?? 0))
    let [n, n1] = [0, 0]
    const byTime = Map.groupBy(latestFirst, (i) => subjects[i]?.time ?? 0)
    for (const at of byTime.values()) {
      n += at.length
      n1 += at.filter((i) => subjects[i]?.arm !== reference).length
      const cell = { n, n1, here: at.length, d: at.filter((i) => subjects[i]?.event).length }
      for (const i of at) cellOf.set(i, cell)
    }
  }
  return subjects.flatMap((subject, i) => {
    const cell = cellOf.get(i)
    return cell ? [{ subject, cell, compared: subject.arm !== reference, event: subject.event }] : []
  })
}

const pOf = ({ U, V }: Sums) => chiSquareCdf((U * U) / V, 1, { upper: true })
