/** The checked question of a proportional hazards regression: what was asked, ties settled, one door for every caller. */
import { tiedTimes } from './tied-times.ts'
import type { TiedTimes } from './tied-times.ts'

export type CoxOptions = {
  readonly ties?: 'efron' | 'breslow' | 'exact'
  readonly entry?: Float64Array
  readonly strata?: Int32Array
  readonly weights?: Float64Array
  readonly offset?: Float64Array
  readonly cluster?: Int32Array
  readonly robust?: boolean
  readonly initial?: Float64Array
  readonly tied?: TiedTimes
  readonly epsilon?: number
  readonly maxIterations?: number
  readonly singularTolerance?: number
}

export type CoxModel = {
  readonly tied: TiedTimes
  readonly event: Uint8Array
  readonly X: readonly Float64Array[]
  readonly ties: 'efron' | 'breslow' | 'exact'
  readonly strata?: Int32Array
  readonly weights?: Float64Array
  readonly offset?: Float64Array
  readonly cluster?: Int32Array
  readonly robust: boolean
  readonly initial?: Float64Array
  readonly singularTolerance: number
}

export function coxModel(
  time: Float64Array,
  event: Uint8Array,
  X: readonly Float64Array[],
  options: CoxOptions = {},
): CoxModel {
  const { ties = 'efron', entry, strata, weights, offset, cluster, initial } = options
  const n = time.length
  if (n === 0) throw new RangeError('cox: at least one row is needed, got none')
  sameLength(n, 'event', event)
  X.forEach((column, j) => sameLength(n, `column ${j + 1} of X`, column))
  for (const [name, column] of Object.entries({ entry, strata, weights, offset, cluster }))
    if (column) sameLength(n, name, column)
  for (let i = 0; i < n; i++)
    if (event[i] > 1) throw new RangeError(`cox: every event must be 0 or 1, row ${i} is ${event[i]}`)
  X.forEach((column, j) => allFinite(column, `column ${j + 1} of X`))
  if (offset) allFinite(offset, 'offset')
  if (weights) {
    allFinite(weights, 'weights')
    const negative = weights.findIndex((w) => w < 0)
    if (negative >= 0)
      throw new RangeError(`cox: every weight must be ≥ 0, row ${negative} is ${weights[negative]}`)
    if (!weights.some((w) => w > 0)) throw new RangeError('cox: some weight must be > 0, all are 0')
    if (ties === 'exact' && weights.some((w) => w !== 0 && w !== 1))
      throw new RangeError("cox: with ties 'exact' every weight must be 0 or 1")
  }
  if (strata) codesFromZero(strata, 'strata')
  if (cluster) codesFromZero(cluster, 'cluster')
  if (initial) {
    if (initial.length !== X.length)
      throw new RangeError(`cox: as many initial values as columns, got ${initial.length} for ${X.length}`)
    allFinite(initial, 'initial')
  }
  if (ties !== 'efron' && ties !== 'breslow' && ties !== 'exact')
    throw new RangeError(`cox: ties must be 'efron', 'breslow' or 'exact', got ${String(ties)}`)
  const fractional = weights?.some((w) => w !== Math.floor(w)) ?? false
  const robust = options.robust ?? (cluster !== undefined || fractional)
  if (robust && ties === 'exact')
    throw new RangeError("cox: a robust variance needs ties 'efron' or 'breslow'")
  const tied = options.tied ?? tiedTimes(time, entry)
  if (tied.time.length !== n) throw new RangeError(`cox: tied holds ${tied.time.length} times for ${n} rows`)
  return {
    tied,
    event,
    X,
    ties,
    strata,
    weights,
    offset,
    cluster,
    robust,
    initial,
    singularTolerance: options.singularTolerance ?? 2.220446049250313e-16 ** 0.75,
  }
}

function sameLength(n: number, name: string, column: ArrayLike<number>) {
  if (column.length !== n)
    throw new RangeError(`cox: ${name} must have ${n} rows, as time, got ${column.length}`)
}

function allFinite(column: Float64Array, name: string) {
  for (let i = 0; i < column.length; i++)
    if (!Number.isFinite(column[i]))
      throw new RangeError(`cox: ${name} must be finite, row ${i} is ${column[i]}`)
}

/** Room is made for every code up to the highest: an identifier is not a code. */
const MOST_CODES = 2 ** 24

function codesFromZero(codes: Int32Array, name: string) {
  for (let i = 0; i < codes.length; i++) {
    if (codes[i] < 0) throw new RangeError(`cox: ${name} must be codes 0, 1, 2 …, row ${i} is ${codes[i]}`)
    if (codes[i] >= MOST_CODES)
      throw new RangeError(`cox: ${name} must be codes below ${MOST_CODES}, row ${i} is ${codes[i]}`)
  }
}
