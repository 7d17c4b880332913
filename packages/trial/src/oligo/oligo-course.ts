/** A subject's oligo state at each scan, and each change of it, with the rules and the rows. */
import { daysBetween, type Day } from '../day.ts'
import type { Derived } from '../derived.ts'
import type { RowId, ScanId, SubjectId } from '../ids.ts'
import type { OligoSettings } from '../protocol/oligo-state.ts'
import type { Protocol } from '../protocol/protocol.ts'
import { ablatedLesions } from '../recist/ablated-lesions.ts'
import { chosenReaders } from '../recist/chosen-reader.ts'
import type { Course } from '../recist/course.ts'
import type { SubjectResponses } from '../recist/response.ts'
import { coursesOf } from '../recist/responses.ts'
import type { Dose, Records, Subject } from '../record/records.ts'
import { burden, type Burden, type Range } from './burden.ts'
import { metastaticClass, type Classification } from './metastatic-tree.ts'
import { isOverLimit, oligoState, type OligoState } from './oligo-residual.ts'

export type OligoPoint = Derived & {
  readonly day: Day
  readonly scan?: ScanId
  readonly baseline: boolean
  readonly burden: Burden
  readonly immunotherapyDays: Range
  readonly state: OligoState
  readonly class: Classification
}
export type OligoChange = Derived & {
  readonly day: Day
  readonly before: OligoState
  readonly after: OligoState
  /** Whether a later scan shows it too; null where the protocol asks for none, or where no scan is late enough yet. */
  readonly confirmed: boolean | null
}
export type OligoCourse = {
  readonly subject: SubjectId
  readonly points: readonly OligoPoint[]
  readonly changes: readonly OligoChange[]
}

/** Of the reader whose assessments the endpoints use; of several such, the first who saw this subject. */
export function oligoCourses(
  records: Records,
  responses: readonly Pick<SubjectResponses, 'subject' | 'timePoints'>[],
  { protocol, settings }: { readonly protocol: Protocol; readonly settings: OligoSettings },
): readonly OligoCourse[] {
  const all = Map.groupBy(coursesOf(records, protocol).courses, ({ subject }) => subject)
  const doses = Map.groupBy(records.doses, ({ subject }) => subject)
  const responsesOf = new Map(responses.map((of) => [of.subject, of]))
  const { readers } = chosenReaders(
    [...new Set(records.scans.map(({ reader }) => reader))].toSorted(),
    protocol.response.reader,
  )
  return records.subjects.map((subject) => {
    const seen = (all.get(subject.id) ?? []).find(({ reader }) => readers.includes(reader))
    if (!seen) return { subject: subject.id, points: [], changes: [] }
    const points = oligoPoints(seen, {
      subject,
      doses: doses.get(subject.id) ?? [],
      responses: responsesOf.get(subject.id),
      settings,
      localProgression: protocol.response.localProgression,
    })
    return { subject: subject.id, points, changes: changesOf(points, settings) }
  })
}

type About = {
  readonly subject: Subject
  readonly doses: readonly Dose[]
  readonly responses: Pick<SubjectResponses, 'timePoints'> | undefined
  readonly settings: OligoSettings
  readonly localProgression: Protocol['response']['localProgression']
}

function oligoPoints(
  course: Course,
  { subject, doses, responses, settings, localProgression }: About,
): readonly OligoPoint[] {
  const words = new Map(responses?.timePoints.map((one) => [one.scan, one.response]))
  const dates = [course.baseline.at(-1), ...course.scans]
  const zones = Map.groupBy(
    ablatedLesions(course, localProgression).flatMap((one) => one.states),
    (one) => one.frame,
  )
  let polymetastatic: RowId[] | undefined
  return dates.flatMap((scan, frame): OligoPoint[] => {
    if (!scan) return []
    const { day } = scan.date
    const now = burden(course, frame, { settings, ablated: zones.get(frame) ?? [] })
    const immunotherapyDays = daysOn(doses, day, { subject, settings })
    const { state, because } = oligoState({ burden: now, immunotherapyDays, settings })
    const word = frame === 0 ? undefined : words.get(scan.id)
    const history = subject.history
    const found = metastaticClass({
      ...history,
      ...(polymetastatic && { polymetastaticBefore: true }),
      ...(underTherapy(doses, day) &&
        history?.onSystemicTherapy === undefined && { onSystemicTherapy: true }),
      ...(word && word !== 'NE' && { progressive: word === 'PD' }),
      synchronousMonths: settings.synchronousMonths,
      from: [...(history?.from ?? []), ...(polymetastatic ?? [])],
    })
    if (isOverLimit(now, settings)) polymetastatic ??= [...now.from]
    return [
      {
        day,
        scan: scan.id,
        baseline: frame === 0,
        burden: now,
        immunotherapyDays,
        state,
        class: found,
        because: [because],
        from: now.from,
      },
    ]
  })
}

/** From the first dose ever where that is known, else at least from the first dose of the study. */
function daysOn(
  doses: readonly Dose[],
  day: Day,
  { subject, settings }: { subject: Subject; settings: OligoSettings },
): Range {
  const since = subject.history?.immunotherapySince
  if (since) {
    const days = Math.max(0, daysBetween(since, day))
    return { min: days, max: days }
  }
  const [first] = doses
    .filter(({ drug }) =>
      settings.immunotherapies.some((name) => drug.toLowerCase().includes(name.toLowerCase())),
    )
    .map(({ start }) => start)
    .toSorted()
  return { min: first ? Math.max(0, daysBetween(first, day)) : 0, max: Infinity }
}

/** A dose on or before the day and another after it: therapy runs. One alone leaves it open. */
function underTherapy(doses: readonly Dose[], day: Day): boolean {
  return doses.some(({ start }) => start <= day) && doses.some(({ start }) => start > day)
}

function changesOf(
  points: readonly OligoPoint[],
  { confirmationDays }: OligoSettings,
): readonly OligoChange[] {
  return points.slice(1).flatMap((point, k): OligoChange[] => {
    const before = points[k]!
    if (before.state === point.state) return []
    const later =
      confirmationDays === null
        ? undefined
        : points.slice(k + 2).find(({ day }) => daysBetween(point.day, day) >= confirmationDays)
    return [
      {
        day: point.day,
        before: before.state,
        after: point.state,
        confirmed: later ? later.state === point.state : null,
        because: [...new Set([...before.because, ...point.because])],
        from: [...new Set([...before.from, ...point.from])],
      },
    ]
  })
}
