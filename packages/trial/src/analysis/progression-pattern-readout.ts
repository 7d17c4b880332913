/** Where the progressions of the main analysis of progression-free survival were, subject by subject and counted by arm. */
import type { Day } from '../day.ts'
import type { RuleSentence } from '../derived.ts'
import type { TimeToEvent } from '../endpoint/time-to-event.ts'
import type { RowId, SubjectId } from '../ids.ts'
import { isTimeToEvent } from '../protocol/analysis.ts'
import { progressionClass, type ProgressionClass } from '../protocol/local-progression.ts'
import type { Protocol } from '../protocol/protocol.ts'
import type { ProgressionPattern } from '../recist/progression-pattern.ts'
import type { SubjectResponses } from '../recist/response.ts'
import { ruleSentence } from '../rules.ts'
import type { Population } from './populations.ts'

export type ProgressionPatternReadout = {
  /** The analysis whose events these are. */
  readonly analysis: string
  readonly population: string
  readonly systemic: readonly ProgressionClass[]
  /** The definition, and what it does to a comparison of the arms. */
  readonly says: readonly string[]
  readonly arms: readonly {
    readonly arm: string
    readonly title: string
    readonly subjects: number
    /** Events of the analysis by what they were; `notKnown` are progressions whose lesions are not known. */
    readonly events: {
      readonly local: number
      readonly systemic: number
      readonly notKnown: number
      readonly deathOrOther: number
    }
    /** A subject counts in every class that its progression has. */
    readonly classes: Readonly<Record<ProgressionClass, number>>
  }[]
  readonly subjects: readonly {
    readonly subject: SubjectId
    readonly arm: string
    readonly date: Day
    readonly classes: readonly ProgressionClass[]
    readonly extent: 'local' | 'systemic' | null
    readonly says: string
    readonly because: readonly RuleSentence[]
    readonly from: readonly RowId[]
  }[]
}

/** Undefined where the protocol has no analysis of progression-free survival, or none that could be derived. */
export function progressionPatternReadout(
  protocol: Protocol,
  {
    responses,
    byAnalysis,
    populations,
    armOf,
  }: {
    readonly responses: readonly SubjectResponses[]
    readonly byAnalysis: ReadonlyMap<string, readonly TimeToEvent[]>
    readonly populations: readonly Population[]
    readonly armOf: ReadonlyMap<SubjectId, string>
  },
): ProgressionPatternReadout | undefined {
  const ranks = ['primary', 'secondary', 'exploratory']
  const analysis = protocol.analyses
    .filter(isTimeToEvent)
    .filter(({ endpoint, id }) => endpoint === 'pfs' && byAnalysis.has(id))
    .toSorted((a, b) => ranks.indexOf(a.rank) - ranks.indexOf(b.rank))[0]
  const members = populations.find(({ id }) => id === analysis?.population)?.members
  if (!analysis || !members) return undefined
  const patterns = patternsByScan(responses)
  const times = (byAnalysis.get(analysis.id) ?? []).filter(({ subject }) => members.has(subject))
  const events = times.flatMap((time) => {
    const arm = armOf.get(time.subject)
    return time.event && arm !== undefined ? [{ time, arm, pattern: patterns.get(key(time)) }] : []
  })
  const { systemic } = protocol.response.progressionPattern
  return {
    analysis: analysis.id,
    population: analysis.population,
    systemic,
    says: [
      `Systemic: ${systemic.join(', ') || 'no class'}; local: every other. A subject may have several classes`,
      'Residual, local and regional refer to ablated lesions, so a subject without ablation cannot have them: for a comparison of the arms read the classes',
    ],
    arms: protocol.arms.map(({ id, title }) => {
      const own = events.filter(({ arm }) => arm === id)
      const progressed = own.filter(isProgression)
      const ofExtent = (extent: ProgressionPattern['extent']) =>
        progressed.filter(({ pattern }) => pattern?.extent === extent).length
      return {
        arm: id,
        title,
        subjects: times.filter(({ subject }) => armOf.get(subject) === id).length,
        events: {
          local: ofExtent('local'),
          systemic: ofExtent('systemic'),
          notKnown: progressed.filter(({ pattern }) => !pattern).length,
          deathOrOther: own.length - progressed.length,
        },
        classes: Object.fromEntries(
          progressionClass.options.map((one) => [
            one,
            progressed.filter(({ pattern }) => pattern?.classes.includes(one)).length,
          ]),
        ) as Record<ProgressionClass, number>,
      }
    }),
    subjects: events.filter(isProgression).map(({ time, arm, pattern }) => ({
      subject: time.subject,
      arm,
      date: time.end,
      classes: pattern?.classes ?? [],
      extent: pattern?.extent ?? null,
      says: pattern?.says ?? 'which lesions progressed is not known',
      because: (pattern?.because ?? []).map((id) => ruleSentence(id)),
      from: pattern?.from ?? time.from,
    })),
  }
}

function isProgression({ time }: { readonly time: TimeToEvent }): boolean {
  return time.what === 'Disease Progression'
}

function patternsByScan(responses: readonly SubjectResponses[]): ReadonlyMap<string, ProgressionPattern> {
  return new Map(
    responses.flatMap(({ subject, timePoints }) =>
      timePoints.flatMap(({ scan, pattern }) =>
        pattern ? [[key({ subject, scan }), pattern] as const] : [],
      ),
    ),
  )
}

function key({ subject, scan }: Pick<TimeToEvent, 'subject' | 'scan'>): string {
  return `${subject}\n${scan ?? ''}`
}
