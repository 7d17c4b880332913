/**
 * Permutation test: the statistic under the groups as they are, against the statistic under groups dealt out anew.
 *
 *   p = (1 + #{t*_b ≥ t}) / (1 + B), so that it is never 0 and never too small (Phipson & Smyth 2010)
 *
 * @param group      n codes; their numbers stay, within strata where given
 * @param statistic  of the codes dealt out (valid during the call only)
 * @param options  `seed`, `permutations` B; `alternative` which values speak against equality: 'greater', 'less' or
 *   'two-sided' for |t|; `strata` codes
 * @returns `observed`, `asExtreme` the count, `p`, `failed` how many gave NaN. Each of these counts as extreme, which errs on the
 *   safe side. p is NaN where `observed` is
 * @throws RangeError for counts that are not whole and ≥ 1, strata of another length
 *
 * Values within 1e-9 of t, relatively, count as t: the same split summed in another order must tie.
 * Source: Phipson & Smyth 2010, Stat Appl Genet Mol Biol 9:39.
 * Checked: against all 70 splits of eight rows, within four standard errors of 20,000 draws.
 */
import { randomIndex, randomStream } from './random-stream.ts'

export type PermutationTest = {
  readonly observed: number
  readonly asExtreme: number
  readonly failed: number
  readonly p: number
}

export function permutationTest(
  group: Int32Array,
  statistic: (group: Int32Array) => number,
  options: {
    readonly seed: number
    readonly permutations: number
    readonly alternative: 'greater' | 'less' | 'two-sided'
    readonly strata?: Int32Array
  },
): PermutationTest {
  const { seed, permutations, alternative, strata } = options
  if (!(Number.isInteger(permutations) && permutations >= 1))
    throw new RangeError(`permutationTest: permutations must be a whole number ≥ 1, got ${permutations}`)
  if (!['greater', 'less', 'two-sided'].includes(alternative))
    throw new RangeError(`permutationTest: alternative is greater, less or two-sided, got ${alternative}`)
  const observed = statistic(group.slice())
  const values = permutationRange(group, statistic, { seed, from: 0, to: permutations, strata })
  const size = (t: number) => (alternative === 'greater' ? t : alternative === 'less' ? -t : Math.abs(t))
  const least = size(observed) - 1e-9 * Math.abs(observed)
  const failed = values.reduce((count, t) => count + (Number.isNaN(t) ? 1 : 0), 0)
  const asExtreme = values.reduce((count, t) => count + (Number.isNaN(t) || size(t) >= least ? 1 : 0), 0)
  return {
    observed,
    asExtreme,
    failed,
    p: Number.isNaN(observed) ? NaN : (1 + asExtreme) / (1 + permutations),
  }
}

/** The statistics of permutations from..to−1: they depend on nothing but the seed and their own number. */
export function permutationRange(
  group: Int32Array,
  statistic: (group: Int32Array) => number,
  {
    seed,
    from,
    to,
    strata,
  }: { readonly seed: number; readonly from: number; readonly to: number; readonly strata?: Int32Array },
): Float64Array {
  if (!(Number.isInteger(from) && Number.isInteger(to) && from >= 0 && to >= from))
    throw new RangeError(`permutationRange: whole numbers 0 ≤ from ≤ to, got ${from} and ${to}`)
  if (strata && strata.length !== group.length)
    throw new RangeError(`permutationRange: as many strata as rows, got ${strata.length} for ${group.length}`)
  const blocks = new Map<number, number[]>()
  for (let i = 0; i < group.length; i++) {
    const stratum = strata ? strata[i] : 0
    const rows = blocks.get(stratum)
    if (rows) rows.push(i)
    else blocks.set(stratum, [i])
  }
  const dealt = new Int32Array(group.length)
  return Float64Array.from({ length: to - from }, (_, b) => {
    const stream = randomStream(seed, from + b)
    dealt.set(group)
    for (const rows of blocks.values())
      for (let k = rows.length - 1; k > 0; k--) {
        const other = rows[randomIndex(stream, k + 1)]
        const code = dealt[rows[k]]
        dealt[rows[k]] = dealt[other]
        dealt[other] = code
      }
    return statistic(dealt)
  })
}
