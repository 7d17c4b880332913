/** What happened to immunotherapy by the doses given: completed, switched within the class, resumed after an interruption. */
import { daysBetween, type Day } from '../day.ts'
import type { IntercurrentSettings } from '../protocol/estimand.ts'
import type { Dose } from '../record/records.ts'
import type { Found } from './intercurrent-events.ts'

/** @param doses of one subject from randomization on, in order of date */
export function immunotherapyEvents(
  doses: readonly Dose[],
  { settings, followedUntil }: { readonly settings: IntercurrentSettings; readonly followedUntil?: Day },
): readonly Found[] {
  const drugs = settings.immunotherapies.map((name) => name.toLowerCase())
  const drugOf = ({ drug }: Dose) => drugs.find((name) => drug.toLowerCase().includes(name))
  const given = doses.filter((dose) => dose.amount !== 0 && drugOf(dose) !== undefined)
  const [first] = given
  const last = given.at(-1)
  if (!first || !last) return []
  const found: Found[] = []
  let before = first
  for (const dose of given.slice(1)) {
    if (drugOf(dose) !== drugOf(before))
      found.push({
        kind: 'immunotherapy-switched',
        day: dose.start,
        says: `from ${drugOf(before)} to ${drugOf(dose)}`,
        from: [before.from, dose.from],
      })
    const without = daysBetween(before.end ?? before.start, dose.start)
    if (without > settings.rechallengeAfterDays)
      found.push({
        kind: 'immunotherapy-rechallenge',
        day: dose.start,
        says: `${drugOf(dose)} after ${without} days without a dose`,
        from: [before.from, dose.from],
      })
    before = dose
  }
  const end = last.end ?? last.start
  const lasted = daysBetween(first.start, end)
  const since = followedUntil ? daysBetween(end, followedUntil) : 0
  if (lasted >= settings.immunotherapyDays && since > settings.rechallengeAfterDays)
    found.push({
      kind: 'immunotherapy-completed',
      day: end,
      says: `last dose ${lasted} days after the first, none in ${since} days since`,
      from: [first.from, last.from],
    })
  return found
}
