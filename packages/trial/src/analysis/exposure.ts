/**
 * What was given, by arm: doses, time on treatment, pauses, dose count against plan, ablation sessions; and how often each arm
 * was scanned, for an arm that is scanned more is seen to progress earlier (ascertainment).
 */
import { eventRate, rateRatio } from '@abscopal/stats'
import { DAYS_PER_MONTH, daysBetween } from '../day.ts'
import type { Day } from '../day.ts'
import { readBy } from '../endpoint/course.ts'
import type { Finding } from '../finding.ts'
import type { SubjectId } from '../ids.ts'
import type { Protocol } from '../protocol/protocol.ts'
import { tableOf } from '../protocol/trial-tables.ts'
import type { ExposureAnalysis } from '../protocol/trial-tables.ts'
import type { Records, Subject } from '../record/records.ts'
import { summary } from './baseline.ts'
import type { NumberSummary } from './baseline.ts'
import { knownEstimate } from './known.ts'
import { lastDayOf } from './last-day.ts'
import type { Population } from './populations.ts'
import type { Estimate } from './readout.ts'
import { treatments } from './treatment.ts'
import type { Treatment } from './treatment.ts'

export type ExposureReadout = {
  readonly id: string
  readonly population: string
  readonly level: number
  readonly arms: readonly ExposureArm[]
  /** Scans per patient-month of the first arm over that of the reference; null where there are not two arms with time. */
  readonly scanRateRatio: (Estimate & { readonly arm: string; readonly reference: string }) | null
  readonly methods: readonly string[]
}

export type ExposureArm = {
  readonly arm: string
  readonly title: string
  readonly subjects: number
  readonly doses: NumberSummary & { readonly total: number }
  /** Days from the first dose to the last, both counted, and the planned interval after it is not. */
  readonly daysOnTreatment: NumberSummary
  /** Null where no interval between doses is planned. */
  readonly pauses: {
    readonly subjects: number
    readonly total: number
    readonly longestDays: number | null
  } | null
  /** Doses given as a part of those planned from the first to the last dose. */
  readonly relativeDoseCount: NumberSummary | null
  readonly ablation: {
    readonly subjects: number
    readonly sessions: number
    readonly lesionSessions: number
    readonly lesionsPerSession: NumberSummary
    readonly byModality: readonly {
      readonly modality: string
      readonly subjects: number
      readonly lesionSessions: number
    }[]
    readonly technicalSuccess: { readonly success: number; readonly known: number; readonly unknown: number }
  }
  readonly scans: Estimate & {
    readonly total: number
    readonly personMonths: number
    readonly unit: 'per patient-month'
  }
}

export function exposure(
  records: Records,
  protocol: Protocol,
  populations: readonly Population[],
): { readonly exposure?: ExposureReadout; readonly findings: readonly Finding[] } {
  const { analysis, listed } = tableOf(protocol, 'exposure')
  const population = populations.find(({ id }) => id === analysis.population)
  const treated = treatments(records, protocol)
  if (!population || !treated)
    return {
      findings: [
        {
          code: 'exposure.none',
          severity: 'note',
          message: `analysis ${analysis.id}: no doses and no study ablations in the records, so exposure is not known`,
        },
      ],
    }
  const isRead = readBy(records, protocol)
  const scansOf = Map.groupBy(
    records.scans.filter((scan) => !scan.baseline && isRead(scan)),
    ({ subject }) => subject,
  )
  const arms = protocol.arms.map(({ id, title }) => {
    const subjects = records.subjects.filter(
      (subject) => subject.arm === id && population.members.has(subject.id),
    )
    const given = subjects.map((subject) => ({ subject, ...treated.of(subject.id) }))
    const followed = subjects.map((subject) =>
      imaging(subject, lastDayOf(subject), scansOf.get(subject.id) ?? []),
    )
    const scans = sum(followed.map(({ scans: count }) => count))
    const personMonths = sum(followed.map(({ days }) => days)) / DAYS_PER_MONTH
    const rate = personMonths > 0 ? eventRate(scans, personMonths, analysis) : undefined
    return {
      arm: id,
      title,
      subjects: subjects.length,
      ...dosing(given, analysis),
      ablation: ablation(given),
      scans: {
        ...knownEstimate(rate?.rate, rate?.lower, rate?.upper),
        total: scans,
        personMonths,
        unit: 'per patient-month' as const,
      },
    }
  })
  const experimental = protocol.arms.find(({ role }) => role === 'experimental')?.id
  const control = protocol.arms.find(({ role }) => role === 'control')?.id
  const [first, second] = [experimental, control].map((id) => arms.find(({ arm }) => arm === id)?.scans)
  const ratio =
    first && second && first.personMonths > 0 && second.personMonths > 0
      ? rateRatio(
          { events: first.total, personTime: first.personMonths },
          { events: second.total, personTime: second.personMonths },
          analysis,
        )
      : undefined
  return {
    exposure: {
      id: analysis.id,
      population: population.id,
      level: analysis.level,
      arms,
      scanRateRatio:
        ratio && experimental && control
          ? { ...knownEstimate(ratio.ratio, ratio.lower, ratio.upper), arm: experimental, reference: control }
          : null,
      methods: methods(analysis, listed),
    },
    findings: planned(analysis)
      ? []
      : [
          {
            code: 'exposure.no-interval',
            severity: 'note',
            message: `analysis ${analysis.id}: the protocol plans no interval between doses (everyDays), so pauses and the relative dose count are not known`,
          },
        ],
  }
}

const planned = ({ everyDays, everyDaysByDrug }: ExposureAnalysis) =>
  everyDays !== undefined || Object.keys(everyDaysByDrug).length > 0

function methods(analysis: ExposureAnalysis, listed: boolean): string[] {
  const { everyDays, everyDaysByDrug, toleranceDays, level } = analysis
  const intervals = [
    ...Object.entries(everyDaysByDrug).map(([drug, days]) => `${drug.toLowerCase()} every ${days} days`),
    ...(everyDays === undefined ? [] : [`otherwise every ${everyDays} days`]),
  ]
  return [
    listed
      ? 'Settings as the protocol lists them'
      : 'Settings by default: the protocol lists no analysis of exposure',
    planned(analysis)
      ? `Planned: ${intervals.join(', ')}; a gap of more than ${toleranceDays} days above the interval is a pause`
      : 'No interval between doses is planned in the protocol: pauses are not counted',
    `Scans after baseline per patient-month from randomization to the last scan, progression or not; exact ${100 * level} % Poisson interval; rate ratio conditional on the total`,
    'Modality is counted by lesion-session: a lesion ablated twice counts twice, a subject with two modalities in each',
  ]
}

type Given = Treatment & { readonly subject: Subject }

function dosing(
  given: readonly Given[],
  analysis: ExposureAnalysis,
): Pick<ExposureArm, 'doses' | 'daysOnTreatment' | 'pauses' | 'relativeDoseCount'> {
  const counts = given.map(({ doses }) => new Set(doses.map(({ start }) => start)).size)
  const courses = given.flatMap(({ doses }) => {
    const days = [...new Set(doses.map(({ start }) => start))]
    const [first, last] = [days[0], days.at(-1)]
    return first && last
      ? [{ days, length: daysBetween(first, last) + 1, every: interval(doses[0]?.drug, analysis) }]
      : []
  })
  const gaps = courses.map(({ days, every }) =>
    every === undefined ? [] : betweenDays(days).filter((gap) => gap > every + analysis.toleranceDays),
  )
  const known = courses.filter(({ every }) => every !== undefined)
  return {
    doses: { ...summary(counts), total: sum(counts) },
    daysOnTreatment: summary(courses.map(({ length }) => length)),
    pauses:
      known.length === 0
        ? null
        : {
            subjects: gaps.filter((own) => own.length > 0).length,
            total: gaps.flat().length,
            longestDays: gaps.flat().length > 0 ? Math.max(...gaps.flat()) : null,
          },
    relativeDoseCount:
      known.length === 0
        ? null
        : summary(
            known.map(
              ({ days, length, every }) => days.length / (Math.floor((length - 1) / every! + 0.5) + 1),
            ),
          ),
  }
}

function interval(
  drug: string | undefined,
  { everyDaysByDrug, everyDays }: ExposureAnalysis,
): number | undefined {
  const named = Object.entries(everyDaysByDrug).find(([name]) => name.toLowerCase() === drug?.toLowerCase())
  return named?.[1] ?? everyDays
}

const betweenDays = (days: readonly Day[]) => days.slice(1).map((day, i) => daysBetween(days[i]!, day))

function ablation(given: readonly Given[]): ExposureArm['ablation'] {
  const all = given.flatMap(({ subject, ablations }) => ablations.map((one) => ({ ...one, who: subject.id })))
  const sessions = Map.groupBy(all, ({ who, start, session }) => `${who} ${start} ${session ?? ''}`)
  const modalities = Map.groupBy(all, ({ modality }) => modality ?? 'not stated')
  const known = all.filter(({ technicalSuccess }) => technicalSuccess !== undefined)
  return {
    subjects: subjectsOf(all),
    sessions: sessions.size,
    lesionSessions: all.length,
    lesionsPerSession: summary([...sessions.values()].map((own) => own.length)),
    byModality: [...modalities]
      .map(([modality, own]) => ({ modality, subjects: subjectsOf(own), lesionSessions: own.length }))
      .toSorted((a, b) => b.lesionSessions - a.lesionSessions),
    technicalSuccess: {
      success: known.filter((one) => one.technicalSuccess).length,
      known: known.length,
      unknown: all.length - known.length,
    },
  }
}

const subjectsOf = (all: readonly { readonly who: SubjectId }[]) => new Set(all.map(({ who }) => who)).size

/** Scans and days of imaging follow-up: to the last scan, for nobody is scanned after it. */
function imaging(
  { randomized }: Subject,
  end: Day | undefined,
  scans: readonly { readonly date: { readonly day: Day } }[],
) {
  if (!randomized) return { scans: 0, days: 0 }
  const own = scans
    .map(({ date }) => date.day)
    .filter((day) => day >= randomized && (!end || day <= end))
    .toSorted()
  const last = own.at(-1)
  return { scans: own.length, days: last ? daysBetween(randomized, last) : 0 }
}

const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0)
