/**
 * A lesion ablated before baseline is no target, unless progression in it was shown since: then it is judged like any
 * other, and only later sessions count. Source: RECIST 1.1 on prior local therapy, PMC4671850 table 1 [S].
 */
import type { Lesion, Scan } from '../record/records.ts'
import type { Ablations } from './ablated.ts'
import type { Frame, Seen } from './seen.ts'

export function sinceProgression(
  ablations: Ablations,
  { baseline, first, lesions }: { baseline: Scan | undefined; first: Frame; lesions: readonly Lesion[] },
): Ablations {
  if (!baseline || ablations.size === 0) return ablations
  const { day } = baseline.date
  const stated = new Set(lesions.filter((one) => one.treatedBefore === 'progressed').map(({ id }) => id))
  return new Map(
    [...ablations].flatMap(([lesion, ablation]) => {
      const progressed = stated.has(lesion) || showsProgression(first.get(lesion))
      if (ablation.start >= day || !progressed) return [[lesion, ablation] as const]
      const sessions = ablation.sessions.filter(({ start }) => start >= day)
      const [next] = sessions
      return next ? [[lesion, { start: next.start, from: next.from, sessions }] as const] : []
    }),
  )
}

/** What the baseline reader states of a treated lesion. */
export function showsProgression(seen: Seen | undefined): boolean {
  return seen?.state === 'unequivocal-progression' || seen?.zone?.statement === 'progression'
}
