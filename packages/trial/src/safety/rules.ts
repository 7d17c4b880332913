/** The tables of this folder as a clinician reads them. */
import type { RuleTable } from '../recist/rules.ts'
import type { Sentence } from '../recist/rule.ts'
import { complicationGrades } from './complication-scales.ts'
import { ctcaeTerms } from './ctcae-terms.ts'
import type { CtcaeTerm } from './ctcae-terms.ts'
import { eventRules } from './event-rules.ts'

export const safetyTables: readonly RuleTable[] = [
  { title: 'Which events count, and where', ordered: false, rows: Object.values(eventRules) },
  {
    title: 'CTCAE terms: grades of version 5.0, changes of 6.0',
    ordered: false,
    rows: ctcaeTerms.map(sentence),
  },
  { title: 'Complications of a procedure', ordered: false, rows: complicationGrades },
]

function sentence({ term, grades, v6 }: CtcaeTerm): Sentence {
  const each = grades.map((says, i) => `**${i + 1}** ${says ?? '(none)'}`).join(' · ')
  return {
    id: `ctcae.${term.toLowerCase().replaceAll(/[^a-z]+/g, '-')}`,
    says: `${term}: ${each}. 6.0: ${v6 ?? 'unchanged'}`,
    source: 'CTCAE 5.0 and 6.0, copies at github.com/oncohub/CTCAE5 and okurcagdasg5/CTCAEv.6grader',
    tag: 'S',
  }
}
