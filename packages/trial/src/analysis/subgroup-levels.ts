/** The levels of one field that a protocol names, each with its subjects: listed words, cut-offs of a number, or the words that occur. */
import type { Finding } from '../finding.ts'
import type { SubgroupsAnalysis } from '../protocol/effect-analyses.ts'
import { valueOf } from './subject-time.ts'
import type { SubjectTime } from './subject-time.ts'

export type Level = { readonly title: string; readonly members: readonly SubjectTime[] }

export function subgroupLevels(
  subjects: readonly SubjectTime[],
  { field, levels, cutoffs }: SubgroupsAnalysis['subgroups'][number],
  where: string,
): { readonly levels: readonly Level[]; readonly without: number; readonly findings: readonly Finding[] } {
  const valued = subjects.map((subject) => ({ subject, value: fieldValue(subject, field) }))
  const has = valued.some(({ value }) => value !== undefined)
  const rules = !has
    ? levels.map(({ title }) => ({ title, holds: () => false }))
    : cutoffs.length > 0
      ? betweenCutoffs(cutoffs)
      : listed(levels.length > 0 ? levels : occurring(valued.map(({ value }) => value)))
  const found = rules.map(({ title, holds }) => ({
    title,
    members: valued.flatMap(({ subject, value }) => (value !== undefined && holds(value) ? [subject] : [])),
  }))
  const inSome = new Set(found.flatMap(({ members }) => members))
  const without = subjects.length - inSome.size
  const findings: Finding[] = []
  if (!has)
    findings.push({
      code: 'analysis.subgroup.unknown',
      severity: 'warning',
      message: `${where}: no subject has a value of ${field}, so there is no subgroup`,
    })
  else if (without > 0)
    findings.push({
      code: 'analysis.subgroup.without-value',
      severity: 'warning',
      message: `${where}: ${without} of ${subjects.length} subjects have no value that belongs to a level; they are in no row of it`,
      count: without,
    })
  if (has && cutoffs.length > 0 && valued.every(({ value }) => typeof value !== 'number'))
    findings.push({
      code: 'analysis.subgroup.not-a-number',
      severity: 'error',
      message: `${where}: cut-offs need numbers, and ${field} has none`,
    })
  return { levels: found, without, findings }
}

function fieldValue({ covariates, strata }: SubjectTime, field: string): string | number | undefined {
  return valueOf(covariates, field) ?? valueOf(strata, field)
}

type Rule = { readonly title: string; readonly holds: (value: string | number) => boolean }

/** `< 65` and `≥ 65`; between two, `65 to < 75`. */
function betweenCutoffs(cutoffs: readonly number[]): Rule[] {
  const at = [...new Set(cutoffs)].toSorted((a, b) => a - b)
  return [undefined, ...at].map((from, i) => {
    const to = at[i]
    return {
      title: from === undefined ? `< ${to}` : to === undefined ? `≥ ${from}` : `${from} to < ${to}`,
      holds: (value) =>
        typeof value === 'number' &&
        (from === undefined || value >= from) &&
        (to === undefined || value < to),
    }
  })
}

function listed(levels: SubgroupsAnalysis['subgroups'][number]['levels']): Rule[] {
  return levels.map(({ title, values }) => {
    const words = new Set(values.map((value) => String(value).toLowerCase()))
    return { title, holds: (value) => words.has(String(value).toLowerCase()) }
  })
}

function occurring(values: readonly (string | number | undefined)[]) {
  const words = [...new Set(values.flatMap((value) => (value === undefined ? [] : [String(value)])))]
  return words.toSorted().map((word) => ({ title: word, values: [word] }))
}
