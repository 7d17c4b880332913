/** What the records hold of a subject at baseline: of the subject, of the tables that add to it, of the scan and of earlier doses. */
import { daysBetween } from '../day.ts'
import { readBy } from '../endpoint/course.ts'
import type { SubjectId } from '../ids.ts'
import { toMillimetres } from '../length.ts'
import type { Protocol } from '../protocol/protocol.ts'
import type { Records, Subject } from '../record/records.ts'

export type BaselineVariable = {
  readonly id: string
  readonly title: string
  readonly unit?: string
  readonly of: (subject: Subject) => string | number | undefined
}

export function baselineVariables(records: Records, protocol: Protocol): readonly BaselineVariable[] {
  const names = new Set(records.subjects.flatMap(({ characteristics }) => Object.keys(characteristics ?? {})))
  const disease = diseaseAtBaseline(records, protocol)
  const immunotherapy = daysOnImmunotherapy(records)
  return [
    { id: 'age', title: 'Age', unit: 'years', of: ({ age }) => age },
    {
      id: 'sex',
      title: 'Sex',
      of: ({ sex }) =>
        sex === undefined ? undefined : ({ F: 'Female', M: 'Male' }[sex.toUpperCase()] ?? sex),
    },
    { id: 'site', title: 'Site', of: ({ site }) => site },
    ...[...names].map((name): BaselineVariable => ({
      id: name,
      title: titles[name.toUpperCase()] ?? asTitle(name),
      of: ({ characteristics }) => numberOrText(characteristics?.[name]),
    })),
    { id: 'lesions', title: 'Lesions', of: ({ id }) => disease.get(id)?.lesions },
    { id: 'organs', title: 'Organs with lesions', of: ({ id }) => disease.get(id)?.organs },
    {
      id: 'target-sum',
      title: 'Sum of target diameters',
      unit: 'mm',
      of: ({ id }) => disease.get(id)?.sumMm,
    },
    {
      id: 'days-on-immunotherapy',
      title: 'Time on immunotherapy before randomization',
      unit: 'days',
      of: ({ id }) => immunotherapy.get(id),
    },
  ]
}

const titles: Readonly<Record<string, string>> = {
  ECOG: 'ECOG performance status',
  ECOGPS: 'ECOG performance status',
  HISTOLOGY: 'Histology',
  HIST: 'Histology',
  PDL1: 'PD-L1',
  SMOKING: 'Smoking',
  SMOKSTAT: 'Smoking',
  RACE: 'Race',
  ETHNIC: 'Ethnicity',
  COUNTRY: 'Country',
}

const asTitle = (name: string) =>
  name.charAt(0).toUpperCase() + name.slice(1).toLowerCase().replaceAll('_', ' ')

function numberOrText(text: string | undefined): string | number | undefined {
  if (text === undefined || text === '') return undefined
  return /^-?\d+(\.\d+)?$/.test(text) ? Number(text) : text
}

type Disease = { readonly lesions: number; readonly organs: number; readonly sumMm: number | undefined }

/** As the reader of the endpoints saw it on the baseline scan. */
function diseaseAtBaseline(records: Records, protocol: Protocol): ReadonlyMap<SubjectId, Disease> {
  const isRead = readBy(records, protocol)
  const lesionOf = new Map(
    records.lesions.map((lesion) => [`${lesion.subject} ${lesion.reader} ${lesion.id}`, lesion]),
  )
  return new Map(
    records.scans
      .filter((scan) => scan.baseline && isRead(scan))
      .map((scan) => {
        const seen = scan.observations.filter(
          ({ state, diameter }) => state !== 'absent' && !(diameter !== undefined && diameter === 0),
        )
        const lesions = seen.flatMap(
          ({ lesion }) => lesionOf.get(`${scan.subject} ${scan.reader} ${lesion}`) ?? [],
        )
        const targets = scan.observations.filter(
          ({ lesion }) => lesionOf.get(`${scan.subject} ${scan.reader} ${lesion}`)?.role === 'target',
        )
        const measured = targets.length > 0 && targets.every(({ diameter }) => diameter !== undefined)
        return [
          scan.subject,
          {
            lesions: lesions.length,
            organs: new Set(lesions.map(({ organ }) => organ)).size,
            sumMm: measured
              ? targets.reduce((sum, { diameter }) => sum + toMillimetres(diameter!), 0)
              : undefined,
          },
        ]
      }),
  )
}

/** From the first recorded dose before randomization; who has none recorded is missing, not 0. */
function daysOnImmunotherapy({ subjects, doses }: Records): ReadonlyMap<SubjectId, number> {
  const of = Map.groupBy(doses, ({ subject }) => subject)
  return new Map(
    subjects.flatMap(({ id, randomized }) => {
      const first = (of.get(id) ?? []).map(({ start }) => start).toSorted()[0]
      return randomized && first && first < randomized ? [[id, daysBetween(first, randomized)] as const] : []
    }),
  )
}
