/**
 * Time to local progression of each ablated lesion, as plain data: cause-specific, the lesions of a subject being a cluster.
 *
 *   start     the last session of the lesion's first treatment
 *   event     local tumour progression; residual tumour too where the protocol says so, else it is a cause of its own
 *   competing systemic progression, death
 *   censored  at the last scan on which the lesion was evaluated
 *
 * The earliest decides; on one day in the order above. Residual tumour that is ablated again is no end.
 */
import { daysBetween, type Day } from '../day.ts'
import type { Derived } from '../derived.ts'
import type { LesionId, RowId, RuleId, SubjectId } from '../ids.ts'
import type { LocalProgressionSettings } from '../protocol/local-progression.ts'
import type { AblatedLesion } from '../recist/ablated-lesions.ts'
import type { TimePointResponse } from '../recist/response.ts'
import type { Sentence } from '../recist/rule.ts'
import type { Subject } from '../record/records.ts'
import { ablationTreatments, type Treatment } from './ablation-treatments.ts'

export type LocalProgressionCause =
  'local-progression' | 'residual' | 'systemic-progression' | 'death' | 'censored'

export type TimeToLocalProgression = Derived & {
  readonly subject: SubjectId
  readonly lesion: LesionId
  /** Of the first treatment; null where it was not recorded, or where several were used. */
  readonly modality: string | null
  readonly start: Day
  readonly end: Day
  /** Whole days, the first day counted. */
  readonly days: number
  readonly cause: LocalProgressionCause
  /** Whether the cause is the event of the analysis. */
  readonly event: boolean
  readonly says: string
}

const terms = 'SIO-DATECAN, Puijk 2021, 10.1148/radiol.2021203715'
const ours = 'ours: no source at hand'

export const localProgressionTimeRules = [
  {
    id: 'ttlp.start',
    says: 'time to local progression starts for each lesion on the day of the last session of its first treatment',
    source: ours,
    tag: 'D',
  },
  {
    id: 'ttlp.local-progression',
    says: 'the first local tumour progression of the lesion is the event',
    source: terms,
    tag: 'K',
  },
  {
    id: 'ttlp.residual',
    says: 'residual tumour that is not ablated again: the event where the protocol says residualIsEvent, else a cause of its own',
    source: ours,
    tag: 'D',
  },
  {
    id: 'ttlp.systemic-progression',
    says: "systemic progression by the protocol's definition competes with local progression",
    source: ours,
    tag: 'D',
  },
  { id: 'ttlp.death', says: 'death competes with local progression', source: ours, tag: 'D' },
  {
    id: 'ttlp.censored',
    says: 'none of these: censored on the last scan on which the lesion was evaluated, else on the day of the start',
    source: ours,
    tag: 'D',
  },
] as const satisfies readonly Sentence[]

type End = {
  readonly cause: LocalProgressionCause
  readonly day: Day
  readonly because: readonly RuleId[]
  readonly from: readonly RowId[]
  readonly detail: string
}

type Known = {
  readonly timePoints: readonly TimePointResponse[]
  readonly settings: LocalProgressionSettings
}

export function timeToLocalProgression(
  subject: Pick<Subject, 'id' | 'death' | 'from'>,
  lesion: AblatedLesion,
  known: Known,
): TimeToLocalProgression {
  const treatments = ablationTreatments(lesion.sessions, lesion.states)
  const [first] = treatments as [Treatment]
  const end = endOf(subject, { lesion, treatments, start: first.end, known })
  const event =
    end.cause === 'local-progression' || (end.cause === 'residual' && known.settings.residualIsEvent)
  const days = daysBetween(first.end, end.day) + 1
  const kind = event ? 'event' : end.cause === 'censored' ? 'censored' : 'competing'
  const modalities = new Set(first.sessions.map(({ modality }) => modality))
  return {
    subject: subject.id,
    lesion: lesion.lesion,
    modality: modalities.size === 1 ? (first.sessions[0]!.modality ?? null) : null,
    start: first.end,
    end: end.day,
    days,
    cause: end.cause,
    event,
    says: `${lesion.lesion}: local progression-free ${days} ${days === 1 ? 'day' : 'days'}, ${kind}: ${end.detail} on ${end.day}`,
    because: ['ttlp.start', `ttlp.${end.cause}`, ...end.because],
    from: [...new Set([...lesion.sessions.map(({ from }) => from), ...end.from])],
  }
}

function endOf(
  { death, from }: Pick<Subject, 'death' | 'from'>,
  {
    lesion,
    treatments,
    start,
    known: { timePoints, settings },
  }: { lesion: AblatedLesion; treatments: readonly Treatment[]; start: Day; known: Known },
): End {
  const seen = lesion.states.filter(
    (state) => state.state !== 'untreated' && state.seen && state.day >= start,
  )
  const progression = seen.find(({ state }) => state === 'local-progression')
  const residual = (settings.residualIsEvent ? seen : treatments.at(-1)!.states).find(
    ({ state }) => state === 'residual',
  )
  const systemic = timePoints.find(({ pattern, date }) => pattern?.extent === 'systemic' && date.day >= start)
  const ends: End[] = []
  if (progression)
    ends.push({ ...progression, cause: 'local-progression', detail: 'local tumour progression' })
  if (residual) ends.push({ ...residual, cause: 'residual', detail: 'residual tumour' })
  if (systemic?.pattern)
    ends.push({
      ...systemic.pattern,
      cause: 'systemic-progression',
      day: systemic.date.day,
      detail: systemic.pattern.says,
    })
  if (death && death.day >= start)
    ends.push({ cause: 'death', day: death.day, detail: 'death', because: [], from })
  // A stable sort: of ends on one day the first in the list above stays first.
  const [first] = ends.toSorted((a, b) => (a.day < b.day ? -1 : a.day > b.day ? 1 : 0))
  if (first) return first
  const last = seen.at(-1)
  return last
    ? { ...last, cause: 'censored', detail: 'last scan on which it was evaluated' }
    : { cause: 'censored', day: start, detail: 'no scan evaluated it after ablation', because: [], from: [] }
}
