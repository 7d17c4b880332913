/** What a subject's dispositions mean for endpoints: progression stated without a scan, a stop of treatment, a loss. */
import { imputedDay, type Day } from '../day.ts'
import type { RowId } from '../ids.ts'
import type { Disposition } from '../record/records.ts'

export type Happening = { readonly day: Day; readonly says: string; readonly from: RowId }
export type Meaning = 'claimed' | 'treatmentStop' | 'lost'

/** The words of each meaning: CDISC's, and those seen in use. Exact, so that "no progression" is not one. */
const words: Readonly<Record<Meaning, ReadonlySet<string>>> = {
  claimed: new Set([
    'PROGRESSIVE DISEASE',
    'DISEASE PROGRESSION',
    'CLINICAL PROGRESSION',
    'SYMPTOMATIC DETERIORATION',
    'DISEASE RELAPSE',
    'DISEASE RECURRENCE',
  ]),
  treatmentStop: new Set([
    'ADVERSE EVENT',
    'TOXICITY',
    'UNACCEPTABLE TOXICITY',
    'PHYSICIAN DECISION',
    'LACK OF EFFICACY',
    'NON-COMPLIANCE WITH STUDY DRUG',
    'PROTOCOL DEVIATION',
    'PROTOCOL VIOLATION',
    'PREGNANCY',
    'TECHNICAL PROBLEMS',
    'OTHER',
  ]),
  lost: new Set([
    'LOST TO FOLLOW-UP',
    'WITHDRAWAL BY SUBJECT',
    'WITHDRAWAL BY PARENT/GUARDIAN',
    'WITHDRAWAL OF CONSENT',
    'CONSENT WITHDRAWN',
  ]),
}

/** What a disposition means; undefined for milestones, death, completion and the like. */
export function meaningOf({ what, says, category, subcategory }: Disposition): Meaning | undefined {
  const has = (meaning: Meaning) =>
    words[meaning].has(what.toUpperCase()) || words[meaning].has(says.toUpperCase())
  if (has('claimed')) return 'claimed'
  if (has('lost')) return 'lost'
  // Only a stop of the treatment is one; leaving the study's follow-up for such a reason, or a milestone, is none.
  const ofTreatment = subcategory ? /TREATMENT|DRUG/.test(subcategory) : category === 'DISPOSITION EVENT'
  return ofTreatment && has('treatmentStop') ? 'treatmentStop' : undefined
}

/** Those of each meaning from randomization on, in order of date. A month without a day is its last day. */
export function happenings(
  dispositions: readonly Disposition[],
  isSince: (day: Day) => boolean,
): Readonly<Record<Meaning, readonly Happening[]>> {
  const found: Record<Meaning, Happening[]> = { claimed: [], treatmentStop: [], lost: [] }
  for (const disposition of dispositions) {
    const meaning = meaningOf(disposition)
    const day = disposition.date && imputedDay(disposition.date, 'last')?.day
    if (meaning && day && isSince(day))
      found[meaning].push({ day, says: disposition.says.toLowerCase(), from: disposition.from })
  }
  for (const all of Object.values(found)) all.sort(inOrderOfDay)
  return found
}

function inOrderOfDay(a: Happening, b: Happening): number {
  if (a.day !== b.day) return a.day < b.day ? -1 : 1
  return a.from < b.from ? -1 : 1
}

/** Dispositions that would decide an endpoint, had they a date. */
export function undated(dispositions: readonly Disposition[]): readonly Disposition[] {
  return dispositions.filter((one) => meaningOf(one) && !(one.date && imputedDay(one.date, 'last')))
}
