import { uniformFloat64 } from 'pure-rand/distribution/uniformFloat64'
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus'
import { normalQuantile } from '../src/special/normal.ts'
import type { Columns } from './job.ts'

/** Two groups, p covariates of which the first is the group, exponential times, uniform censoring; shapes as in R's own bench. */
export function followUp(n: number, p: number, { days = false, seed = 1 } = {}): Columns {
  const draw = draws(seed)
  const columns: Record<string, Float64Array> = { time: new Float64Array(n), event: new Float64Array(n) }
  for (let j = 1; j <= p; j++) columns[`x${j}`] = Float64Array.from({ length: n }, () => draw.normal())
  columns.x1 = Float64Array.from({ length: n }, (_, i) => i % 2)
  for (let i = 0; i < n; i++) {
    let linear = -0.35 * columns.x1[i]
    for (let j = 2; j <= p; j++) linear += 0.1 * columns[`x${j}`][i]
    const failure = draw.exponential(Math.exp(linear) / 500)
    const censoring = 100 + 1700 * draw.uniform()
    const time = Math.min(failure, censoring)
    columns.time[i] = days ? Math.ceil(time) : time
    columns.event[i] = failure <= censoring ? 1 : 0
  }
  return columns
}

/** Each follow-up cut in two rows (entry, time]; the second covariate moves at the cut. */
export function startStop(rows: number, p: number): Columns {
  const ids = rows / 2
  const whole = followUp(ids, p, { seed: 3 })
  const draw = draws(4)
  const columns: Record<string, Float64Array> = { entry: new Float64Array(rows), id: new Float64Array(rows) }
  for (const name of Object.keys(whole)) columns[name] = new Float64Array(rows)
  for (let i = 0; i < ids; i++) {
    const cut = Math.max(1e-6, whole.time[i] * (0.02 + 0.96 * draw.uniform()))
    for (const row of [i, ids + i]) {
      for (const name of Object.keys(whole)) columns[name][row] = whole[name][i]
      columns.id[row] = i
    }
    columns.time[i] = cut
    columns.event[i] = 0
    columns.entry[ids + i] = cut
    columns.x2[ids + i] += 0.1 + 0.2 * draw.normal()
  }
  return columns
}

/** Two causes and censoring, three covariates of which the first is the group. */
export function competing(n: number): Columns {
  const draw = draws(5)
  const columns: Record<string, Float64Array> = {}
  for (const name of ['time', 'cause', 'x1', 'x2', 'x3']) columns[name] = new Float64Array(n)
  const { time, cause, x1, x2, x3 } = columns
  for (let i = 0; i < n; i++) {
    x1[i] = draw.uniform() < 0.5 ? 1 : 0
    x2[i] = draw.normal()
    x3[i] = draw.uniform()
    const first = draw.exponential(Math.exp(-0.4 * x1[i] + 0.3 * x2[i]) / 10)
    const second = draw.exponential(Math.exp(0.2 * x1[i]) / 15)
    const censoring = 2 + 23 * draw.uniform()
    time[i] = Math.min(first, second, censoring)
    cause[i] = time[i] === censoring ? 0 : time[i] === first ? 1 : 2
  }
  return columns
}

/** Row numbers 0..n−1 drawn with repetition, `resamples` × n, one after the other. */
export function resampledRows(n: number, resamples: number): Float64Array {
  const draw = draws(7)
  return Float64Array.from({ length: n * resamples }, () => Math.floor(n * draw.uniform()))
}

function draws(seed: number) {
  const generator = xoroshiro128plus(seed)
  const uniform = () => uniformFloat64(generator)
  return {
    uniform,
    normal: () => normalQuantile(uniform() || 2 ** -53),
    exponential: (rate: number) => -Math.log1p(-uniform()) / rate,
  }
}
