/** Draws from one stream of random numbers. Each subject has streams of its own, so that one patient's luck moves no other. */
import { randomFraction, randomStream, type RandomStream } from '@abscopal/stats'

export type { RandomStream }

const aspects = [
  'design',
  'person',
  'lesions',
  'disease',
  'ablation',
  'scans',
  'doses',
  'events',
  'blood',
  'thyroid',
] as const

export function streamOf(seed: number, subject: number, aspect: (typeof aspects)[number]): RandomStream {
  return randomStream(seed, subject * 16 + aspects.indexOf(aspect))
}

export function chance(stream: RandomStream, probability: number): boolean {
  return randomFraction(stream) < probability
}

export function uniform(stream: RandomStream, low: number, high: number): number {
  return low + (high - low) * randomFraction(stream)
}

/** A whole number from low to high, both included. */
export function whole(stream: RandomStream, [low, high]: readonly number[]): number {
  return Math.floor(uniform(stream, low ?? 0, (high ?? 0) + 1))
}

/** Box–Muller; the second of the pair is thrown away so that a draw takes the same two numbers always. */
export function normal(stream: RandomStream): number {
  const radius = Math.sqrt(-2 * Math.log(1 - randomFraction(stream)))
  return radius * Math.cos(2 * Math.PI * randomFraction(stream))
}

export function poisson(stream: RandomStream, mean: number): number {
  let count = 0
  for (let left = Math.exp(-mean), p = randomFraction(stream); p > left; count++) p *= randomFraction(stream)
  return count
}

/** One of the items, by weight. */
export function picked<T>(stream: RandomStream, items: readonly (readonly [T, number])[]): T {
  let left = randomFraction(stream) * items.reduce((sum, [, weight]) => sum + weight, 0)
  const item = items.find(([, weight]) => (left -= weight) < 0) ?? items.at(-1)
  if (!item) throw new RangeError('picked: at least one item, got none')
  return item[0]
}
