import { causeCount, checkCauseOfInterest, checkWeights, codeCount } from './cause-codes.ts'
import { fineGrayColumns } from './fine-gray-columns.ts'
import { tiedTimes } from './tied-times.ts'

/**
 * The weighted (start, stop] rows on which an ordinary Cox fit is a Fine–Gray fit, as survival::finegray makes them: for
 * models that `fineGray` does not have (strata, offsets, residuals, tests of proportionality).
 *
 *   a row that a competing cause ended at s goes on after s with weight G(t−)/G(s−), a new row wherever G has changed
 *
 * @param time   n ends of follow-up
 * @param cause  n codes: 0 censored, 1..K
 * @param options  `of` the cause of interest; `entry` late entry; `censoringGroup` codes; `weights` multiply the rows and, as
 *   in R, do not enter G
 * @returns columns over the new rows: `row` it came from, `start`, `stop`, `event`, `weight`. Give them to `cox` as time =
 *   stop, entry = start, weights and cluster = row. Pieces without an event of the cause are left out, for they say nothing
 * @throws RangeError for unequal lengths and codes out of range
 *
 * Source: Geskus 2011, Biometrics 67:39; R survival 3.5-3 `finegray`. O(rows made).
 * Checked: the `finegray_rows` fixture row for row; `cox` on the rows against R's coxph on R's.
 */
export function fineGrayRows(
  time: Float64Array,
  cause: Int32Array,
  {
    of,
    entry,
    censoringGroup,
    weights,
  }: {
    readonly of: number
    readonly entry?: Float64Array
    readonly censoringGroup?: Int32Array
    readonly weights?: Float64Array
  },
): FineGrayRows {
  const n = time.length
  checkCauseOfInterest('fineGrayRows', of, Math.max(of, causeCount('fineGrayRows', n, cause)))
  if (weights) checkWeights('fineGrayRows', n, weights)
  const groups = censoringGroup ? codeCount('fineGrayRows', 'censoring group', n, censoringGroup) : 1
  const tied = tiedTimes(time, entry)
  const columns = fineGrayColumns(tied, cause, of, [], {
    group: censoringGroup,
    groups,
    atTie: 'after causes',
  })
  const { rows, at, first, ended, group, chance, failures } = columns
  const T = first.length - 1
  const timeAt = (j: number) => tied.time[rows[first[j]]]
  const position = new Int32Array(n)
  for (let i = 0; i < n; i++) position[rows[i]] = i
  const pieces = Array.from({ length: groups }, (_, g) => piecesOf(g))

  const made: number[][] = []
  for (let row = 0; row < n; row++) {
    const i = position[row]
    const start = tied.entry ? tied.entry[row] : 0
    const own = weights ? weights[row] : 1
    const event = ended[i] === 1 ? 1 : 0
    if (ended[i] !== 2) {
      made.push([row, start, tied.time[row], event, own])
      continue
    }
    const mine = pieces[group[i]]
    const k = mine.findIndex((piece) => piece.to >= at[i])
    made.push([row, start, timeAt(mine[k].to), 0, own])
    for (const piece of mine.slice(k + 1))
      if (piece.holdsFailure)
        made.push([row, timeAt(piece.from), timeAt(piece.to), 0, (own * piece.chance) / mine[k].chance])
  }
  const column = (c: number) => made.map((values) => values[c])
  return {
    row: Int32Array.from(column(0)),
    start: Float64Array.from(column(1)),
    stop: Float64Array.from(column(2)),
    event: Uint8Array.from(column(3)),
    weight: Float64Array.from(column(4)),
  }

  /** Stretches of time (from, to], as indices of distinct times, over which G is one number. */
  function piecesOf(g: number) {
    let last = -1
    for (let i = 0; i < n; i++) if (group[i] === g) last = Math.max(last, at[i])
    const result: { from: number; to: number; chance: number; holdsFailure: boolean }[] = []
    let from = -1
    let f = 0
    for (let j = 0; j <= last; j++) {
      if (j < last && chance[g * T + j + 1] === chance[g * T + j]) continue
      const before = f
      while (f < failures.length && failures[f] <= j) f++
      result.push({ from, to: j, chance: chance[g * T + j], holdsFailure: f > before })
      from = j
    }
    return result
  }
}

export type FineGrayRows = {
  readonly row: Int32Array
  readonly start: Float64Array
  readonly stop: Float64Array
  readonly event: Uint8Array
  readonly weight: Float64Array
}
