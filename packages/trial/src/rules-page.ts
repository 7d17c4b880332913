/** A page of docs/rules: what runs, as tables for a clinician to review and sign. */
import type { Sentence } from './recist/rule.ts'
import type { RuleTable } from './recist/rules.ts'

const standing: Readonly<Record<Sentence['tag'], string>> = {
  S: 'read in the source',
  K: 'verify',
  D: 'local default',
}

export function rulesPage({ title, tables }: { title: string; tables: readonly RuleTable[] }): string {
  return [
    `# ${title}`,
    '',
    'Printed from the tables that the software evaluates; a test keeps the two alike. **verify**: known, but its source was not',
    'read again. **local default**: ours, no guideline says it. Not a medical device; for review and signature by a clinician.',
    ...tables.flatMap(tablePart),
    '',
  ].join('\n')
}

function tablePart({ title, ordered, rows }: RuleTable): readonly string[] {
  return [
    '',
    `## ${title}`,
    '',
    ...(ordered ? ['The first row that holds decides.', ''] : []),
    '| rule | says | source | standing |',
    '| --- | --- | --- | --- |',
    ...rows.map(
      ({ id, says, source, tag }) => `| \`${id}\` | ${[says, source, standing[tag]].map(cell).join(' | ')} |`,
    ),
  ]
}

function cell(text: string): string {
  return text.replaceAll('|', '\\|')
}
