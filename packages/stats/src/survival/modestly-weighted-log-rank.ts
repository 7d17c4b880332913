/**
 * Modestly weighted log-rank test, for effects that come late.
 *
 *   w(t) = 1 / max( S(t−), S(t*) ),   S the pooled Kaplan–Meier estimate of the stratum
 *
 * Early events weigh 1 and later ones more, up to t*, from where the weight stays; an effect that is worse at every time is never rewarded.
 *
 * @param time, event, group  as for `logRank`
 * @param options.until   t* > 0; or `floor`, the value s* in (0, 1] that takes the place of S(t*); one of the two
 * @param options strata, entry, tied
 * @returns as `logRank`; for two groups `z` is positive where group 1 has more weighted events than expected
 * @throws RangeError as `logRank`, and unless exactly one of `until` and `floor` is given, in its range
 *
 * Source: Magirr & Burman 2019, Stat Med 38:3782; floor, Magirr 2021, Pharm Stat 20:512. O(n log n).
 * Checked: by hand; t* before the first event, or floor 1, is the log-rank test.
 */
import { logRankResult } from './log-rank.ts'
import type { LogRank } from './log-rank.ts'
import { logRankSums } from './log-rank-sums.ts'
import type { LogRankData, Weighting } from './log-rank-sums.ts'

export type ModestWeights =
  { readonly until: number; readonly floor?: never } | { readonly floor: number; readonly until?: never }

export function modestlyWeightedLogRank(
  time: Float64Array,
  event: Uint8Array,
  { group, until, floor, ...data }: LogRankData & ModestWeights & { readonly group: Int32Array },
): LogRank {
  const weighting = modestWeights('modestlyWeightedLogRank', { until, floor } as ModestWeights)
  return logRankResult(logRankSums('modestlyWeightedLogRank', { time, event, group }, data, [weighting]))
}

export function modestWeights(caller: string, { until, floor }: ModestWeights): Weighting {
  if (
    (until === undefined) === (floor === undefined) ||
    !((until ?? 1) > 0) ||
    !((floor ?? 1) > 0 && (floor ?? 1) <= 1)
  )
    throw new RangeError(
      `${caller}: either until > 0 or a floor in (0, 1] is needed, got until ${until} and floor ${floor}`,
    )
  return (before, time) => {
    // S(t*) is the estimate after the last time ≤ t*, that is just before the first later one; if there is none, no S is lower.
    const later = floor === undefined ? time.findIndex((t) => t > until!) : -1
    const least = floor ?? (later < 0 ? 0 : before[later])
    return before.map((S) => 1 / Math.max(S, least))
  }
}
