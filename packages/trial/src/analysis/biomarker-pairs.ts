/**
 * The values of one analyte by subject in days, and the pair around the first ablation session: the last value on or before it and the
 * first after it. Without ablation the day of randomization takes its place. A modality is that of the lesion-sessions of the day.
 */
import { daysBetween } from '../day.ts'
import type { Day } from '../day.ts'
import type { RowId, SubjectId } from '../ids.ts'
import type { BiomarkerAnalysis } from '../protocol/trial-tables.ts'
import type { LaboratoryMeasurement, Subject } from '../record/records.ts'
import type { Treatment } from './treatment.ts'

export type BiomarkerPoint = {
  readonly day: number
  /** The value, or the limit of quantification L that it lies below. */
  readonly value: number
  readonly below: boolean
  readonly from: RowId
}

export type BiomarkerSubject = {
  readonly subject: SubjectId
  readonly arm: string
  /** The group of the modalities of the first session, `mixed` for several, `other` for none of them, `none` without ablation. */
  readonly group: string
  readonly session: number | null
  readonly points: readonly BiomarkerPoint[]
  readonly pair: { readonly before: BiomarkerPoint; readonly after: BiomarkerPoint } | null
}

export function biomarkerSubject(
  { id, arm, randomized }: Subject & { readonly arm: NonNullable<Subject['arm']>; readonly randomized: Day },
  measured: readonly LaboratoryMeasurement[],
  { treatment, analysis }: { readonly treatment: Treatment; readonly analysis: BiomarkerAnalysis },
): BiomarkerSubject {
  const points = measured
    .flatMap(({ value, below, date, from }): BiomarkerPoint[] => {
      const level = value ?? below
      return date?.day && level !== undefined && level > 0
        ? [{ day: daysBetween(randomized, date.day), value: level, below: value === undefined, from }]
        : []
    })
    .toSorted((a, b) => a.day - b.day)
  const first = treatment.ablations[0]?.start
  const modalities = treatment.ablations
    .filter(({ start }) => start === first)
    .map(({ modality }) => modality ?? '')
  const session = first === undefined ? null : daysBetween(randomized, first)
  const index = session ?? 0
  const before = points.findLast(({ day }) => day <= index)
  const after = points.find(({ day }) => day > index && day <= index + analysis.pairWithinDays)
  return {
    subject: id,
    arm,
    group: session === null ? 'none' : groupOf(modalities, analysis.groups),
    session,
    points,
    pair: before && after ? { before, after } : null,
  }
}

function groupOf(modalities: readonly string[], groups: BiomarkerAnalysis['groups']): string {
  const found = new Set(
    modalities.map(
      (modality) => Object.entries(groups).find(([, members]) => members.includes(modality))?.[0] ?? 'other',
    ),
  )
  const [only, ...more] = found
  return more.length > 0 ? 'mixed' : (only ?? 'other')
}

/** Letters and digits, case not minded: `IFN-alpha` is `IFNALPHA`. */
export function isAnalyte(test: string, analyte: string): boolean {
  return plain(test) === plain(analyte)
}

const plain = (text: string) => text.toUpperCase().replace(/[^A-Z0-9]/g, '')
