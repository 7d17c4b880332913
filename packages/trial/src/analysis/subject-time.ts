/** One subject as an analysis sees it: an arm, a time, whether the event came, and what the test and the model may use. */
import type { SubjectId } from '../ids.ts'

export type SubjectTime = {
  readonly id: SubjectId
  readonly arm: string
  readonly time: number
  readonly event: boolean
  readonly strata: Readonly<Record<string, string>>
  readonly covariates: Readonly<Record<string, number | string>>
}

export const isUsableTime = ({ time }: SubjectTime) => time >= 0 && time < Infinity

export function timeColumn(subjects: readonly SubjectTime[]): Float64Array {
  return Float64Array.from(subjects, ({ time }) => time)
}

export function eventColumn(subjects: readonly SubjectTime[]): Uint8Array {
  return Uint8Array.from(subjects, ({ event }) => (event ? 1 : 0))
}

/** The value of a named field, the case of its name aside; undefined where it is absent or empty. */
export function valueOf<T extends number | string>(
  fields: Readonly<Record<string, T>>,
  name: string,
): T | undefined {
  const key = Object.hasOwn(fields, name)
    ? name
    : Object.keys(fields).find((other) => other.toLowerCase() === name.toLowerCase())
  const value = key === undefined ? undefined : fields[key]
  return value === '' || Number.isNaN(value) ? undefined : value
}
