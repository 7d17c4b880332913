import { codes, columns, number } from '../reference.test-data.ts'
import type { Fixture } from '../reference.test-data.ts'

/** Time, event, group and weights of a fixture's spec; subjects of (start, stop] rows are the column id. */
export function followUp({ csv, spec }: Fixture) {
  const id = spec.start && 'id'
  const data = columns(csv, [spec.time, spec.event, spec.start, spec.weights, id, ...(spec.group ?? [])])
  const column = (name: string) => Float64Array.from(data[name], number)
  return {
    time: column(spec.time),
    event: Uint8Array.from(data[spec.event], Number),
    group: spec.group
      ? codes(...spec.group.map((name: string) => data[name]))
      : new Int32Array(data[spec.time].length),
    entry: spec.start && column(spec.start),
    weights: spec.weights && column(spec.weights),
    id: id && codes(data[id]),
    robust: false,
  }
}
