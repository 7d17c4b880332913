/**
 * Whether and when two readers call progression, with the discrepancy rates of Amit 2011. With the first reader as the
 * one that is checked against the second:
 *
 *   early = (only the first + both, the first earlier) / (the first calls it)
 *   late  = (only the second + both, the first later) / (the readers differ in call or date)
 *
 * Source: Amit et al. 2011, Eur J Cancer 47:1772 [K: verify]. A later date by however little is later.
 */
import { daysBetween, type Day } from '../day.ts'
import type { RowId, SubjectId } from '../ids.ts'

export type ProgressionCalls = {
  readonly subject: SubjectId
  readonly first: ProgressionCall | null
  readonly second: ProgressionCall | null
}
export type ProgressionCall = { readonly day: Day; readonly says: string; readonly from: readonly RowId[] }

export type ProgressionDiscordance = {
  readonly subjects: number
  readonly sameDay: number
  readonly firstEarlier: number
  readonly firstLater: number
  readonly onlyFirst: number
  readonly onlySecond: number
  readonly neither: number
  readonly earlyDiscrepancyRate: number | null
  readonly lateDiscrepancyRate: number | null
}

export type Discordance = ProgressionCalls & {
  readonly kind: 'first earlier' | 'first later' | 'only first' | 'only second'
  /** Days from the first reader's date to the second's; null where one has none. */
  readonly days: number | null
}

export function progressionDiscordance(calls: readonly ProgressionCalls[]): ProgressionDiscordance {
  const count = (kind: Kind) => calls.filter((one) => kindOf(one) === kind).length
  const [sameDay, firstEarlier, firstLater] = [
    count('same day'),
    count('first earlier'),
    count('first later'),
  ]
  const [onlyFirst, onlySecond] = [count('only first'), count('only second')]
  const called = sameDay + firstEarlier + firstLater + onlyFirst
  const differ = firstEarlier + firstLater + onlyFirst + onlySecond
  return {
    subjects: calls.length,
    sameDay,
    firstEarlier,
    firstLater,
    onlyFirst,
    onlySecond,
    neither: count('neither'),
    earlyDiscrepancyRate: called === 0 ? null : (onlyFirst + firstEarlier) / called,
    lateDiscrepancyRate: differ === 0 ? null : (onlySecond + firstLater) / differ,
  }
}

export function discordances(calls: readonly ProgressionCalls[]): readonly Discordance[] {
  return calls.flatMap((one) => {
    const kind = kindOf(one)
    if (kind === 'same day' || kind === 'neither') return []
    return [{ ...one, kind, days: one.first && one.second && daysBetween(one.first.day, one.second.day) }]
  })
}

type Kind = Discordance['kind'] | 'same day' | 'neither'

function kindOf({ first, second }: ProgressionCalls): Kind {
  if (!first) return second ? 'only second' : 'neither'
  if (!second) return 'only first'
  if (first.day === second.day) return 'same day'
  return first.day < second.day ? 'first earlier' : 'first later'
}
