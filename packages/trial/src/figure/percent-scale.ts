/** A scale of changes in per cent: never narrower than −50 to +50, never below −100, and cut above where one value would flatten all others. */
export function percentScale(values: readonly number[]): {
  readonly domain: readonly [number, number]
  readonly ticks: readonly number[]
  /** What lies above is drawn at this height with its number. */
  readonly limit: number
} {
  const most = Math.max(50, ...values)
  const limit = Math.min(most, 150)
  const high = Math.ceil(limit / 25) * 25
  const low = Math.max(-100, Math.floor(Math.min(-50, ...values) / 25) * 25)
  const step = high - low > 160 ? 50 : 25
  const ticks: number[] = []
  for (let tick = Math.ceil(low / step) * step; tick <= high; tick += step) ticks.push(tick)
  return { domain: [low, high], ticks, limit: high }
}
