/** The lesions of each modality as they were before it: size, site and success, with the imbalance that a comparison must be read with. */
import type { Records } from '../record/records.ts'
import { toMillimetres } from '../length.ts'
import type { AblationSession } from './ablation-sessions.ts'

export type LesionGroup = {
  readonly group: string
  readonly sessions: number
  readonly lesions: number
  readonly subjects: number
  readonly technicalSuccess: { readonly yes: number; readonly no: number; readonly unknown: number }
  /** Diameters last measured before the first session, of so many lesions. */
  readonly diameterMm: {
    readonly lesions: number
    readonly mean: number | null
    readonly standardDeviation: number | null
    readonly median: number | null
    readonly lowest: number | null
    readonly highest: number | null
  }
  readonly organs: readonly { readonly organ: string; readonly lesions: number }[]
}

export function lesionsByGroup(
  sessions: readonly AblationSession[],
  records: Pick<Records, 'scans' | 'lesions'>,
  pair: readonly [string, string],
): { readonly lesions: readonly LesionGroup[]; readonly diameterDifference: number | null } {
  const measured = diametersOf(records)
  const organOf = new Map(records.lesions.map(({ subject, id, organ }) => [`${subject}\n${id}`, organ]))
  const organs = new Set<string>()
  const groups = pair.map((group) => {
    const own = sessions.filter((session) => session.group === group)
    const byLesion = Map.groupBy(
      own.filter(({ lesion }) => lesion !== undefined),
      ({ subject, lesion }) => `${subject}\n${lesion}`,
    )
    const sizes = [...byLesion].flatMap(([key, [firstSession]]) => {
      const before = (measured.get(key) ?? []).filter(({ day }) => firstSession && day <= firstSession.start)
      return before.at(-1)?.mm ?? []
    })
    const sites = Map.groupBy(byLesion.keys(), (key) => organOf.get(key) ?? 'not stated')
    for (const organ of sites.keys()) organs.add(organ)
    const success = (said: boolean | undefined) => own.filter((each) => each.technicalSuccess === said).length
    return {
      group,
      sessions: own.length,
      lesions: byLesion.size,
      subjects: new Set(own.map(({ subject }) => subject)).size,
      technicalSuccess: { yes: success(true), no: success(false), unknown: success(undefined) },
      diameterMm: summary(sizes),
      sites,
    }
  })
  const [a, b] = groups.map(({ diameterMm }) => diameterMm)
  return {
    lesions: groups.map(({ sites, ...group }) => ({
      ...group,
      organs: [...organs].toSorted().map((organ) => ({ organ, lesions: sites.get(organ)?.length ?? 0 })),
    })),
    diameterDifference: a && b ? standardized(a, b) : null,
  }
}

/** By subject and lesion, what was measured of it, in order of date. */
function diametersOf({ scans }: Pick<Records, 'scans'>) {
  const all = scans.flatMap(({ subject, observations }) =>
    observations.flatMap(({ lesion, diameter, date }) =>
      diameter === undefined
        ? []
        : [{ key: `${subject}\n${lesion}`, day: date.day, mm: toMillimetres(diameter) }],
    ),
  )
  return Map.groupBy(
    all.toSorted((a, b) => (a.day < b.day ? -1 : a.day > b.day ? 1 : 0)),
    ({ key }) => key,
  )
}

type Summary = LesionGroup['diameterMm']

function summary(values: readonly number[]): Summary {
  const n = values.length
  const sorted = values.toSorted((a, b) => a - b)
  const middle = (sorted[Math.floor((n - 1) / 2)] ?? 0) / 2 + (sorted[Math.ceil((n - 1) / 2)] ?? 0) / 2
  const mean = values.reduce((sum, value) => sum + value, 0) / n
  const squares = values.reduce((sum, value) => sum + (value - mean) ** 2, 0)
  return {
    lesions: n,
    mean: n > 0 ? mean : null,
    standardDeviation: n > 1 ? Math.sqrt(squares / (n - 1)) : null,
    median: n > 0 ? middle : null,
    lowest: sorted[0] ?? null,
    highest: sorted.at(-1) ?? null,
  }
}

/** (mean a − mean b) / √((s_a² + s_b²) / 2), Austin 2009. */
function standardized(a: Summary, b: Summary): number | null {
  if (a.mean === null || b.mean === null || a.standardDeviation === null || b.standardDeviation === null)
    return null
  const pooled = Math.sqrt((a.standardDeviation ** 2 + b.standardDeviation ** 2) / 2)
  return pooled > 0 ? (a.mean - b.mean) / pooled : null
}
