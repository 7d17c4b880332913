/** Ratios in a figure: ticks of a log axis, and the few words beside a mark. Reports have their own, fuller words. */
import type { Estimate } from '../analysis/readout.ts'

const steps = [
  [0.1, 1, 10],
  [0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10, 20, 50],
  [0.02, 0.05, 0.1, 0.2, 0.3, 0.5, 0.7, 1, 1.5, 2, 3, 5, 10, 20, 50],
] as const

/** The finest set of round ratios inside the limits whose texts do not touch. */
export function ratioTicks(low: number, high: number, length: number): number[] {
  const inside = steps.map((all) => all.filter((tick) => tick >= low && tick <= high))
  const perLog = length / Math.log(high / low)
  const apart = (ticks: readonly number[]) =>
    ticks.every((tick, i) => i === 0 || Math.log(tick / (ticks[i - 1] ?? tick)) * perLog >= 30)
  return [...(inside.findLast((ticks) => ticks.length > 0 && apart(ticks)) ?? inside[0] ?? [])]
}

/** `0.24 (0.11–0.52)`. */
export function ratioWords({ estimate, lower, upper }: Estimate): string {
  if (estimate === null) return 'not estimated'
  return `${one(estimate)} (${one(lower)}–${one(upper)})`
}

export function pWords(p: number | null): string {
  if (p === null) return '–'
  return p < 0.001 ? '<0.001' : p.toFixed(3)
}

const one = (value: number | null) =>
  value === null ? '–' : value < 0.005 ? '<0.01' : value >= 1000 ? '>1000' : value.toFixed(2)
