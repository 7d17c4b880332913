import { randomIndex, randomStream } from './random-stream.ts'

/**
 * Rows drawn with replacement: as many as there are, within strata where given, whole clusters where given.
 *
 * @param plan   from `resamplingPlan`
 * @param seed, index  which draw; the same pair gives the same rows (`random-stream.ts`)
 * @returns the rows drawn; where whole clusters are drawn their number varies. The array is used again by the next draw of the plan
 */
export function resample(plan: ResamplingPlan, seed: number, index: number): Uint32Array {
  const stream = randomStream(seed, index)
  let size = 0
  for (const units of plan.strata)
    for (let draw = 0; draw < units.length; draw++) {
      const unit = units[randomIndex(stream, units.length)]
      if (size + unit.length > plan.room.length) {
        const wider = new Uint32Array(2 * (size + unit.length))
        wider.set(plan.room.subarray(0, size))
        plan.room = wider
      }
      for (let k = 0; k < unit.length; k++) plan.room[size++] = unit[k]
    }
  return plan.room.subarray(0, size)
}

export type ResamplingPlan = {
  readonly n: number
  /** Of each stratum its units, of each unit its rows. */
  readonly strata: readonly (readonly Uint32Array[])[]
  room: Uint32Array
}

export type ResamplingOptions = {
  /** Codes; every stratum keeps its number of units. */
  readonly strata?: Int32Array
  /** Codes; rows of one cluster are drawn together. A cluster must lie within one stratum. */
  readonly clusters?: Int32Array
}

/** Throws RangeError in the name of `caller` for a count that is not a whole number ≥ 1, lengths that differ, a cluster in two strata. */
export function resamplingPlan(
  caller: string,
  n: number,
  { strata, clusters }: ResamplingOptions,
): ResamplingPlan {
  if (!(Number.isInteger(n) && n >= 1))
    throw new RangeError(`${caller}: the number of rows must be ≥ 1, got ${n}`)
  for (const [name, codes] of Object.entries({ strata, clusters }))
    if (codes && codes.length !== n)
      throw new RangeError(`${caller}: as many ${name} as rows, got ${codes.length} for ${n}`)
  const units = new Map<number, number[]>()
  for (let i = 0; i < n; i++) {
    const unit = clusters ? clusters[i] : i
    const rows = units.get(unit)
    if (!rows) units.set(unit, [i])
    else if (strata && strata[rows[0]] !== strata[i])
      throw new RangeError(`${caller}: a cluster must lie within one stratum, cluster ${unit} does not`)
    else rows.push(i)
  }
  const byStratum = new Map<number, Uint32Array[]>()
  for (const rows of units.values()) {
    const stratum = strata ? strata[rows[0]] : 0
    const list = byStratum.get(stratum)
    if (list) list.push(Uint32Array.from(rows))
    else byStratum.set(stratum, [Uint32Array.from(rows)])
  }
  return { n, strata: [...byStratum.values()], room: new Uint32Array(n) }
}
