/** The columns of a model for the named covariates: a number as it is, a word as indicators against the first in sorted order. */
import { valueOf } from './subject-time.ts'
import type { SubjectTime } from './subject-time.ts'

export type CovariateColumn = { readonly name: string; readonly values: Float64Array }

/** @param subjects who have a value of every named covariate, see `hasCovariate` */
export function covariateColumns(
  subjects: readonly SubjectTime[],
  names: readonly string[],
): readonly CovariateColumn[] {
  return names.flatMap((name) => columnsOf(subjects, name).map((values) => ({ name, values })))
}

export function hasCovariate(subject: SubjectTime, name: string): boolean {
  return valueOf(subject.covariates, name) !== undefined || indicatorsOf(subject, name).length > 0
}

function columnsOf(subjects: readonly SubjectTime[], name: string): Float64Array[] {
  const indicators = [...new Set(subjects.flatMap((subject) => indicatorsOf(subject, name)))]
  if (indicators.length > 0)
    return indicators.map((key) => Float64Array.from(subjects, ({ covariates }) => Number(covariates[key])))
  const values = subjects.map(({ covariates }) => valueOf(covariates, name))
  if (values.every((value) => typeof value === 'number')) return [Float64Array.from(values)]
  const levels = [...new Set(values.map(String))].toSorted()
  return levels
    .slice(1)
    .map((level) => Float64Array.from(values, (value) => (String(value) === level ? 1 : 0)))
}

/** A table gives a column of words as `celltype=large`, 0 or 1; see `TableSubject`. */
function indicatorsOf({ covariates }: SubjectTime, name: string): string[] {
  if (valueOf(covariates, name) !== undefined) return []
  return Object.keys(covariates).filter((key) => key.startsWith(`${name}=`))
}
