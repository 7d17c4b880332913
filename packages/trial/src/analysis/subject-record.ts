/**
 * What was given to each subject and what befell them up to the data cut-off, each with its date and source row: what a subject's
 * page shows beside the responses. Baseline scans too, which no response belongs to.
 */
import { imputedDay, type Day, type PartialDay } from '../day.ts'
import { readBy } from '../endpoint/course.ts'
import { cutoffOf } from '../record/data-cut.ts'
import type { RowId, SubjectId } from '../ids.ts'
import { toMillimetres } from '../length.ts'
import type { Protocol } from '../protocol/protocol.ts'
import type {
  AdverseEvent,
  Dose,
  LaboratoryMeasurement,
  LesionObservation,
  Procedure,
  Records,
  Scan,
  Subject,
} from '../record/records.ts'

export type SubjectRecord = {
  readonly subject: SubjectId
  readonly site: string | null
  readonly age: number | null
  readonly sex: string | null
  readonly randomized: string | null
  readonly death: string | null
  /** The last day known alive, of a subject who did not die before the cut-off. */
  readonly lastAlive: string | null
  readonly doses: readonly DoseRecord[]
  readonly procedures: readonly ProcedureRecord[]
  readonly adverseEvents: readonly AdverseEventRecord[]
  readonly measurements: readonly MeasurementRecord[]
  readonly baseline: readonly BaselineScanRecord[]
}

export type DoseRecord = {
  readonly date: string
  readonly drug: string
  readonly amount: number | null
  readonly unit: string | null
  readonly from: RowId
}

export type ProcedureRecord = {
  readonly date: string
  readonly what: string
  readonly kind: Procedure['kind']
  readonly lesion: string | null
  readonly modality: string | null
  readonly session: string | null
  readonly technicalSuccess: boolean | null
  readonly marginMm: number | null
  readonly complication: string | null
  readonly from: RowId
}

/** Dates as they were written, so that a month stays a month; null where none was. */
export type AdverseEventRecord = {
  readonly term: string
  readonly grade: number | null
  readonly serious: boolean
  readonly start: string | null
  readonly end: string | null
  readonly relatedToAblation: boolean | null
  readonly relatedToImmunotherapy: boolean | null
  readonly from: RowId
}

export type MeasurementRecord = {
  readonly test: string
  readonly value: number | null
  /** The limit of quantification that the value is below. */
  readonly below: number | null
  readonly unit: string | null
  readonly range: 'low' | 'normal' | 'high' | null
  readonly date: string | null
  readonly from: RowId
}

export type BaselineScanRecord = {
  readonly visit: string
  readonly date: string
  readonly lesions: readonly {
    readonly id: string
    readonly diameterMm: number | null
    readonly state: string | null
    readonly notDone: string | null
    readonly from: RowId
  }[]
}

export function subjectRecords(records: Records, protocol: Protocol): readonly SubjectRecord[] {
  const cut = cutoffOf(records, protocol)
  const isKnown = (day: string) => !cut || day <= cut
  const isRead = readBy(records, protocol)
  const doses = grouped(records.doses.filter(({ start }) => isKnown(start)))
  const procedures = grouped(records.procedures.filter(({ start }) => isKnown(start)))
  const events = grouped(records.adverseEvents.filter(({ start }) => !start || isKnown(firstDay(start))))
  const values = grouped(records.measurements.filter(({ date }) => !date || isKnown(firstDay(date))))
  const scans = grouped(records.scans.filter((scan) => scan.baseline && isRead(scan)))
  return records.subjects.map((subject) => ({
    ...person(subject, isKnown),
    doses: (doses.get(subject.id) ?? []).map(dose).toSorted(byDate),
    procedures: (procedures.get(subject.id) ?? []).map(procedure).toSorted(byDate),
    adverseEvents: (events.get(subject.id) ?? [])
      .map((event) => adverseEvent(event, isKnown))
      .toSorted((a, b) => inOrder(a.start, b.start)),
    measurements: (values.get(subject.id) ?? [])
      .map(measurement)
      .toSorted((a, b) => inOrder(a.test, b.test) || inOrder(a.date, b.date)),
    baseline: (scans.get(subject.id) ?? []).map(baselineScan).toSorted(byDate),
  }))
}

function person(
  { id, site, age, sex, randomized, death, lastAlive }: Subject,
  isKnown: (day: string) => boolean,
) {
  const dead = death && isKnown(death.day) ? death.day : null
  return {
    subject: id,
    site: site ?? null,
    age: age ?? null,
    sex: sex ?? null,
    randomized: randomized ?? null,
    death: dead,
    lastAlive: dead !== null || !lastAlive || !isKnown(lastAlive) ? null : lastAlive,
  }
}

function dose({ start, drug, amount, unit, from }: Dose): DoseRecord {
  return { date: start, drug, amount: amount ?? null, unit: unit ?? null, from }
}

function procedure(one: Procedure): ProcedureRecord {
  const { margin, complication } = one.detail ?? {}
  return {
    date: one.start,
    what: one.what,
    kind: one.kind,
    lesion: one.lesion ?? null,
    modality: one.modality ?? null,
    session: one.session ?? null,
    technicalSuccess: one.technicalSuccess ?? null,
    marginMm: margin === undefined ? null : toMillimetres(margin),
    complication: complication ? `${complication.scale} grade ${complication.grade}` : null,
    from: one.from,
  }
}

/** An end after the cut-off was not known on it. */
function adverseEvent(one: AdverseEvent, isKnown: (day: string) => boolean): AdverseEventRecord {
  return {
    term: one.term,
    grade: one.grade ?? null,
    serious: one.serious,
    start: one.start?.text ?? null,
    end: one.end && isKnown(firstDay(one.end)) ? one.end.text : null,
    relatedToAblation: one.relatedToAblation ?? null,
    relatedToImmunotherapy: one.relatedToImmunotherapy ?? null,
    from: one.from,
  }
}

function measurement(one: LaboratoryMeasurement): MeasurementRecord {
  return {
    test: one.test,
    value: one.value ?? null,
    below: one.below ?? null,
    unit: one.unit ?? null,
    range: one.range ?? null,
    date: one.date?.text ?? null,
    from: one.from,
  }
}

function baselineScan({ visit, date, observations }: Scan): BaselineScanRecord {
  return { visit, date: date.day, lesions: observations.map(seen) }
}

function seen({ lesion, diameter, state, notDone, from }: LesionObservation) {
  return {
    id: lesion,
    diameterMm: diameter === undefined ? null : toMillimetres(diameter),
    state: state ?? null,
    notDone: notDone ?? null,
    from,
  }
}

/** The first day that a date of any precision may be. */
function firstDay(date: PartialDay): Day {
  return imputedDay(date, 'first', 'month')!.day
}

function grouped<T extends { readonly subject: SubjectId }>(all: readonly T[]): ReadonlyMap<SubjectId, T[]> {
  return Map.groupBy(all, ({ subject }) => subject)
}

const byDate = (a: { readonly date: string }, b: { readonly date: string }) => inOrder(a.date, b.date)

/** What has no date comes last. */
function inOrder(a: string | null, b: string | null): number {
  if (a === b) return 0
  if (a === null) return 1
  return b === null || a < b ? -1 : 1
}
