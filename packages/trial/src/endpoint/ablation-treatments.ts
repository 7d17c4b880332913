/** The sessions of a lesion as treatments: a staged session belongs to the treatment before it, any other begins a new one. */
import { daysBetween, type Day } from '../day.ts'
import type { LesionStateAt } from '../recist/ablated-lesions.ts'
import type { Procedure } from '../record/records.ts'

export type Treatment = {
  readonly sessions: readonly Procedure[]
  readonly start: Day
  /** The day of its last session. */
  readonly end: Day
  /** Scans from its end up to the next treatment. */
  readonly states: readonly LesionStateAt[]
}

export function ablationTreatments(
  sessions: readonly Procedure[],
  states: readonly LesionStateAt[],
): readonly Treatment[] {
  const groups: Procedure[][] = []
  for (const session of sessions) {
    const last = groups.at(-1)
    const together = session.detail?.plan === 'staged' || session.start === last?.at(-1)?.start
    if (last && together) last.push(session)
    else groups.push([session])
  }
  return groups.map((own, i) => {
    const [start, end, next] = [own[0]!.start, own.at(-1)!.start, groups[i + 1]?.[0]?.start]
    return {
      sessions: own,
      start,
      end,
      states: states.filter(({ day, state }) => state !== 'untreated' && day >= end && (!next || day < next)),
    }
  })
}

/** The evaluated scan of a treatment that is nearest to `atDays` within the window, the later of two as near; none of the early phase. */
export function followUpScan(
  { states, end }: Treatment,
  { atDays, windowDays }: { readonly atDays: number; readonly windowDays: number },
): LesionStateAt | undefined {
  const distance = ({ day }: LesionStateAt) => Math.abs(daysBetween(end, day) - atDays)
  return states
    .filter((state) => state.seen && state.state !== 'ablated' && distance(state) <= windowDays)
    .toSorted((a, b) => distance(a) - distance(b) || (a.day < b.day ? 1 : -1))[0]
}
