/** The subjects who have every value that a test or a model needs; who has not is left out, and a finding says so. */
import type { Finding } from '../finding.ts'
import { hasCovariate } from './covariate-columns.ts'
import { valueOf } from './subject-time.ts'
import type { SubjectTime } from './subject-time.ts'

export type Needs = {
  readonly strata: readonly string[]
  readonly adjustFor?: readonly string[]
}

export function completeSubjects(
  subjects: readonly SubjectTime[],
  { strata, adjustFor = [] }: Needs,
  where: string,
): { readonly complete: readonly SubjectTime[]; readonly findings: readonly Finding[] } {
  const missing = (subject: SubjectTime) => [
    ...strata.filter((name) => valueOf(subject.strata, name) === undefined),
    ...adjustFor.filter((name) => !hasCovariate(subject, name)),
  ]
  const without = new Map<string, string[]>()
  const complete = subjects.filter((subject) => {
    const names = missing(subject)
    for (const name of names) {
      const ids = without.get(name)
      if (ids) ids.push(subject.id)
      else without.set(name, [subject.id])
    }
    return names.length === 0
  })
  const findings = [...without].map(([name, ids]): Finding => {
    const all = ids.length === subjects.length
    return {
      code: 'analysis.value.missing',
      severity: all ? 'error' : 'warning',
      message: all
        ? `${where}: no subject has a value of ${name}, so there is no result`
        : `${where}: left out for want of a value of ${name}: ${listed(ids)}`,
      count: ids.length,
    }
  })
  return { complete, findings }
}

/** Codes 0..k−1 of the strata that several fields cross to. */
export function strataCodes(subjects: readonly SubjectTime[], strata: readonly string[]): Int32Array {
  const codes = new Map<string, number>()
  return Int32Array.from(subjects, (subject) => {
    const key = JSON.stringify(strata.map((name) => valueOf(subject.strata, name)))
    const code = codes.get(key) ?? codes.size
    codes.set(key, code)
    return code
  })
}

function listed(ids: readonly string[]): string {
  return ids.length <= 10 ? ids.join(', ') : `${ids.slice(0, 10).join(', ')} and ${ids.length - 10} more`
}
