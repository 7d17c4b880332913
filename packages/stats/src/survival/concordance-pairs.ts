/**
 * Sums over all comparable pairs in O(n log n): rows join by descending time, and for each event a Fenwick tree on the ranks of x tells how
 * much weight of those still at risk lies below, at and above its own. A second pass by ascending time gives each row its
 * part as the survivor of a pair, from a tree of the events that came before it.
 */
import type { ConcordanceModel } from './concordance-model.ts'
import { fenwickTree } from '../numeric/fenwick.ts'

export type ConcordancePairs = {
  concordant: number
  discordant: number
  tiedX: number
  tiedTime: number
  tiedBoth: number
  /** Σ over event times of the variance of a rank within its risk set. */
  coxVariance: number
  readonly ofConcordant: Float64Array // per row, the weight of its partners in concordant pairs
  readonly ofDiscordant: Float64Array
  readonly ofTiedX: Float64Array
}

export function concordancePairs(model: ConcordanceModel): ConcordancePairs {
  const { event } = model
  const column = () => new Float64Array(event.length)
  const pairs: ConcordancePairs = {
    concordant: 0,
    discordant: 0,
    tiedX: 0,
    tiedTime: 0,
    tiedBoth: 0,
    coxVariance: 0,
    ofConcordant: column(),
    ofDiscordant: column(),
    ofTiedX: column(),
  }
  const tree = fenwickTree(model.ranks)
  for (let s = 0; s + 1 < model.sets.stratumStart.length; s++) {
    pairsOfEvents(model, s, tree, pairs)
    pairsOfSurvivors(model, s, tree, pairs)
  }
  return pairs
}

type Tree = ReturnType<typeof fenwickTree>

function pairsOfEvents(
  { sets, weight, rank, timeWeight }: ConcordanceModel,
  s: number,
  tree: Tree,
  pairs: ConcordancePairs,
) {
  const { rows, stratumStart, stratumGroup, groupStart, groupEnd, leaving, leftBefore } = sets
  tree.clear()
  let squares = 0 // Σ w (weight above − weight below)² over the rows at risk, kept as they come and go
  let i = stratumStart[s]
  let k = i
  for (let g = stratumGroup[s]; g < stratumGroup[s + 1]; g++) {
    for (; i < groupStart[g]; i++) join(rows[i])
    if (leaving) for (; k < leftBefore![g]; k++) leave(rows[leaving[k]])
    const ofTime = timeWeight[g]
    const tied = rows.subarray(groupStart[g], groupEnd[g])
    if (tied.length > 1) countTied(tied, rank, weight, ofTime, pairs)
    let died = 0
    for (const row of tied) {
      died += weight[row]
      const same = tree.at(rank[row])
      const below = tree.below(rank[row])
      const above = tree.total() - below - same
      pairs.concordant += weight[row] * above * ofTime
      pairs.discordant += weight[row] * below * ofTime
      pairs.tiedX += weight[row] * same * ofTime
      pairs.ofConcordant[row] += above * ofTime
      pairs.ofDiscordant[row] += below * ofTime
      pairs.ofTiedX[row] += same * ofTime
    }
    for (; i < groupEnd[g]; i++) join(rows[i])
    pairs.coxVariance += (died * ofTime * squares) / tree.total()
  }

  function join(row: number) {
    squares += change(row)
    tree.add(rank[row], weight[row])
  }
  function leave(row: number) {
    tree.add(rank[row], -weight[row])
    squares -= change(row)
  }
  /** What a row adds to `squares` on joining the others. */
  function change(row: number): number {
    const w = weight[row]
    const same = tree.at(rank[row])
    const below = tree.below(rank[row])
    const above = tree.total() - below - same
    return w * (above * (w + 2 * (below + same)) + below * (w + 2 * (above + same)) + (above - below) ** 2)
  }
}

function countTied(
  tied: Uint32Array,
  rank: Int32Array,
  weight: Float64Array,
  ofTime: number,
  pairs: ConcordancePairs,
) {
  const byRank = tied.toSorted((a, b) => rank[a] - rank[b])
  let before = 0
  let sameRank = 0
  for (let i = 0; i < byRank.length; i++) {
    const w = weight[byRank[i]]
    if (i > 0 && rank[byRank[i]] !== rank[byRank[i - 1]]) sameRank = 0
    pairs.tiedTime += w * (before - sameRank) * ofTime
    pairs.tiedBoth += w * sameRank * ofTime
    before += w
    sameRank += w
  }
}

/** Each row met, while at risk, events with x below its own (concordant for it), above and the same. */
function pairsOfSurvivors(
  { sets, tied, weight, rank, timeWeight }: ConcordanceModel,
  s: number,
  tree: Tree,
  pairs: ConcordancePairs,
) {
  const { rows, stratumStart, stratumGroup, groupStart, groupEnd } = sets
  const [from, to] = [stratumStart[s], stratumStart[s + 1]]
  const entering = sets.leaving?.slice(from, to).toReversed() ?? new Uint32Array(0) // by ascending entry
  tree.clear()
  let i = to - 1
  let entered = 0
  for (let g = stratumGroup[s + 1] - 1; g >= stratumGroup[s]; g--) {
    // Events before this group are in the tree: those who end before it, or fail in it, have met their last.
    for (; i >= groupStart[g]; i--) meet(rows[i], 1)
    // A row that enters at or after an earlier event has not met it.
    for (; entered < entering.length; entered++) {
      const row = rows[entering[entered]]
      if (tied.entry![row] >= sets.groupTime[g]) break
      meet(row, -1)
    }
    for (let e = groupStart[g]; e < groupEnd[g]; e++) tree.add(rank[rows[e]], timeWeight[g] * weight[rows[e]])
  }
  for (; i >= from; i--) meet(rows[i], 1)
  for (; entered < entering.length; entered++) meet(rows[entering[entered]], -1)

  function meet(row: number, sign: 1 | -1) {
    const same = tree.at(rank[row])
    const below = tree.below(rank[row])
    pairs.ofConcordant[row] += sign * below
    pairs.ofDiscordant[row] += sign * (tree.total() - below - same)
    pairs.ofTiedX[row] += sign * same
  }
}
