/**
 * The anticancer therapies of one subject after randomization that the study did not plan. An ablation that the study
 * plans is none, neither the first session nor a later one of the plan; in an arm that plans no ablation it is a
 * crossover and counts as local therapy.
 */
import type { Day } from '../day.ts'
import type { RowId } from '../ids.ts'
import type { Procedure } from '../record/records.ts'

export type Therapy = {
  readonly day: Day
  readonly what: string
  readonly kind: 'systemic' | NonNullable<Procedure['local']>
  readonly from: RowId
}

/** In order of date. */
export function unplannedTherapies(
  procedures: readonly Procedure[],
  { plansAblation, isSince }: { readonly plansAblation: boolean; readonly isSince: (day: Day) => boolean },
): readonly Therapy[] {
  return procedures
    .flatMap(({ kind, local, start, what, from }): Therapy[] => {
      if (!isSince(start)) return []
      if (kind === 'anticancer-therapy') return [{ day: start, what, kind: local ?? 'systemic', from }]
      const isCrossover = kind === 'study-ablation' && !plansAblation
      return isCrossover ? [{ day: start, what, kind: 'ablation', from }] : []
    })
    .toSorted((a, b) => (a.day < b.day ? -1 : a.day > b.day ? 1 : a.from < b.from ? -1 : 1))
}
