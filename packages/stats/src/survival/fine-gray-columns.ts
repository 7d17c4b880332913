import type { TiedTimes } from './tied-times.ts'
import { censoringWeights } from './censoring-weights.ts'
import { isCode } from './cox-columns.ts'

/** The rows of a subdistribution model in the order of time, ready for passes over them. */
export type FineGrayColumns = {
  readonly n: number
  /** Row of the caller at each position. */
  readonly rows: Uint32Array
  /** Index of the distinct time that ends the row, and the position of the first row of each distinct time. */
  readonly at: Int32Array
  readonly first: Int32Array
  readonly ended: Uint8Array
  readonly group: Int32Array
  readonly groups: number
  readonly weight: Float64Array
  /** Of the first distinct time at which a late entry is at risk, and the positions in the order of it. */
  readonly entryAt?: Int32Array
  readonly byEntry?: Uint32Array
  /** p covariates, centred and scaled: coefficient of the caller = coefficient here × scale. */
  readonly X: readonly Float64Array[]
  readonly scale: Float64Array
  /** What was taken off each column, in the units of the caller. */
  readonly centre: Float64Array
  /** G H of group g just before distinct time j at g · T + j, and of each row just before its own end. */
  readonly chance: Float64Array
  readonly ownChance: Float64Array
  /** Distinct times at which the cause of interest ends a row of weight above 0, and how many such times are ≤ each time. */
  readonly failures: Int32Array
  readonly failuresUpTo: Int32Array
}

export function fineGrayColumns(
  tied: TiedTimes,
  cause: Int32Array,
  of: number,
  X: readonly Float64Array[],
  options: {
    readonly group?: Int32Array
    readonly groups: number
    readonly weights?: Float64Array
    readonly atTie: 'with causes' | 'after causes'
  },
): FineGrayColumns {
  const rows = tied.byTime
  const n = rows.length
  const at = new Int32Array(n)
  const starts: number[] = []
  for (let i = 0; i < n; i++) {
    if (i === 0 || tied.time[rows[i]] !== tied.time[rows[i - 1]]) starts.push(i)
    at[i] = starts.length - 1
  }
  const first = Int32Array.from([...starts, n])
  const times = starts.length
  const ended = Uint8Array.from(rows, (i) => (cause[i] === 0 ? 0 : cause[i] === of ? 1 : 2))
  const group = Int32Array.from(rows, (i) => options.group?.[i] ?? 0)
  const weight = Float64Array.from(rows, (i) => options.weights?.[i] ?? 1)

  const late = tied.entry && lateEntries(tied, rows, first)
  const chance = censoringWeights(
    { at, ended, group, weight, entryAt: late?.entryAt, times, groups: options.groups },
    options.atTie,
  )
  const failed = new Uint8Array(times)
  for (let i = 0; i < n; i++) if (ended[i] === 1 && weight[i] > 0) failed[at[i]] = 1
  const failures = Int32Array.from([...failed.keys()].filter((j) => failed[j]))
  const failuresUpTo = new Int32Array(times)
  for (let j = 0, f = 0; j < times; j++) failuresUpTo[j] = f += failed[j]

  const scale = new Float64Array(X.length).fill(1)
  const centre = new Float64Array(X.length)
  const columns = X.map((column, j) => {
    const { x, factor, mean } = standardized(column, rows, weight)
    scale[j] = factor
    centre[j] = mean
    return x
  })
  return {
    n,
    rows,
    at,
    first,
    ended,
    group,
    groups: options.groups,
    weight,
    ...late,
    X: columns,
    scale,
    centre,
    chance,
    ownChance: Float64Array.from(at, (j, i) => chance[group[i] * times + j]),
    failures,
    failuresUpTo,
  }
}

function lateEntries({ time, entry, byEntry }: TiedTimes, rows: Uint32Array, first: Int32Array) {
  const position = new Int32Array(rows.length)
  for (let i = 0; i < rows.length; i++) position[rows[i]] = i
  const entryAt = new Int32Array(rows.length)
  const ordered = Uint32Array.from(byEntry!, (row) => position[row])
  let j = 0
  for (const i of ordered) {
    while (time[rows[first[j]]] <= entry![rows[i]]) j++
    entryAt[i] = j
  }
  return { entryAt, byEntry: ordered }
}

/** Minus its mean and over its mean absolute deviation, so that age in days and a flag are of one size. */
function standardized(column: Float64Array, rows: Uint32Array, weight: Float64Array) {
  const x = Float64Array.from(rows, (i) => column[i])
  // The first value goes before the mean is formed: 1e8 + 1 keeps its digits and a constant becomes exactly 0.
  const start = x[0]
  let total = 0
  let sum = 0
  for (let i = 0; i < x.length; i++) {
    x[i] -= start
    total += weight[i]
    sum += weight[i] * x[i]
  }
  const mean = sum / total
  let deviation = 0
  for (let i = 0; i < x.length; i++) {
    x[i] -= mean
    deviation += weight[i] * Math.abs(x[i])
  }
  const factor = isCode(column) || !(deviation > 0) ? 1 : total / deviation
  if (factor !== 1) for (let i = 0; i < x.length; i++) x[i] *= factor
  return { x, factor, mean: start + mean }
}
