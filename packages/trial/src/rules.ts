/** Every rule that a derived value may name in `because`, as sentences. */
import type { RuleSentence } from './derived.ts'
import { ablationOutcomeTables } from './endpoint/ablation-rules.ts'
import { bestResponseRules } from './endpoint/best-overall-response.ts'
import { estimandTables } from './endpoint/intercurrent-rules.ts'
import { immuneProgressionRules } from './endpoint/immune-progression.ts'
import { polymetastaticRules } from './endpoint/polymetastatic-free-survival.ts'
import { endpointRules, policyRowRules, policyTables } from './endpoint/rules.ts'
import { table3Others, table3Rules } from './endpoint/table-3.ts'
import { importChecks } from './evidence/import-check.ts'
import type { RuleId } from './ids.ts'
import { ablatedTables } from './recist/ablated-rules.ts'
import { safetyTables } from './safety/rules.ts'
import { oligoTables } from './oligo/rules.ts'
import { immuneTables, recistTables, type RuleTable } from './recist/rules.ts'

const bestRules = [...Object.values(bestResponseRules), ...table3Rules, ...Object.values(table3Others)]

/** The tables by the file that they are printed to in docs/rules. */
export const ruleTables: Readonly<Record<string, { title: string; tables: readonly RuleTable[] }>> = {
  recist: { title: 'Response: RECIST 1.1 and ablated lesions', tables: recistTables },
  'ablated-lesions': {
    title: 'Ablated lesions and the pattern of progression',
    tables: [...ablatedTables, ...ablationOutcomeTables],
  },
  safety: { title: 'Safety: adverse events and complications', tables: safetyTables },
  irecist: {
    title: 'Response: iRECIST',
    tables: [
      ...immuneTables,
      { title: 'Event of iPFS', ordered: false, rows: Object.values(immuneProgressionRules) },
    ],
  },
  oligo: {
    title: 'Oligo state',
    tables: [
      ...oligoTables,
      { title: 'Polymetastatic-free survival', ordered: false, rows: Object.values(polymetastaticRules) },
    ],
  },
  endpoints: {
    title: 'Endpoints',
    tables: [
      { title: 'Time to an event', ordered: false, rows: endpointRules },
      { title: 'Best overall response', ordered: false, rows: bestRules },
    ],
  },
  estimands: { title: 'Intercurrent events and estimands', tables: estimandTables },
  'pfs-policies': {
    title: 'Progression-free survival: what each policy does in twelve situations',
    tables: [{ title: 'The situations', ordered: false, rows: policyRowRules }, ...policyTables],
  },
  evidence: {
    title: 'Published evidence: checks of what was printed',
    tables: [{ title: 'Checks of one result', ordered: false, rows: importChecks }],
  },
}

const sentences: ReadonlyMap<RuleId, RuleSentence> = new Map(
  Object.values(ruleTables)
    .flatMap(({ tables }) => tables.flatMap(({ rows }) => rows))
    .map(({ id, says, source, tag }) => [id, { id, says, source, tag }]),
)

/** @throws RangeError if no table has a rule of this id */
export function ruleSentence(id: RuleId): RuleSentence {
  const sentence = sentences.get(id)
  if (!sentence) throw new RangeError(`ruleSentence: the id of a rule, got ${id}`)
  return sentence
}
