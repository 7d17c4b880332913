/** The distinct times of one stratum in ascending order, with the group of events that falls on each, −1 where none does. */
import type { CoxModel } from './cox-model.ts'
import type { CoxState } from './cox-state.ts'

export type StratumTimes = {
  readonly time: Float64Array
  readonly atRisk: Float64Array // sums of weights
  readonly events: Float64Array
  readonly censored: Float64Array
  readonly group: Int32Array
}

export function stratumTimes({ sets, columns }: CoxState, model: CoxModel, s: number): StratumTimes {
  const { time: ends, entry } = model.tied
  const { rows, stratumStart, stratumGroup, groupTime } = sets
  const [from, to] = [stratumStart[s], stratumStart[s + 1]]
  const distinct: number[] = []
  for (let i = to - 1; i >= from; i--) {
    const t = ends[rows[i]]
    if (distinct.length === 0 || t > distinct[distinct.length - 1]) distinct.push(t)
  }
  const length = distinct.length
  const time = Float64Array.from(distinct)
  const atRisk = new Float64Array(length)
  const events = new Float64Array(length)
  const censored = new Float64Array(length)
  const group = new Int32Array(length).fill(-1)

  const entering = entry && sets.leaving!.slice(from, to).toReversed() // by ascending entry
  let entered = 0
  let weightAtRisk = 0
  if (!entry) for (let i = from; i < to; i++) weightAtRisk += columns.weight[i]
  for (let r = 0, i = to - 1, g = stratumGroup[s + 1] - 1; r < length; r++) {
    const t = time[r]
    if (entering)
      for (; entered < entering.length && entry[rows[entering[entered]]] < t; entered++)
        weightAtRisk += columns.weight[entering[entered]]
    atRisk[r] = weightAtRisk
    for (; i >= from && ends[rows[i]] === t; i--) {
      if (model.event[rows[i]] === 1) events[r] += columns.weight[i]
      else censored[r] += columns.weight[i]
      weightAtRisk -= columns.weight[i]
    }
    if (g >= stratumGroup[s] && groupTime[g] === t) group[r] = g--
  }
  return { time, atRisk, events, censored, group }
}

/** Running sums, at each time, of amounts that belong to groups. */
export function cumulated(amount: Float64Array, group: Int32Array): Float64Array {
  let sum = 0
  return Float64Array.from(group, (g) => (g < 0 ? sum : (sum += amount[g])))
}
