/** What a safety reviewer should hear about the events themselves. */
import type { Finding } from '../finding.ts'
import type { AdverseEvent } from '../record/records.ts'
import { ctcaeTerm, gradeMeaning } from '../safety/ctcae.ts'
import type { CtcaeVersion } from '../safety/ctcae.ts'
import type { SafetyEvent } from './safety-events.ts'

/** A grade that the term does not have in the version of the protocol. */
export function gradeFindings(events: readonly AdverseEvent[], version: CtcaeVersion | null): Finding[] {
  if (version === null) return []
  return events.flatMap(({ subject, term, grade, from }) => {
    const entry = ctcaeTerm(term)
    if (!entry || grade === undefined || gradeMeaning(entry, grade, version) !== null) return []
    const [file = '', row] = from.split(':')
    const message = `${entry.term} has no grade ${grade} in CTCAE ${version}; it counts as recorded`
    return [
      {
        code: 'safety.grade.none',
        severity: 'warning' as const,
        subject,
        where: { file, row: Number(row), field: 'AETOXGR' },
        message,
      },
    ]
  })
}

/** Terms that the table does not hold: grade and term could not be checked. */
export function termFindings(events: readonly SafetyEvent[]): Finding[] {
  const unknown = new Set(events.filter(({ reported }) => !ctcaeTerm(reported)).map(({ term }) => term))
  if (unknown.size === 0) return []
  const message = `not among the CTCAE terms at hand, so that their grades were not checked: ${[...unknown].toSorted().join(', ')}`
  return [{ code: 'safety.term.unknown', severity: 'note', message }]
}
