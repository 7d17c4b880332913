/**
 * For each covariate and group, the vectors whose outer products sum to Σ_t Σ_k ω_k x̄_k x̄_k′: the means over the risk sets.
 *
 * Their product is what the information needs, and is formed block by block while the vectors are in the nearest cache;
 * all vectors at once are for those who want them (`riskSetMeans`).
 */
import type { CoxColumns } from './cox-columns.ts'
import { addCrossProduct } from './cox-cross-product.ts'
import type { LikelihoodRoom } from './cox-likelihood.ts'
import type { RiskSets } from './cox-risk-sets.ts'

export const GROUPS_PER_BLOCK = 256

/** Takes Σ x̄ x̄′ off the lower triangle of `information`. */
export function takeMeansProduct(
  sets: RiskSets,
  columns: CoxColumns,
  room: LikelihoodRoom,
  information: Float64Array,
) {
  const { means, blockMeans, cross } = room
  if (sets.leaving) {
    riskSetMeans(sets, columns, room)
    addCrossProduct(information, means, undefined, -1, cross, room.vectors)
    return
  }
  const { stratumStart, stratumGroup } = sets
  for (let s = 0; s + 1 < stratumStart.length; s++) {
    const last = stratumGroup[s + 1]
    room.carried.fill(0)
    let place = stratumStart[s]
    for (let g = stratumGroup[s]; g < last; g += GROUPS_PER_BLOCK) {
      const to = Math.min(last, g + GROUPS_PER_BLOCK)
      const vectors = blockOfMeans(sets, columns, room, place, g, to)
      addCrossProduct(information, blockMeans, undefined, -1, cross, vectors)
      place = sets.groupEnd[to - 1]
    }
  }
}

/** Fills `room.means` with all the vectors. */
export function riskSetMeans(sets: RiskSets, { X }: CoxColumns, room: LikelihoodRoom) {
  const { p, means, carried } = room
  if (sets.leaving) for (let j = 0; j < p; j++) meansWithEntry(sets, X[j], room, means[j])
  else
    for (let s = 0; s + 1 < sets.stratumStart.length; s++) {
      const [from, to] = [sets.stratumGroup[s], sets.stratumGroup[s + 1]]
      carried.fill(0)
      for (let j = 0; j < p; j += 2) {
        const k = Math.min(j + 1, p - 1)
        meansOf(sets, X, room, j, k, sets.stratumStart[s], from, to, means, 0, room.secondOf)
      }
    }
}

/** The vectors of groups from..to into `room.blockMeans`, the second ones behind the first; returns how many. */
function blockOfMeans(
  sets: RiskSets,
  { X }: CoxColumns,
  room: LikelihoodRoom,
  place: number,
  from: number,
  to: number,
): number {
  const { p, blockMeans, blockSecond, secondOf } = room
  let vectors = to - from
  for (let g = from; g < to; g++) blockSecond[g - from] = secondOf[g] < 0 ? -1 : vectors++
  for (let j = 0; j < p; j += 2) {
    const k = Math.min(j + 1, p - 1)
    meansOf(sets, X, room, j, k, place, from, to, blockMeans, from, blockSecond)
  }
  return vectors
}

/**
 * Columns j and k of groups from..to, whose rows begin at `place`; group g goes to row g − shift, its second vector to
 * `second[g − shift]`. Running sums first, without a branch, and then what the groups take of them; two columns, so that sums do not wait.
 */
function meansOf(
  { groupStart, groupEnd }: RiskSets,
  X: readonly Float64Array[],
  room: LikelihoodRoom,
  j: number,
  k: number,
  place: number,
  from: number,
  to: number,
  means: readonly Float64Array[],
  shift: number,
  seconds: Int32Array,
) {
  if (from === to) return
  const { risk, takeRisk, takeDeaths, takeSecond, xSums, ySums, carried } = room
  const x = X[j]
  const y = X[k]
  const xMeans = means[j]
  const yMeans = means[k]
  let xSum = carried[j]
  let ySum = carried[k]
  for (let i = place, end = groupEnd[to - 1]; i < end; i++) {
    const r = risk[i]
    xSums[i - place] = xSum += r * x[i]
    ySums[i - place] = ySum += r * y[i]
  }
  carried[j] = xSum
  carried[k] = ySum
  for (let g = from; g < to; g++) {
    const last = groupEnd[g] - 1
    const second = seconds[g - shift]
    if (second < 0) {
      xMeans[g - shift] = takeRisk[g] * xSums[last - place]
      yMeans[g - shift] = takeRisk[g] * ySums[last - place]
      continue
    }
    let xDeaths = 0
    let yDeaths = 0
    for (let i = groupStart[g]; i <= last; i++) {
      xDeaths += risk[i] * x[i]
      yDeaths += risk[i] * y[i]
    }
    xMeans[g - shift] = takeRisk[g] * xSums[last - place] - takeDeaths[g] * xDeaths
    yMeans[g - shift] = takeRisk[g] * ySums[last - place] - takeDeaths[g] * yDeaths
    xMeans[second] = takeSecond[g] * xDeaths
    yMeans[second] = takeSecond[g] * yDeaths
  }
}

/** As `meansOf`, while rows also leave; the sums carry their rounding with them. */
function meansWithEntry(sets: RiskSets, x: Float64Array, room: LikelihoodRoom, means: Float64Array) {
  const { stratumStart, stratumGroup, groupStart, groupEnd } = sets
  const leaving = sets.leaving!
  const leftBefore = sets.leftBefore!
  const { risk, takeRisk, takeDeaths, takeSecond, secondOf } = room
  for (let s = 0; s + 1 < stratumStart.length; s++) {
    let i = stratumStart[s]
    let k = i
    let sum = 0
    let lost = 0
    for (let g = stratumGroup[s]; g < stratumGroup[s + 1]; g++) {
      for (; k < leftBefore[g]; k++) {
        const value = -risk[leaving[k]] * x[leaving[k]]
        const next = sum + value
        const part = next - sum
        lost += sum - (next - part) + (value - part)
        sum = next
      }
      let deaths = 0
      for (const end = groupEnd[g], start = groupStart[g]; i < end; i++) {
        const value = risk[i] * x[i]
        if (i >= start) deaths += value
        const next = sum + value
        const part = next - sum
        lost += sum - (next - part) + (value - part)
        sum = next
      }
      means[g] = takeRisk[g] * (sum + lost) - takeDeaths[g] * deaths
      if (secondOf[g] >= 0) means[secondOf[g]] = takeSecond[g] * deaths
    }
  }
}
