import type { EndpointChain, TimePointChain } from '@abscopal/trial/analysis/readout.ts'

/** The response that an endpoint rests on: of its scan, or, where responses were reported, of one of its source rows. */
export function decidingTimePoint<Point extends Pick<TimePointChain, 'scan' | 'from'>>(
  { timePoints }: { readonly timePoints: readonly Point[] },
  { scan, from }: Pick<EndpointChain, 'scan' | 'from'>,
): Point | undefined {
  if (scan !== null) return timePoints.find((point) => point.scan === scan)
  return timePoints.findLast((point) => point.from.some((row) => from.includes(row)))
}
