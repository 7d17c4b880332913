/** The responses of every subject of a study: derived where lesions were measured, else as they were reported. */
import type { Finding } from '../finding.ts'
import type { SubjectId } from '../ids.ts'
import type { Protocol } from '../protocol/protocol.ts'
import type { Reader, Records, ReportedResponse, Scan } from '../record/records.ts'
import { ablatedFindings } from './ablated-findings.ts'
import { ablationsBySubject, type Ablations } from './ablated.ts'
import { ablatedLesions, unseenLesions, type AblatedLesion } from './ablated-lesions.ts'
import { acceptedReads, adjudicatedTimePoints } from './adjudication.ts'
import { chosenReaders, mostUsedReader } from './chosen-reader.ts'
import { courseFindings } from './course-findings.ts'
import { course, type Course } from './course.ts'
import type { ImmuneTimePoint } from './irecist/immune-response.ts'
import { immuneTimePoints } from './irecist/immune-time-points.ts'
import { isImmuneOverall, reportedImmune } from './irecist/reported-immune.ts'
import { withNewBaseline } from './new-baseline.ts'
import { pendingFindings } from './pending-findings.ts'
import { compared, isOverall, reportedTimePoints } from './reported.ts'
import type { SubjectResponses, TimePointResponse } from './response.ts'
import { timePoints } from './time-points.ts'

export function responsesBySubject(
  records: Records,
  protocol: Protocol,
): { responses: readonly SubjectResponses[]; findings: readonly Finding[] } {
  const reported = Map.groupBy(records.reportedResponses.filter(isOverall), ({ subject }) => subject)
  const ablations = ablationsBySubject(records.procedures)
  const asksImmune = protocol.response.irecist !== 'no'
  const reportedByImmune = Map.groupBy(
    asksImmune ? records.reportedResponses.filter(isImmuneOverall) : [],
    ({ subject }) => subject,
  )
  const { courses: all, findings: baselineFindings } = coursesOf(records, protocol, ablations)
  const courses = Map.groupBy(all, ({ subject }) => subject)
  const { readers, findings: readerFindings } = chosenReaders(
    readersOf(records, [...reported.values(), ...reportedByImmune.values()].flat()),
    protocol.response.reader,
  )
  const settings = protocol.response.adjudication
  const accepted = acceptedReads(records, 'recist')
  const acceptedImmune = asksImmune ? acceptedReads(records, 'irecist') : accepted
  const findings: Finding[] = [...readerFindings, ...baselineFindings]
  const responses = records.subjects.map(({ id }): SubjectResponses => {
    const rows = reported.get(id) ?? []
    const immuneRows = reportedByImmune.get(id) ?? []
    const byReader = new Map<Reader, readonly TimePointResponse[]>()
    const lesionsByReader = new Map<Reader, readonly AblatedLesion[]>()
    const immuneByReader = new Map<Reader, readonly ImmuneTimePoint[]>()
    const rowsByReader = Map.groupBy(rows, ({ reader }) => reader)
    const coursesByReader = new Map((courses.get(id) ?? []).map((one) => [one.reader, one]))
    const immuneRowsByReader = Map.groupBy(immuneRows, ({ reader }) => reader)
    for (const reader of new Set([
      ...coursesByReader.keys(),
      ...rowsByReader.keys(),
      ...immuneRowsByReader.keys(),
    ])) {
      const found = readerTimePoints(coursesByReader.get(reader), protocol, {
        rows: rowsByReader.get(reader) ?? [],
        immuneRows: immuneRowsByReader.get(reader) ?? [],
      })
      if (coursesByReader.has(reader) || rowsByReader.has(reader)) byReader.set(reader, found.timePoints)
      lesionsByReader.set(reader, found.lesions)
      if (found.immune.length > 0) immuneByReader.set(reader, found.immune)
      findings.push(...found.findings)
    }
    const used = adjudicatedTimePoints(byReader, readers, { accepted, settings })
    findings.push(...used.findings)
    // A lesion has one track, as one reader saw it.
    const seen = lesionsByReader.get(mostUsedReader(used.timePoints) ?? readers[0]!) ?? []
    const ablated = seen.length > 0 ? seen : unseenLesions(ablations.get(id) ?? new Map())
    const own = {
      subject: id,
      timePoints: used.timePoints,
      ablatedLesions: ablated,
      byReader,
      courses: coursesByReader,
    }
    if (!asksImmune) return own
    const immune = adjudicatedTimePoints(immuneByReader, readers, { accepted: acceptedImmune, settings })
    findings.push(...immune.findings)
    return { ...own, immune: { timePoints: immune.timePoints, byReader: immuneByReader } }
  })
  return { responses, findings }
}

/** Measurements after baseline decide; a reader without them is taken at their word. */
function readerTimePoints(
  seen: Course | undefined,
  protocol: Protocol,
  { rows, immuneRows }: Readonly<Record<'rows' | 'immuneRows', readonly ReportedResponse[]>>,
): {
  timePoints: readonly TimePointResponse[]
  immune: readonly ImmuneTimePoint[]
  lesions: readonly AblatedLesion[]
  findings: readonly Finding[]
} {
  const reported = reportedTimePoints(rows)
  const immune = reportedImmune(immuneRows)
  const asReported = [...reported.findings, ...immune.findings]
  if (!seen)
    return {
      timePoints: reported.timePoints,
      lesions: [],
      immune: immune.timePoints,
      findings: asReported,
    }
  const { localProgression } = protocol.response
  const lesions = ablatedLesions(seen, localProgression)
  const own = courseFindings(seen, protocol.response)
  if (seen.scans.length === 0)
    return {
      timePoints: reported.timePoints,
      lesions,
      immune: immune.timePoints,
      findings: [...asReported, ...own],
    }
  const derived = timePoints(seen, protocol.response, lesions)
  const { timePoints: all, findings } = compared(derived, reported.timePoints)
  const byImmune = compared(
    protocol.response.irecist === 'no' ? [] : immuneTimePoints(seen, derived, protocol.response),
    immune.timePoints,
  )
  return {
    timePoints: all,
    lesions,
    immune: byImmune.timePoints,
    findings: [
      ...asReported,
      ...own,
      ...ablatedFindings(seen, lesions, localProgression),
      ...pendingFindings(derived),
      ...findings,
      ...byImmune.findings,
    ],
  }
}

export function coursesOf(
  records: Records,
  protocol: Protocol,
  ablations: ReadonlyMap<SubjectId, Ablations> = ablationsBySubject(records.procedures),
): ReturnType<typeof withNewBaseline> {
  const { lesions, procedures } = records
  const scans = withDefiniteCR(records.scans, records.reportedResponses)
  const proceduresOf = Map.groupBy(procedures, ({ subject }) => subject)
  const measurementsOf = markersBySubject(records.measurements, protocol)
  const randomized = new Map(records.subjects.map((one) => [one.id, one.randomized]))
  const lesionsBy = Map.groupBy(lesions, readerKey)
  const courses = [...Map.groupBy(scans, readerKey)].map(([key, ofReader]) => {
    const { subject, reader } = ofReader[0]!
    return course(subject, reader, {
      lesions: lesionsBy.get(key) ?? [],
      scans: ofReader,
      ablations: ablations.get(subject) ?? new Map(),
      procedures: proceduresOf.get(subject) ?? [],
      measurements: measurementsOf.get(subject) ?? [],
      ...(randomized.get(subject) && { randomized: randomized.get(subject) }),
    })
  })
  return withNewBaseline(courses, protocol.response)
}

/** What a reader states beside a reported response, put to the scan of the same visit. */
function withDefiniteCR(scans: readonly Scan[], reported: readonly ReportedResponse[]): readonly Scan[] {
  const stated = reported.filter((row) => isOverall(row) && row.definiteCompleteResponse !== undefined)
  if (stated.length === 0) return scans
  const byVisit = new Map(stated.map((row) => [visitOf(row), row.definiteCompleteResponse!]))
  return scans.map((scan) => {
    const definite = byVisit.get(visitOf(scan))
    return definite === undefined ? scan : { ...scan, definiteCompleteResponse: definite }
  })
}

function visitOf(row: Scan | ReportedResponse): string {
  return `${readerKey(row)}\n${row.visitNumber ?? row.visit}`
}

/** Only the tests that the protocol names, since a study may hold a hundred thousand others. */
function markersBySubject(measurements: Records['measurements'], { response }: Protocol) {
  const tests = new Set(response.tumourMarkers.tests.map((test) => test.toUpperCase()))
  const named = measurements.filter(({ test }) => tests.has(test.toUpperCase()))
  return Map.groupBy(named, ({ subject }) => subject)
}

function readerKey({ subject, reader }: Pick<Scan, 'subject' | 'reader'>): string {
  return `${subject}\n${reader}`
}

function readersOf({ scans }: Records, reported: readonly ReportedResponse[]): readonly Reader[] {
  return [...new Set([...scans, ...reported].map(({ reader }) => reader))].toSorted()
}
