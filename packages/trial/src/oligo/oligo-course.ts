/** A subject's oligo state at each scan, and each change of it, with the rules and the rows. */
import { daysBetween, type Day } from '../day.ts'
import type { Derived } from '../derived.ts'
import type { RowId, ScanId, SubjectId } from '../ids.ts'
import type { OligoSettings } from '../protocol/oligo-state.ts'
import type { Protocol } from '../protocol/protocol.ts'
import { ablatedLesions } from '../recist/ablated-lesions.ts'
import { chosenReaders, mostUsedReader } from '../recist/chosen-reader.ts'
import type { Course } from '../recist/course.ts'
import type { OverallResponse, SubjectResponses } from '../recist/response.ts'
import type { Dose, Reader, Records, Scan, Subject } from '../record/records.ts'
import { burden, type Burden, type Range } from './burden.ts'
import { metastaticClass, type Classification } from './metastatic-tree.ts'
import { isOverLimit, oligoState, type OligoState } from './oligo-residual.ts'

export type OligoPoint = Derived & {
  readonly day: Day
  readonly scan: ScanId
  /** Who saw it: of several readers the one whose response counts at this visit. */
  readonly reader: Reader
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

type Read = Pick<SubjectResponses, 'timePoints' | 'courses'>

type Responses = readonly (Read & Pick<SubjectResponses, 'subject'>)[]
type How = { readonly protocol: Protocol; readonly settings: OligoSettings }

/** An endpoint and the readout ask the same of the same responses; it is worked out once. */
const made = new WeakMap<
  Responses,
  How & { readonly records: Records; readonly courses: readonly OligoCourse[] }
>()

/** At each scan as the reader saw it whose response the endpoints use there; a scan whose response is not known has no state. */
export function oligoCourses(records: Records, responses: Responses, how: How): readonly OligoCourse[] {
  const before = made.get(responses)
  const { protocol, settings } = how
  if (before?.protocol === protocol && before.settings === settings && before.records === records)
    return before.courses
  const courses = coursesOf(records, responses, how)
  made.set(responses, { ...how, records, courses })
  return courses
}

function coursesOf(
  records: Records,
  responses: Responses,
  { protocol, settings }: How,
): readonly OligoCourse[] {
  const doses = Map.groupBy(records.doses, ({ subject }) => subject)
  const responsesOf = new Map(responses.map((of) => [of.subject, of]))
  const { readers } = chosenReaders(
    [...new Set(records.scans.map(({ reader }) => reader))].toSorted(),
    protocol.response.reader,
  )
  return records.subjects.map((subject) => {
    const read = responsesOf.get(subject.id)
    const own = doses.get(subject.id) ?? []
    const points = oligoPoints(read ? looksOf(read, readers) : [], {
      subject,
      doses: own,
      firstImmunotherapy: firstImmunotherapy(own, settings),
      settings,
      localProgression: protocol.response.localProgression,
    })
    return { subject: subject.id, points, changes: changesOf(points, settings) }
  })
}

type Look = {
  readonly course: Course
  readonly scan: Scan
  /** Undefined at baseline. */
  readonly response?: OverallResponse
}

/** Baseline is that of the reader of most of the scans; where none is used yet, of the first who saw the subject. */
function looksOf({ timePoints, courses = new Map() }: Read, readers: readonly Reader[]): readonly Look[] {
  const first = courses.get(mostUsedReader(timePoints) ?? readers.find((reader) => courses.has(reader))!)
  const baseline = first?.baseline.at(-1)
  return [
    ...(first && baseline ? [{ course: first, scan: baseline }] : []),
    ...timePoints.flatMap(({ reader, scan: id, response }): Look[] => {
      const course = courses.get(reader)
      const scan = course?.scans.find((one) => one.id === id)
      return course && scan ? [{ course, scan, response }] : []
    }),
  ]
}

type About = {
  readonly subject: Subject
  readonly doses: readonly Dose[]
  readonly firstImmunotherapy: Day | undefined
  readonly settings: OligoSettings
  readonly localProgression: Protocol['response']['localProgression']
}

function oligoPoints(
  looks: readonly Look[],
  { subject, doses, firstImmunotherapy: first, settings, localProgression }: About,
): readonly OligoPoint[] {
  const zones = new Map(
    [...new Set(looks.map(({ course }) => course))].map((course) => [
      course,
      Map.groupBy(
        ablatedLesions(course, localProgression).flatMap(({ states }) => states),
        ({ frame }) => frame,
      ),
    ]),
  )
  let polymetastatic: RowId[] | undefined
  return looks.map(({ course, scan, response }): OligoPoint => {
    const { day } = scan.date
    const frame = course.scans.indexOf(scan) + 1 // 0 is baseline
    const now = burden(course, frame, { settings, ablated: zones.get(course)!.get(frame) ?? [] })
    const immunotherapyDays = daysOn(first, day, subject)
    const { state, because } = oligoState({ burden: now, immunotherapyDays, settings })
    const history = subject.history
    const found = metastaticClass({
      ...history,
      ...(polymetastatic && { polymetastaticBefore: true }),
      ...(underTherapy(doses, day) &&
        history?.onSystemicTherapy === undefined && { onSystemicTherapy: true }),
      ...(response && response !== 'NE' && { progressive: response === 'PD' }),
      synchronousMonths: settings.synchronousMonths,
      from: [...(history?.from ?? []), ...(polymetastatic ?? [])],
    })
    if (isOverLimit(now, settings)) polymetastatic ??= [...now.from]
    return {
      day,
      scan: scan.id,
      reader: scan.reader,
      baseline: frame === 0,
      burden: now,
      immunotherapyDays,
      state,
      class: found,
      because: [because],
      from: now.from,
    }
  })
}

/** From the first dose ever where that is known, else at least from the first dose of the study. */
function daysOn(first: Day | undefined, day: Day, { history }: Subject): Range {
  const since = history?.immunotherapySince
  if (since) {
    const days = Math.max(0, daysBetween(since, day))
    return { min: days, max: days }
  }
  return { min: first ? Math.max(0, daysBetween(first, day)) : 0, max: Infinity }
}

function firstImmunotherapy(doses: readonly Dose[], { immunotherapies }: OligoSettings): Day | undefined {
  const names = immunotherapies.map((name) => name.toLowerCase())
  return doses
    .filter(({ drug }) => names.some((name) => drug.toLowerCase().includes(name)))
    .map(({ start }) => start)
    .toSorted()[0]
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
