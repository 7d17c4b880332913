/**
 * A biomarker such as interferon alpha: its values, the paired change around the first ablation session by modality, and its
 * association with progression-free survival. Exploratory always: modality and biomarker were not randomized.
 */
import type { TimeToEvent } from '../endpoint/time-to-event.ts'
import type { Finding } from '../finding.ts'
import { isTimeToEvent } from '../protocol/analysis.ts'
import type { Protocol } from '../protocol/protocol.ts'
import { tablesOf } from '../protocol/trial-tables.ts'
import type { BiomarkerAnalysis } from '../protocol/trial-tables.ts'
import type { Records } from '../record/records.ts'
import { betweenGroups, groupChange } from './biomarker-change.ts'
import type { GroupChange } from './biomarker-change.ts'
import { biomarkerSubject, isAnalyte } from './biomarker-pairs.ts'
import type { BiomarkerSubject } from './biomarker-pairs.ts'
import { biomarkerSurvival } from './biomarker-survival.ts'
import type { BiomarkerSurvival } from './biomarker-survival.ts'
import type { Population } from './populations.ts'
import { treatments } from './treatment.ts'

export type BiomarkerReadout = {
  readonly id: string
  readonly title: string
  readonly analyte: string
  readonly unit: string | null
  readonly rank: BiomarkerAnalysis['rank']
  readonly population: string
  readonly level: number
  readonly belowLimit: BiomarkerAnalysis['belowLimit']
  readonly counts: {
    readonly values: number
    readonly below: number
    readonly limits: readonly number[]
    readonly unreadable: number
    readonly subjects: number
    readonly pairs: number
  }
  readonly groups: readonly GroupChange[]
  /** The groups that the protocol compares, two at a time. */
  readonly between: readonly {
    readonly groups: readonly [string, string]
    readonly n: readonly [number, number]
    readonly p: number | null
    readonly exact: boolean
  }[]
  readonly survival: (BiomarkerSurvival & { readonly analysis: string }) | null
  readonly subjects: readonly BiomarkerSubject[]
  readonly methods: readonly string[]
}

export function biomarkers(
  records: Records,
  protocol: Protocol,
  {
    populations,
    byAnalysis,
  }: {
    readonly populations: readonly Population[]
    readonly byAnalysis: ReadonlyMap<string, readonly TimeToEvent[]>
  },
): { readonly biomarkers: readonly BiomarkerReadout[]; readonly findings: readonly Finding[] } {
  const done: BiomarkerReadout[] = []
  const findings: Finding[] = []
  for (const analysis of tablesOf(protocol, 'biomarker')) {
    const population = populations.find(({ id }) => id === analysis.population)
    const measured = records.measurements.filter(({ test }) => isAnalyte(test, analysis.analyte))
    if (!population || measured.length === 0) {
      const tests = [...new Set(records.measurements.map(({ test }) => test))].slice(0, 20).join(', ')
      findings.push({
        code: 'biomarker.none',
        severity: 'warning',
        message: population
          ? `analysis ${analysis.id}: no value of ${analysis.analyte}; the tests are ${tests || 'none'}`
          : `analysis ${analysis.id}: no population ${analysis.population}`,
      })
      continue
    }
    findings.push(...unitFindings(analysis, measured))
    done.push(biomarker(records, protocol, { analysis, population, measured, byAnalysis }))
  }
  return { biomarkers: done, findings }
}

function biomarker(
  records: Records,
  protocol: Protocol,
  {
    analysis,
    population,
    measured,
    byAnalysis,
  }: {
    readonly analysis: BiomarkerAnalysis
    readonly population: Population
    readonly measured: Records['measurements']
    readonly byAnalysis: ReadonlyMap<string, readonly TimeToEvent[]>
  },
): BiomarkerReadout {
  const { id, analyte, unit, rank, level, belowLimit, groups } = analysis
  const given = treatments(records, protocol)
  const of = Map.groupBy(
    measured.filter((one) => !analysis.unit || !one.unit || one.unit === analysis.unit),
    ({ subject }) => subject,
  )
  const subjects = records.subjects.flatMap((subject) => {
    const { arm, randomized } = subject
    if (!population.members.has(subject.id) || arm === undefined || !randomized) return []
    const treatment = given?.of(subject.id) ?? { doses: [], ablations: [] }
    return [
      biomarkerSubject({ ...subject, arm, randomized }, of.get(subject.id) ?? [], { treatment, analysis }),
    ]
  })
  const points = subjects.flatMap((subject) => subject.points)
  const names = Object.keys(groups)
  const inGroup = (name: string) => subjects.filter(({ group }) => group === name)
  const shown = [...names, 'mixed', 'other', 'none'].filter(
    (name) => names.includes(name) || inGroup(name).length > 0,
  )
  const time = survivalAnalysis(protocol, analysis)
  const times = time === undefined ? undefined : byAnalysis.get(time)
  return {
    id,
    title: analysis.title ?? analyte,
    analyte,
    unit: unit ?? measured.find((one) => one.unit)?.unit ?? null,
    rank,
    population: population.id,
    level,
    belowLimit,
    counts: {
      values: points.length,
      below: points.filter(({ below }) => below).length,
      limits: [...new Set(points.filter(({ below }) => below).map(({ value }) => value))].toSorted(
        (a, b) => a - b,
      ),
      unreadable: measured.filter(({ subject }) => population.members.has(subject)).length - points.length,
      subjects: subjects.filter((subject) => subject.points.length > 0).length,
      pairs: subjects.filter(({ pair }) => pair).length,
    },
    groups: shown.map((name) => groupChange(name, inGroup(name), analysis)),
    between: names.flatMap((first, i) =>
      names.slice(i + 1).map((second) => ({
        groups: [first, second] as const,
        ...betweenGroups(inGroup(first), inGroup(second), belowLimit),
      })),
    ),
    survival:
      times && time !== undefined
        ? { analysis: time, ...biomarkerSurvival(subjects, times, { analysis, arms: protocol.arms }) }
        : null,
    subjects,
    methods: methods(analysis),
  }
}

function survivalAnalysis(
  { analyses }: Protocol,
  { endpointAnalysis }: BiomarkerAnalysis,
): string | undefined {
  const times = analyses.filter(isTimeToEvent)
  return (
    endpointAnalysis
      ? times.find(({ id }) => id === endpointAnalysis)
      : times.find(({ endpoint }) => endpoint === 'pfs')
  )?.id
}

function unitFindings(
  { id, analyte, unit }: BiomarkerAnalysis,
  measured: Records['measurements'],
): Finding[] {
  const others = unit
    ? [...new Set(measured.flatMap((one) => (one.unit && one.unit !== unit ? [one.unit] : [])))]
    : []
  if (others.length === 0) return []
  return [
    {
      code: 'biomarker.unit',
      severity: 'error',
      message: `analysis ${id}: ${analyte} in ${others.join(', ')} and not in ${String(unit)}; those values are not used`,
    },
  ]
}

const below: Readonly<Record<BiomarkerAnalysis['belowLimit'], string>> = {
  half: 'A value below the limit of quantification L counts as L/2',
  'root-two': 'A value below the limit of quantification L counts as L/√2',
  censored:
    'A value below the limit of quantification L is known only to lie below it: means by maximum likelihood of normal log changes within their bounds, ranks and model with the value at L, pairs with both values below it left out',
}

function methods({
  belowLimit,
  pairWithinDays,
  landmarkDays,
  groups,
  level,
  bootstrap,
}: BiomarkerAnalysis): string[] {
  const named = Object.entries(groups).map(([name, members]) => `${name} (${members.join(', ')})`)
  return [
    below[belowLimit],
    `Pair: the last value on or before the first ablation session and the first within ${pairWithinDays} days after it; without ablation, around randomization`,
    `Groups by the modalities of that session: ${named.join(', ')}; a session with several groups is mixed and is not compared; modality was not randomized`,
    `Ratio of after to before as geometric mean with ${100 * level} % interval; change within a group by the signed-rank test, between groups by the rank-sum test, two-sided, exact where small`,
    `Progression-free survival from day ${landmarkDays} after randomization among those free of it, by Cox model with the log2 change known by then and the arm`,
    `Mediation by the difference of log hazard ratios without and with the change; percentile interval of ${bootstrap.resamples} resamples within arms, seed ${bootstrap.seed}; association, not cause`,
  ]
}
