/**
 * Every ablated lesion of one course, scan by scan: untreated → ablated → zone as expected → residual or local progression.
 * Each session begins the count anew: the phase, the smallest zone, and the proof of a complete ablation are since the last one.
 */
import { daysBetween, type Day } from '../day.ts'
import type { Derived } from '../derived.ts'
import type { LesionId, RowId, RuleId, ScanId } from '../ids.ts'
import { fromMillimetres, toMillimetres, type Micrometres } from '../length.ts'
import type { LocalProgressionSettings } from '../protocol/local-progression.ts'
import type { Procedure } from '../record/records.ts'
import type { Ablation } from './ablated.ts'
import type { Course } from './course.ts'
import { lesionState, type LesionState } from './lesion-state.ts'
import type { Seen } from './seen.ts'
import { zonePhase, type ZonePhase } from './zone-phase.ts'
import { signsOf } from './zone-sign.ts'

export type LesionStateAt = Derived & {
  readonly lesion: LesionId
  readonly scan: ScanId
  readonly frame: number
  readonly day: Day
  readonly state: LesionState
  /** Whether the reader evaluated the lesion on this scan. */
  readonly seen: boolean
  /** Since the last session; absent before the first. */
  readonly daysSince?: number
  readonly phase?: ZonePhase
  /** Progression of the lesion at this scan, which makes the time point PD. */
  readonly progressed: boolean
  /** This scan proves the ablation complete. */
  readonly proves: boolean
  /** `T1, 152 days after microwave (late phase): zone as expected, 34 mm`. */
  readonly says: string
}

export type AblatedLesion = {
  readonly lesion: LesionId
  readonly organ?: string
  /** In order of time. */
  readonly sessions: readonly Procedure[]
  readonly states: readonly LesionStateAt[]
}

/** Response, iRECIST, oligo state and outcomes ask the same of one course; it is worked out once. */
const made = new WeakMap<
  Course,
  { readonly settings: LocalProgressionSettings; readonly lesions: readonly AblatedLesion[] }
>()

export function ablatedLesions(course: Course, settings: LocalProgressionSettings): readonly AblatedLesion[] {
  const before = made.get(course)
  if (before?.settings === settings) return before.lesions
  const lesions = lesionsOf(course, settings)
  made.set(course, { settings, lesions })
  return lesions
}

function lesionsOf(course: Course, settings: LocalProgressionSettings): readonly AblatedLesion[] {
  const places = new Map(
    [...course.targets, ...course.nonTargets, ...course.newLesions].map(({ id, organ }) => [id, organ]),
  )
  return [...course.ablations].map(([lesion, { sessions }]) => {
    const organ = places.get(lesion)
    return {
      lesion,
      ...(organ !== undefined && { organ }),
      sessions,
      states: statesOf(course, lesion, { sessions, settings }),
    }
  })
}

/** Known by their sessions alone: of a subject without scans nothing is known but that it was ablated. */
export function unseenLesions(ablations: ReadonlyMap<LesionId, Ablation>): readonly AblatedLesion[] {
  return [...ablations].map(([lesion, { sessions }]) => ({ lesion, sessions, states: [] }))
}

type Since = {
  readonly sessions: number
  readonly before: Exclude<LesionState, 'untreated'>
  readonly proven: boolean
  readonly smallest?: Micrometres
}

function statesOf(
  { baseline, scans, frames }: Course,
  lesion: LesionId,
  { sessions, settings }: { sessions: readonly Procedure[]; settings: LocalProgressionSettings },
): readonly LesionStateAt[] {
  const states: LesionStateAt[] = []
  let since: Since = { sessions: 0, before: 'ablated', proven: false }
  for (const [frame, seenLesions] of frames.entries()) {
    const scan = frame === 0 ? baseline.at(-1) : scans[frame - 1]
    if (!scan) continue
    const { day } = scan.date
    const seen = seenLesions.get(lesion)
    // On the day of a session the baseline scan shows the tumour still, a later scan the zone already.
    const done = sessions.filter(({ start }) => (frame === 0 ? start < day : start <= day)).length
    const at = {
      lesion,
      scan: scan.id,
      frame,
      day,
      from: unique([...(seen?.from ?? []), ...(seen?.zone?.from ?? [])]),
    }
    if (done === 0) {
      const says = `${lesion}: untreated${lengthText(seen?.length)}`
      states.push({ ...at, ...untreated, seen: isSeen(seen), says })
      continue
    }
    if (done > since.sessions) since = { sessions: done, before: 'ablated', proven: false }
    const session = sessions[done - 1]!
    const judged = judgedZone(seen, {
      since,
      settings,
      daysSince: daysBetween(session.start, day),
      unfinished: sessions[done]?.detail?.plan === 'staged',
    })
    states.push({
      ...at,
      ...judged,
      says: `${lesion}, ${judged.daysSince} days after ${session.modality ?? session.what} (${judged.phase} phase): ${words(judged)}${lengthText(seen?.length)}`,
      from: [...at.from, session.from],
    })
    since = {
      sessions: done,
      before: judged.state,
      proven: since.proven || judged.proves,
      ...smaller(since.smallest, seen?.length),
    }
  }
  return states
}

const untreated = {
  state: 'untreated',
  progressed: false,
  proves: false,
  because: ['lesion-state.untreated'],
} as const

function judgedZone(
  seen: Seen | undefined,
  {
    since,
    settings,
    daysSince,
    unfinished,
  }: { since: Since; settings: LocalProgressionSettings; daysSince: number; unfinished: boolean },
) {
  const { statement, from: _, ...found } = seen?.zone ?? { from: [] }
  const { id, phase } = zonePhase(daysSince)
  const signs = signsOf({ ...found, daysSince, grown: hasGrown(seen?.length, since.smallest, settings) })
  const { because, ...judged } = lesionState({
    before: since.before,
    proven: since.proven,
    seen: isSeen(seen),
    ...(statement && { statement }),
    ...(seen?.state === 'unequivocal-progression' && { statement: 'progression' }),
    ...(signs.length > 0 && {
      gravest: signs.some(({ response }) => response === 'certain') ? 'certain' : 'suspicious',
    }),
    phase,
    unfinished,
    settings,
  })
  return {
    ...judged,
    seen: isSeen(seen),
    daysSince,
    phase,
    signs: signs.map(({ says }) => says),
    because: [id, ...signs.map((sign) => sign.id), because] as readonly RuleId[],
  }
}

function unique(rows: readonly RowId[]): readonly RowId[] {
  return [...new Set(rows)]
}

function isSeen(seen: Seen | undefined): boolean {
  return (
    seen !== undefined &&
    (seen.length !== undefined || seen.state !== undefined || (seen.zone?.from.length ?? 0) > 0)
  )
}

function hasGrown(
  length: Micrometres | undefined,
  smallest: Micrometres | undefined,
  { zoneGrowth: { percent, mm } }: LocalProgressionSettings,
): boolean {
  if (length === undefined || smallest === undefined || length <= smallest) return false
  return 100 * length >= (100 + percent) * smallest && length - smallest >= fromMillimetres(mm)
}

function smaller(a: Micrometres | undefined, b: Micrometres | undefined): { smallest?: Micrometres } {
  const smallest = a === undefined || (b !== undefined && b < a) ? b : a
  return smallest === undefined ? {} : { smallest }
}

export const stateWords: Readonly<Record<LesionState, string>> = {
  untreated: 'untreated',
  ablated: 'ablated',
  'zone-as-expected': 'zone as expected',
  suspicious: "suspicious, the reader's statement is needed",
  residual: 'residual tumour',
  'local-progression': 'local tumour progression',
}

function words({
  state,
  seen,
  signs,
}: {
  readonly state: LesionState
  readonly seen: boolean
  readonly signs: readonly string[]
}): string {
  const text = seen ? stateWords[state] : `not evaluated, as before ${stateWords[state]}`
  return signs.length > 0 ? `${text} (${signs.join('; ')})` : text
}

function lengthText(length: Micrometres | undefined): string {
  return length === undefined ? '' : `, ${toMillimetres(length)} mm`
}
