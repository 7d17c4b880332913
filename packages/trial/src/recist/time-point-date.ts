/** The date of a time point whose scans lie on several days. */
import type { Imputed } from '../day.ts'
import type { RuleId } from '../ids.ts'
import type { Lesion, Scan } from '../record/records.ts'
import type { Sentence } from './rule.ts'
import type { Frame } from './seen.ts'

export const dateRules = {
  firstDay: {
    id: 'date.first-day',
    says: 'a time point with scans on several days and no progression is dated to the first of them',
    source: 'ours; the policy of an endpoint may take the last day instead',
    tag: 'D',
  },
  evidence: {
    id: 'date.evidence',
    says: 'progression at a time point with scans on several days is dated to the first day on which a lesion that shows it was seen: a new lesion, a non-target or ablated lesion that has progressed, or any target where the sum has',
    source:
      'FDA, Clinical Trial Endpoints for the Approval of Cancer Drugs (2018): a new lesion by the day it was first seen; of a sum, first or last day are both in use, the policy chooses',
    tag: 'K',
  },
} as const satisfies Record<string, Sentence>

/** `evidence`: the lesions that make the time point progression, none where it is not. */
export function timePointDate(
  scan: Scan,
  frame: Frame,
  evidence: readonly Lesion[],
): { readonly date: Imputed; readonly because: readonly RuleId[] } {
  const dates = evidence.flatMap(({ id }) => frame.get(id)?.date ?? [])
  const date = dates.reduce<Imputed | undefined>(
    (first, one) => (first && first.day <= one.day ? first : one),
    undefined,
  )
  const rule = date ? dateRules.evidence : dateRules.firstDay
  return { date: date ?? scan.date, because: scan.date.day === scan.lastDate.day ? [] : [rule.id] }
}
