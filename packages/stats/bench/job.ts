/** Columns of numbers by name: what both sides of a benchmark read. */
export type Columns = Readonly<Record<string, Float64Array>>

/** One method, the same job in R beside it, and how much faster the design asks us to be. */
export type Job = {
  readonly name: string
  readonly n: number
  readonly quick: number
  /** Made once from a fixed seed; R reads the same numbers from a file. */
  readonly data: (n: number) => Columns
  /** Everything outside the clock (flags to bytes, codes to integers), then the job itself, which gives numbers to compare. */
  readonly prepare: (columns: Columns) => () => ArrayLike<number>
  /** The file beside this one; it times the calls named in `goals` and prints the same numbers. */
  readonly script: string
  readonly goals: readonly Goal[]
  /** Largest relative difference from R's numbers; a fast wrong answer fails. */
  readonly tolerance: number
  readonly grows: boolean
}

export type Goal = { readonly call: string; readonly times: number }

export type Timing = { readonly median: number; readonly runs: number }

/** The median time in seconds of up to 25 runs within about four seconds, after one to warm up. */
export function timing(run: () => ArrayLike<number>, { most = 25, seconds = 4 } = {}): Timing {
  const begin = performance.now()
  run()
  const times: number[] = []
  while (times.length < most && (times.length < 3 || performance.now() - begin < 1000 * seconds)) {
    const start = performance.now()
    run()
    times.push((performance.now() - start) / 1000)
  }
  times.sort((a, b) => a - b)
  return { median: times[times.length >> 1], runs: times.length }
}

export const flags = (column: Float64Array) => Uint8Array.from(column)
export const codes = (column: Float64Array) => Int32Array.from(column)
export const matrix = (columns: Columns) =>
  Object.keys(columns)
    .filter((name) => /^x\d+$/.test(name))
    .map((name) => columns[name])
