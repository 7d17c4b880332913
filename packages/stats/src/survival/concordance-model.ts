/** The checked question of a concordance: rows in the order of their risk sets, ranks of x, and a weight for each event time. */
import { argsort } from '../numeric/argsort.ts'
import { riskSets } from './cox-risk-sets.ts'
import type { RiskSets } from './cox-risk-sets.ts'
import { tiedTimes } from './tied-times.ts'
import type { TiedTimes } from './tied-times.ts'

export type TimeWeight = 'n' | 'S' | 'S/G' | 'n/G2' | 'I'

export type ConcordanceOptions = {
  readonly entry?: Float64Array
  readonly strata?: Int32Array
  readonly weights?: Float64Array
  readonly cluster?: Int32Array
  readonly timeWeight?: TimeWeight
  readonly reverse?: boolean
  readonly until?: number
  readonly tied?: TiedTimes
}

export type ConcordanceModel = {
  readonly sets: RiskSets
  readonly tied: TiedTimes
  readonly event: Uint8Array
  readonly weight: Float64Array
  readonly rank: Int32Array // of x, 0 … ranks − 1, equal where x is
  readonly ranks: number
  readonly timeWeight: Float64Array // per group
}

export function concordanceModel(
  time: Float64Array,
  event: Uint8Array,
  x: Float64Array,
  options: ConcordanceOptions,
): ConcordanceModel {
  const { entry, strata, weights, cluster, until = Infinity } = options
  const kind = options.timeWeight ?? 'n'
  const n = time.length
  for (const [name, column] of Object.entries({ event, x, entry, strata, weights, cluster }))
    if (column && column.length !== n)
      throw new RangeError(`concordance: ${name} must have ${n} rows, as time, got ${column.length}`)
  for (let i = 0; i < n; i++) {
    if (event[i] > 1) throw new RangeError(`concordance: every event must be 0 or 1, row ${i} is ${event[i]}`)
    if (!Number.isFinite(x[i]))
      throw new RangeError(`concordance: every x must be finite, row ${i} is ${x[i]}`)
    if (weights && !(weights[i] >= 0 && weights[i] < Infinity))
      throw new RangeError(`concordance: every weight must be finite and ≥ 0, row ${i} is ${weights[i]}`)
    if (strata && !(strata[i] >= 0 && strata[i] < 2 ** 24))
      throw new RangeError(`concordance: strata must be codes 0, 1, 2 … below 2²⁴, row ${i} is ${strata[i]}`)
  }
  if (!['n', 'S', 'S/G', 'n/G2', 'I'].includes(kind))
    throw new RangeError(`concordance: timeWeight must be n, S, S/G, n/G2 or I, got ${kind}`)
  if (Number.isNaN(until)) throw new RangeError('concordance: until must be a number, got NaN')
  const tied = options.tied ?? tiedTimes(time, entry)
  if (tied.entry && (kind === 'S/G' || kind === 'n/G2'))
    throw new RangeError(`concordance: timeWeight ${kind} needs rows without entry`)
  const sets = riskSets(tied, event, strata, weights)
  const weight = weights ?? new Float64Array(n).fill(1)
  const timeWeight = timeWeights(sets, tied, weight, event, kind)
  timeWeight.forEach((_, g) => {
    if (sets.groupTime[g] > until) timeWeight[g] = 0
  })
  return { sets, tied, event, weight, ...ranked(x), timeWeight }
}

function ranked(x: Float64Array) {
  const order = argsort(x)
  const rank = new Int32Array(x.length)
  let ranks = 0
  for (let i = 0; i < order.length; i++) {
    if (i > 0 && x[order[i]] !== x[order[i - 1]]) ranks++
    rank[order[i]] = ranks
  }
  return { rank, ranks: x.length === 0 ? 0 : ranks + 1 }
}

/** Per group, from the survival and censoring curves of its stratum just before its time. */
function timeWeights(
  sets: RiskSets,
  tied: TiedTimes,
  weight: Float64Array,
  event: Uint8Array,
  kind: TimeWeight,
): Float64Array {
  const { rows, stratumStart, stratumGroup, groupStart, groupEnd, leaving, leftBefore } = sets
  const result = new Float64Array(groupStart.length).fill(1)
  if (kind === 'n') return result
  const atRisk = new Float64Array(groupStart.length)
  for (let s = 0; s + 1 < stratumStart.length; s++) {
    let events = 0
    for (let g = stratumGroup[s]; g < stratumGroup[s + 1]; g++) events += groupEnd[g] - groupStart[g]
    if (events < 2) continue // as R: one event has no curve to speak of
    let total = 0
    let sum = 0
    for (let i = stratumStart[s]; i < stratumStart[s + 1]; i++) total += weight[rows[i]]
    for (let g = stratumGroup[s], i = stratumStart[s], k = i; g < stratumGroup[s + 1]; g++) {
      for (; i < groupEnd[g]; i++) sum += weight[rows[i]]
      if (leaving) for (; k < leftBefore![g]; k++) sum -= weight[rows[leaving[k]]]
      atRisk[g] = sum
    }
    const censoring =
      kind === 'S/G' || kind === 'n/G2' ? censoringBefore(sets, tied, weight, event, s) : undefined
    let survival = 1
    for (let g = stratumGroup[s + 1] - 1; g >= stratumGroup[s]; g--) {
      const G = censoring ? censoring[g - stratumGroup[s]] : 1
      if (kind === 'I') result[g] = 1 / atRisk[g]
      else if (kind === 'n/G2') result[g] = 1 / (G * G)
      else result[g] = (total * survival) / (G * atRisk[g])
      let died = 0
      for (let i = groupStart[g]; i < groupEnd[g]; i++) died += weight[rows[i]]
      survival *= (atRisk[g] - died) / atRisk[g]
    }
  }
  return result
}

/** The Kaplan–Meier curve of censoring just before each group; at one time, events leave before the censored do. */
function censoringBefore(
  { rows, stratumStart, stratumGroup, groupTime }: RiskSets,
  { time }: TiedTimes,
  weight: Float64Array,
  event: Uint8Array,
  s: number,
): Float64Array {
  const [from, to] = [stratumStart[s], stratumStart[s + 1]]
  const G = new Float64Array(stratumGroup[s + 1] - stratumGroup[s])
  const stay = new Float64Array(to - from) // weight at and after each place, in its order
  let sum = 0
  for (let i = from; i < to; i++) stay[i - from] = sum += weight[rows[i]]
  let curve = 1
  for (let i = to - 1, g = stratumGroup[s + 1] - 1; g >= stratumGroup[s]; g--) {
    while (i >= from && time[rows[i]] < groupTime[g]) {
      const t = time[rows[i]]
      while (i >= from && time[rows[i]] === t && event[rows[i]] === 1) i--
      const last = i
      let censored = 0
      for (; i >= from && time[rows[i]] === t; i--) censored += weight[rows[i]]
      if (censored > 0) curve *= (stay[last - from] - censored) / stay[last - from]
    }
    G[g - stratumGroup[s]] = curve
  }
  return G
}
