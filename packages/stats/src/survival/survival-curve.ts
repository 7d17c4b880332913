/**
 * What the survival curves share: the columns they return, the options they take, the checks at their door.
 */
import { checkWeights } from './cause-codes.ts'
import { jackknifeVariance } from './jackknife-variance.ts'
import { checkCodes, groupCount, partition } from './partition.ts'
import type { Partition } from './partition.ts'
import { riskTable } from './risk-table.ts'
import type { RiskRows, RiskTable } from './risk-table.ts'
import { settledTimes } from './tied-times.ts'
import type { TiedTimes } from './tied-times.ts'

export type CurveOptions = {
  /** Starts of follow-up (left truncation): a row is at risk on (entry, time]. */
  readonly entry?: Float64Array
  /** Case weights ≥ 0. Any that is not whole switches the robust variance on, unless `robust` is false. */
  readonly weights?: Float64Array
  /** Subject codes of (entry, time] rows: an interval that the same subject continues does not end in a censoring. */
  readonly id?: Int32Array
  /** Codes of correlated rows: the variance is robust, summed within clusters. */
  readonly cluster?: Int32Array
  /** Robust (infinitesimal jackknife) instead of Greenwood variance; by default as `cluster`, `weights` and `id` demand. */
  readonly robust?: boolean
  /** In the cumulative hazard, d tied events follow one another in risk sets n, n − 1, … (Fleming–Harrington). */
  readonly tieCorrection?: boolean
  /** Result of `tiedTimes(time, entry)`, to share its sort with other curves, tests and models. */
  readonly tied?: TiedTimes
}

export type SurvivalCurve = {
  readonly n: number
  readonly time: Float64Array
  readonly atRisk: Float64Array
  readonly events: Float64Array
  readonly censored: Float64Array
  readonly survival: Float64Array
  /** Variance of log S: Greenwood's sum, ∞ once S = 0; or the robust variance over S². */
  readonly greenwood: Float64Array
  readonly standardError: Float64Array
  readonly cumulativeHazard: Float64Array
  readonly cumulativeHazardStandardError: Float64Array
  readonly robust: boolean
  /** Distinct times absorbed as ties within rounding, see `tiedTimes`. */
  readonly merged: number
}

export type Estimate = {
  survival: Float64Array
  logVariance: Float64Array
  hazard: Float64Array
  hazardVariance: Float64Array
}
/** What one event adds (a) and one at risk loses (b) at each time, of −log S and of the hazard; see `jackknifeVariance`. */
export type Influence = {
  survival: { a: Float64Array; b: Float64Array }
  hazard: { a: Float64Array; b: Float64Array }
}
export type CurveEstimator = {
  readonly name: string
  readonly estimate: (table: RiskTable, tieCorrection: boolean) => Estimate
  readonly influence: (table: RiskTable, tieCorrection: boolean) => Influence
}

/** One curve per group code 0..k−1, or a single one without `group`; the arguments are checked here, nowhere below. */
export function survivalCurves(
  { name, estimate, influence }: CurveEstimator,
  time: Float64Array,
  data: { readonly event: Uint8Array; readonly group?: Int32Array; readonly tieCorrection: boolean },
  options: CurveOptions,
): SurvivalCurve[] {
  const { event, group, tieCorrection } = data
  const { weights, cluster, id } = options
  const n = time.length
  checkEvents(name, event, n)
  if (weights) checkWeights(name, n, weights)
  for (const [label, code] of Object.entries({ cluster, id })) if (code) checkCodes(name, label, code, n)
  const k = group ? groupCount(name, 'group', group, n) : 1
  if (cluster && options.robust === false)
    throw new RangeError(`${name}: cluster asks for a robust variance, robust: false refuses it`)
  const tied = settledTimes(name, time, options)
  const robust =
    options.robust ?? (cluster !== undefined || hasFractions(weights) || repeatsEvents(event, id))
  const continues = id && tied.entry ? continuing(tied, id) : undefined
  const ends = group ? partition(tied.byTime, group, k) : { rows: tied.byTime, start: Uint32Array.of(0, n) }
  const clusters = robust ? codesWithinGroups(ends, cluster ?? id) : undefined
  const starts = tied.byEntry && (group ? partition(tied.byEntry, group, k).rows : tied.byEntry)

  return Array.from({ length: k }, (_, g) => {
    const [from, to] = [ends.start[g], ends.start[g + 1]]
    const rows: RiskRows = {
      event,
      weights,
      continues,
      byTime: ends.rows.subarray(from, to),
      byEntry: starts?.subarray(from, to),
    }
    const table = riskTable(tied, rows)
    const { survival, logVariance, hazard, hazardVariance } = estimate(table, tieCorrection)
    if (robust) {
      const effect = influence(table, tieCorrection)
      const clustered = { ...rows, cluster: clusters! }
      logVariance.set(jackknifeVariance(tied, table, clustered, effect.survival))
      hazardVariance.set(jackknifeVariance(tied, table, clustered, effect.hazard))
      for (let j = 0; j < survival.length; j++) if (survival[j] === 0) logVariance[j] = 0 // nobody is left to vary
    }
    return {
      n: to - from,
      time: table.time,
      atRisk: table.atRisk,
      events: table.events,
      censored: table.censored,
      survival,
      greenwood: logVariance,
      standardError: survivalErrors(survival, logVariance),
      cumulativeHazard: hazard,
      cumulativeHazardStandardError: squareRoots(hazardVariance),
      robust,
      merged: tied.merged,
    }
  })
}

function survivalErrors(survival: Float64Array, logVariance: Float64Array): Float64Array {
  const errors = new Float64Array(survival.length)
  for (let j = 0; j < errors.length; j++) errors[j] = survival[j] * Math.sqrt(logVariance[j])
  return errors
}

function squareRoots(values: Float64Array): Float64Array {
  const roots = new Float64Array(values.length)
  for (let j = 0; j < roots.length; j++) roots[j] = Math.sqrt(values[j])
  return roots
}

export function checkEvents(caller: string, event: Uint8Array, n: number) {
  if (event.length !== n)
    throw new RangeError(`${caller}: as many events as times, got ${event.length} for ${n}`)
  for (let i = 0; i < n; i++)
    if (event[i] > 1) throw new RangeError(`${caller}: every event must be 0 or 1, row ${i} is ${event[i]}`)
}

const hasFractions = (weights: Float64Array | undefined) => weights?.some((w) => w !== Math.floor(w)) ?? false

function repeatsEvents(event: Uint8Array, id: Int32Array | undefined): boolean {
  if (!id) return false
  const seen = new Set<number>()
  return id.some((code, i) => event[i] === 1 && (seen.has(code) || !seen.add(code)))
}

/** Cluster codes made 0, 1, … anew within each group; without clusters every row is its own. */
function codesWithinGroups({ rows, start }: Partition, cluster: Int32Array | undefined): Int32Array {
  const codes = new Int32Array(rows.length)
  for (let g = 0; g + 1 < start.length; g++) {
    const known = new Map<number, number>()
    for (let j = start[g]; j < start[g + 1]; j++) {
      if (!cluster) {
        codes[rows[j]] = j - start[g]
        continue
      }
      const code = known.get(cluster[rows[j]]) ?? known.size
      known.set(cluster[rows[j]], code)
      codes[rows[j]] = code
    }
  }
  return codes
}

/** 1 where a later row of the same subject starts at or before this row's end. */
function continuing({ time, entry, byTime }: TiedTimes, id: Int32Array): Uint8Array {
  const continues = new Uint8Array(time.length)
  const previous = new Map<number, number>()
  for (const i of byTime) {
    const before = previous.get(id[i])
    if (before !== undefined && entry![i] <= time[before]) continues[before] = 1
    previous.set(id[i], i)
  }
  return continues
}
