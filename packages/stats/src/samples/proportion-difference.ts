import { normalQuantile } from '../special/normal.ts'

/**
 * Difference of two independent proportions with Newcombe's hybrid score interval.
 *
 *   δ = p₁ − p₂;  limits δ − √((p₁ − l₁)² + (u₂ − p₂)²) and δ + √((u₁ − p₁)² + (p₂ − l₂)²), (l, u) Wilson's score limits of each
 *
 * @param first   x₁ of n₁, whole numbers, 0 ≤ x₁ ≤ n₁, n₁ ≥ 1
 * @param second  x₂ of n₂ likewise: the reference
 * @param options  `level` of the interval, said by the caller
 * @returns `difference` in [−1, 1] with its limits; they exist for every count
 * @throws RangeError for anything else
 *
 * Source: Newcombe 1998, Stat Med 17:873, method 10; Wilson 1927, J Am Stat Assoc 22:209.
 * Checked: R 4.2.2, Wilson's limits by `prop.test(correct = FALSE)` combined as above, 1e-10; 56/70 − 48/80 by hand.
 */
export function proportionDifference(
  first: { readonly count: number; readonly of: number },
  second: { readonly count: number; readonly of: number },
  { level }: { readonly level: number },
): { readonly difference: number; readonly lower: number; readonly upper: number } {
  for (const { count, of } of [first, second])
    if (!(Number.isInteger(count) && Number.isInteger(of) && of >= 1 && count >= 0 && count <= of))
      throw new RangeError(
        `proportionDifference: whole numbers 0 ≤ count ≤ of, of ≥ 1, got ${count} of ${of}`,
      )
  if (!(level > 0 && level < 1)) throw new RangeError(`proportionDifference: 0 < level < 1, got ${level}`)
  const z = normalQuantile((1 - level) / 2, { upper: true })
  const [one, two] = [wilson(first, z), wilson(second, z)]
  const difference = one.p - two.p
  return {
    difference,
    lower: difference - Math.hypot(one.p - one.lower, two.upper - two.p),
    upper: difference + Math.hypot(one.upper - one.p, two.p - two.lower),
  }
}

function wilson({ count, of: n }: { readonly count: number; readonly of: number }, z: number) {
  const p = count / n
  const centre = (p + (z * z) / (2 * n)) / (1 + (z * z) / n)
  const half = (z * Math.sqrt((p * (1 - p)) / n + (z * z) / (4 * n * n))) / (1 + (z * z) / n)
  return { p, lower: count === 0 ? 0 : centre - half, upper: count === n ? 1 : centre + half }
}
