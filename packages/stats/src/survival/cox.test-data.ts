/** The call that an R fixture of a Cox fit describes, as ours: columns, ties, strata and the rest. */
import { codes, column, columns } from '../reference.test-data.ts'
import type { Fixture } from '../reference.test-data.ts'
import type { CoxOptions } from './cox-model.ts'

export type CoxCall = {
  time: Float64Array
  event: Uint8Array
  X: Float64Array[]
  options: CoxOptions
}

export function coxCall({ csv, spec }: Fixture): CoxCall {
  const used = [spec.time, spec.event, spec.start, ...names(spec.x), ...names(spec.strata)]
  used.push(spec.weights, spec.cluster, spec.offset)
  const numeric = (name: string | undefined) => (name ? column(csv, name, used) : undefined)
  const coded = (factors: string[]) =>
    factors.length === 0 ? undefined : codes(...factors.map((name) => columns(csv, [name, ...used])[name]))
  return {
    time: numeric(spec.time)!,
    event: Uint8Array.from(numeric(spec.event)!),
    X: names(spec.x).map((name) => numeric(name)!),
    options: {
      ties: spec.ties,
      entry: numeric(spec.start),
      strata: coded(names(spec.strata)),
      weights: numeric(spec.weights),
      offset: numeric(spec.offset),
      cluster: coded(names(spec.cluster)),
      robust: spec.robust,
    },
  }
}

const names = (value: string | string[] | undefined) => (value === undefined ? [] : [value].flat())
