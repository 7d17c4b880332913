/** Patients by the modality of their ablations up to a landmark, with time counted from there: no group has time in which nothing could happen. */
import { daysBetween } from '../day.ts'
import type { Finding } from '../finding.ts'
import type { SubjectId } from '../ids.ts'
import type { Records } from '../record/records.ts'
import type { AblationSession } from './ablation-sessions.ts'
import { compareArms } from './compare-arms.ts'
import type { GroupQuestion } from './modality.ts'
import type { EndpointReadout } from './readout.ts'
import type { SubjectTime } from './subject-time.ts'

export type LandmarkReadout = {
  readonly landmark: string
  /** Why subjects who were ablated are not compared, also the reasons that none has. */
  readonly excluded: readonly { readonly why: string; readonly subjects: readonly SubjectId[] }[]
  /** The groups in place of arms; times in days from the landmark. */
  readonly comparison: EndpointReadout
}

export function modalityLandmark(
  subjects: readonly SubjectTime[],
  sessions: readonly AblationSession[],
  records: Pick<Records, 'scans' | 'subjects'>,
  { asked, analysis, title, policy, pair }: GroupQuestion,
): { readonly readout: LandmarkReadout; readonly findings: readonly Finding[] } {
  const [first, second] = pair
  const sessionsOf = Map.groupBy(sessions, ({ subject }) => subject)
  const landmarkOf =
    asked.landmark === 'first-scan-after-ablation'
      ? firstScans(records, sessionsOf)
      : () => asked.landmark as number
  const out = {
    none: [] as SubjectId[],
    event: [] as SubjectId[],
    censored: [] as SubjectId[],
    later: [] as SubjectId[],
    both: [] as SubjectId[],
  }
  const compared = subjects.flatMap((subject): SubjectTime[] => {
    const own = sessionsOf.get(subject.id)
    if (!own) return []
    const at = landmarkOf(subject.id)
    if (at === undefined) out.none.push(subject.id)
    else if (subject.time <= at) out[subject.event ? 'event' : 'censored'].push(subject.id)
    else {
      const groups = new Set(own.filter(({ day }) => day <= at).map(({ group }) => group))
      const [only] = groups
      if (groups.size > 1) out.both.push(subject.id)
      else if (only === undefined) out.later.push(subject.id)
      else return [{ ...subject, arm: only, time: subject.time - at }]
    }
    return []
  })
  const byScan = asked.landmark === 'first-scan-after-ablation'
  const { endpoint, findings } = compareArms(compared, {
    analysis: { ...analysis, id: `${asked.id}, landmark`, rank: asked.rank, restrictedMeanMonths: [] },
    title: `${title} from the landmark`,
    arms: [
      { id: first, title: first, role: 'experimental' },
      { id: second, title: second, role: 'control' },
    ],
    unit: 'days',
    howTimes: [],
    policy,
  })
  return {
    readout: {
      landmark: byScan ? 'first scan after the first study ablation' : `day ${asked.landmark}`,
      excluded: [
        ...(byScan ? [{ why: 'no scan after the ablation', subjects: out.none }] : []),
        { why: 'event at or before the landmark', subjects: out.event },
        { why: 'censored at or before the landmark', subjects: out.censored },
        ...(byScan ? [] : [{ why: 'ablated only after the landmark', subjects: out.later }]),
        { why: 'both groups up to the landmark', subjects: out.both },
      ],
      comparison: { ...endpoint, id: asked.id },
    },
    findings,
  }
}

/** The day of the first scan after the day of the first ablation, on the clock of the endpoint. */
function firstScans(
  { scans, subjects }: Pick<Records, 'scans' | 'subjects'>,
  sessionsOf: ReadonlyMap<SubjectId, readonly AblationSession[]>,
): (subject: SubjectId) => number | undefined {
  const scansOf = Map.groupBy(scans, ({ subject }) => subject)
  const randomized = new Map(subjects.map((subject) => [subject.id, subject.randomized]))
  return (subject) => {
    const start = sessionsOf.get(subject)?.[0]?.start
    const from = randomized.get(subject)
    if (start === undefined || from === undefined) return undefined
    const days = (scansOf.get(subject) ?? [])
      .filter(({ date }) => date.day > start)
      .map(({ date }) => date.day)
    const [earliest] = days.toSorted()
    return earliest === undefined ? undefined : daysBetween(from, earliest) + 1
  }
}
