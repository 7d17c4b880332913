/**
 * Exact log-rank test of two groups: the whole permutation distribution of O − E, no χ², no random numbers.
 *
 *   p = #{ labellings with |U*| ≥ |U| } / #labellings,   U = Σ_{i ∈ group 1} c_i,   labels permuted within strata
 *
 * Up to five million labellings are counted one by one. Beyond (20 of 62 have 7e15), the scores are rounded to a fine lattice and the
 * distribution of their sum follows by recursion over the rows; `lower` and `upper` then enclose the exact p with certainty: no sum can be off
 * by more than half a lattice step per row.
 *
 * @param time, event  as for `logRank`
 * @param options.group  codes 0 and 1; strata, rho, gamma
 * @returns `statistic` U (positive: group 1 has more events than expected), two-sided `p`, `pGreater` and `pLess` for U* ≥ U and U* ≤ U,
 *   bounds `lower` ≤ p ≤ `upper` (all three equal where counted one by one), `labellings`
 * @throws RangeError as `logRank`, for more than two groups, and for more than 200 rows, where `logRank` is accurate
 *
 * Valid if censoring is alike in the groups. Where labels cannot matter (one group empty, no events) p is NaN.
 * Source: Peto & Peto 1972; Streitberg & Röhmel 1986 (shift algorithm). Work: rows · rows in group 1 · lattice, held near 5e8 (half a second).
 * Checked: lattice against counting one by one; counting by hand; against `permutationLogRank` within its Monte Carlo error.
 */
import { logRankScores } from './log-rank-scores.ts'
import type { LogRankScoreOptions } from './log-rank-scores.ts'
import { groupCount, partition } from './partition.ts'

export type ExactLogRank = {
  readonly statistic: number
  readonly p: number
  readonly pGreater: number
  readonly pLess: number
  readonly lower: number
  readonly upper: number
  readonly labellings: number
}
export type ExactOptions = LogRankScoreOptions & { readonly group: Int32Array; readonly countUpTo?: number }

const WORK = 5e8
const MOST_ROWS = 200

export function exactLogRank(
  time: Float64Array,
  event: Uint8Array,
  { group, countUpTo = 5_000_000, ...options }: ExactOptions,
): ExactLogRank {
  const n = time.length
  if (groupCount('exactLogRank', 'group', group, n) > 2)
    throw new RangeError('exactLogRank: groups are 0 and 1, got more')
  if (n > MOST_ROWS)
    throw new RangeError(
      `exactLogRank: at most ${MOST_ROWS} rows, got ${n}; use logRank or permutationLogRank`,
    )
  const scores = logRankScores(time, event, options)
  const strata = options.strata ?? new Int32Array(n)
  const { rows, start } = partition(
    Uint32Array.from(group.keys()),
    strata,
    groupCount('exactLogRank', 'strata', strata, n),
  )
  const blocks = Array.from({ length: start.length - 1 }, (_, s) =>
    block(rows.subarray(start[s], start[s + 1]), scores, group),
  )
  const statistic = scores.reduce((sum, c, i) => sum + group[i] * c, 0)
  const labellings = blocks.reduce((product, { scores: c, chosen }) => product * choose(c.length, chosen), 1)
  if (!blocks.some(({ scores: c, chosen }) => chosen > 0 && chosen < c.length && c.some((x) => x !== c[0])))
    return { statistic, p: NaN, pGreater: NaN, pLess: NaN, lower: NaN, upper: NaN, labellings }
  const found = labellings <= countUpTo ? counted(blocks, statistic) : onLattice(blocks, statistic)
  return { statistic, ...found, labellings }
}

/** A stratum: its scores, and which and how many rows the data chose. */
type Block = { readonly scores: Float64Array; readonly isChosen: Uint8Array; readonly chosen: number }

/** The scores add up to 0, so group 0 has minus the sum of group 1: the smaller of the two is chosen. */
function block(rows: Uint32Array, scores: Float64Array, group: Int32Array): Block {
  const chosen = rows.reduce((count, i) => count + group[i], 0)
  const fewer = 2 * chosen <= rows.length
  return {
    scores: Float64Array.from(rows, (i) => (fewer ? scores[i] : -scores[i])),
    isChosen: Uint8Array.from(rows, (i) => (fewer ? group[i] : 1 - group[i])),
    chosen: fewer ? chosen : rows.length - chosen,
  }
}

function choose(n: number, k: number): number {
  let product = 1
  for (let j = 1; j <= Math.min(k, n - k); j++) product = (product * (n - j + 1)) / j
  return Math.round(product)
}

function counted(blocks: readonly Block[], statistic: number) {
  const tolerance = 1e-9 * Math.max(1, Math.abs(statistic)) // sums in another order of the same rows
  let total = 0
  let greater = 0
  let less = 0
  let extreme = 0
  const visit = (s: number, row: number, left: number, sum: number) => {
    if (s === blocks.length) {
      total++
      if (sum >= statistic - tolerance) greater++
      if (sum <= statistic + tolerance) less++
      if (Math.abs(sum) >= Math.abs(statistic) - tolerance) extreme++
      return
    }
    const { scores } = blocks[s]
    if (left === 0) return visit(s + 1, 0, blocks[s + 1]?.chosen ?? 0, sum)
    if (scores.length - row > left) visit(s, row + 1, left, sum)
    visit(s, row + 1, left - 1, sum + scores[row])
  }
  visit(0, 0, blocks[0].chosen, 0)
  const p = extreme / total
  return { p, lower: p, upper: p, pGreater: greater / total, pLess: less / total }
}

function onLattice(blocks: readonly Block[], statistic: number) {
  const rows = blocks.reduce((sum, { scores }) => sum + scores.length, 0)
  const most = Math.max(...blocks.map(({ chosen }) => chosen))
  const range = blocks.reduce((sum, { scores, chosen }) => sum + largestSum(scores, chosen), 0)
  const step = range / Math.max(1000, Math.floor(WORK / (rows * (most + 1))))
  const chosen = blocks.reduce((sum, b) => sum + b.chosen, 0)
  // Each block's scores are counted from its smallest, so that steps are not negative; `offset` is what that leaves out.
  const offset = blocks.reduce((sum, b) => sum + b.chosen * Math.min(...b.scores), 0)
  const width = Math.ceil(range / step) + chosen + 1
  let sums: Float64Array = new Float64Array(width)
  sums[0] = 1
  for (const b of blocks) sums = chosenSums(b, step, sums)

  // The observed sum is rounded as all others are, so that labellings with the very same scores stay as extreme as it.
  const observed = blocks.reduce(
    (sum, b) =>
      sum + step * latticeSteps(b.scores, step).reduce((steps, m, r) => steps + m * b.isChosen[r], 0),
    offset,
  )
  const slack = (chosen * step) / 2 // how far rounding can have moved a sum
  const tolerance = 1e-9 * Math.max(1, Math.abs(statistic))
  let [total, extreme, surely, possibly, greater, less] = [0, 0, 0, 0, 0, 0]
  for (let j = 0; j < width; j++) {
    const sum = offset + j * step
    total += sums[j]
    if (Math.abs(sum) >= Math.abs(observed) - tolerance) extreme += sums[j]
    if (Math.abs(sum) >= Math.abs(statistic) + slack + tolerance) surely += sums[j]
    if (Math.abs(sum) >= Math.abs(statistic) - slack - tolerance) possibly += sums[j]
    if (sum >= observed - tolerance) greater += sums[j]
    if (sum <= observed + tolerance) less += sums[j]
  }
  return {
    p: extreme / total,
    lower: surely / total,
    upper: possibly / total,
    pGreater: greater / total,
    pLess: less / total,
  }
}

function latticeSteps(scores: Float64Array, step: number): Int32Array {
  const least = Math.min(...scores)
  return Int32Array.from(scores, (c) => Math.round((c - least) / step))
}

function largestSum(scores: Float64Array, chosen: number): number {
  const sorted = scores.toSorted()
  const shifted = sorted.map((c) => c - sorted[0])
  return shifted.slice(shifted.length - chosen).reduce((sum, c) => sum + c, 0)
}

/** Shares of labellings by their lattice sum, after this block's rows join those before. */
function chosenSums({ scores, chosen }: Block, step: number, before: Float64Array): Float64Array {
  const width = before.length
  const steps = latticeSteps(scores, step)
  // ways[j][x]: labellings of the rows so far with j chosen and the sum x
  const ways = Array.from({ length: chosen + 1 }, () => new Float64Array(width))
  ways[0].set(before)
  let farthest = before.findLastIndex((x) => x > 0)
  for (let r = 0; r < steps.length; r++) {
    const move = steps[r]
    const end = Math.min(width - 1, farthest + move)
    for (let j = Math.min(r + 1, chosen); j >= 1; j--) {
      const from = ways[j - 1]
      const to = ways[j]
      for (let x = end; x >= move; x--) to[x] += from[x - move]
    }
    farthest = end
  }
  const total = ways[chosen].reduce((sum, x) => sum + x, 0)
  return ways[chosen].map((x) => x / total)
}
