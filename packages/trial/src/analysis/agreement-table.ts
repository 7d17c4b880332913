/** How two readers' words agree: counts, shares and kappa, with null where a number does not exist. */
import { cohenKappa } from '@abscopal/stats'
import type { Estimate } from './readout.ts'

export type AgreementTable = {
  /** In their order; rows are the first reader's words, columns the second's. */
  readonly words: readonly string[]
  readonly counts: readonly (readonly number[])[]
  readonly n: number
  readonly observed: number | null
  readonly expected: number | null
  readonly kappa: Kappa
  /** Linear weights, over the pairs whose words are ordered: CR, PR, SD, PD. Null where nothing is ordered. */
  readonly weightedKappa: (Kappa & { readonly n: number }) | null
}
export type Kappa = Estimate & { readonly standardError: number | null }
export type WordPair = readonly [string, string]

export function agreementTable(
  pairs: readonly WordPair[],
  words: readonly string[],
  ordered: readonly string[] = [],
): AgreementTable {
  const counts = crossTable(pairs, words)
  const { n, observed, expected, ...kappa } = cohenKappa(counts.flat())
  const inOrder = pairs.filter((pair) => pair.every((word) => ordered.includes(word)))
  const weighted =
    ordered.length > 1 ? cohenKappa(crossTable(inOrder, ordered).flat(), { weights: 'linear' }) : undefined
  return {
    words,
    counts,
    n,
    observed: orNull(observed),
    expected: orNull(expected),
    kappa: estimateOf(kappa),
    weightedKappa: weighted ? { n: weighted.n, ...estimateOf(weighted) } : null,
  }
}

function crossTable(pairs: readonly WordPair[], words: readonly string[]): number[][] {
  const counts = words.map(() => words.map(() => 0))
  for (const [a, b] of pairs) counts[words.indexOf(a)]![words.indexOf(b)]! += 1
  return counts
}

function estimateOf(found: { kappa: number; se: number; lower: number; upper: number }): Kappa {
  return {
    estimate: orNull(found.kappa),
    standardError: orNull(found.se),
    lower: orNull(found.lower),
    upper: orNull(found.upper),
  }
}

function orNull(value: number): number | null {
  return Number.isFinite(value) ? value : null
}
