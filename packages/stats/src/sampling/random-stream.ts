import { uniformInt } from 'pure-rand/distribution/uniformInt'
import { xoroshiro128plusFromState } from 'pure-rand/generator/xoroshiro128plus'

/**
 * A stream of random numbers of its own for every (seed, index): resample 17 is the same draw whether it is the 18th of one
 * loop or the only one of a worker, so that a result does not depend on how the work was split.
 *
 * xoroshiro128+ (Blackman & Vigna 2021, ACM TOMS 47:36) whose 128 bits of state are the 2 × 53 bits, each word mixed with all
 * others by the finalizer of MurmurHash3; two of 2¹²⁸ states are as good as never the same or neighbours.
 *
 * @param seed   whole number, 0 ≤ seed ≤ 2⁵³ − 1
 * @param index  likewise
 * @throws RangeError for anything else
 * Checked: streams of neighbouring seeds and indices are uncorrelated and uniform, by fixed-seed chi-square tests.
 */
export function randomStream(seed: number, index = 0): RandomStream {
  for (const [name, value] of [
    ['seed', seed],
    ['index', index],
  ] as const)
    // prettier-ignore
    if (!(Number.isSafeInteger(value) && value >= 0))
      throw new RangeError(`randomStream: ${name} must be a whole number from 0 to 2^53 − 1, got ${value}`)
  const words = [seed >>> 0, Math.floor(seed / 2 ** 32), index >>> 0, Math.floor(index / 2 ** 32)]
  const state = [0, 1, 2, 3].map((k) =>
    words.reduce<number>((hash, word, j) => mixed(hash ^ mixed(word + 0x9e3779b9 * (4 * k + j + 1))), k + 1),
  )
  if (!state.some((word) => word !== 0)) state[0] = 1
  return xoroshiro128plusFromState(state)
}

export type RandomStream = ReturnType<typeof xoroshiro128plusFromState>

/** A whole number from 0 to below n, each as likely. */
export function randomIndex(stream: RandomStream, n: number): number {
  return uniformInt(stream, 0, n - 1)
}

/** A number in [0, 1) with 53 random bits. */
export { uniformFloat64 as randomFraction } from 'pure-rand/distribution/uniformFloat64'

function mixed(word: number): number {
  let h = word | 0
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b)
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35)
  return h ^ (h >>> 16)
}
