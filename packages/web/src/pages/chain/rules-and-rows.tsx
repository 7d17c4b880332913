import type { RuleSentence } from '@abscopal/trial/analysis/readout.ts'

const tags: Record<string, string> = { K: 'verify', D: 'local default' }

/** The sentences that decided a step, and the source rows that it rests on. */
export function RulesAndRows({
  because,
  from,
}: {
  because: readonly RuleSentence[]
  from: readonly string[]
}) {
  return (
    <>
      {because.map(({ id, says, source, tag }) => (
        <blockquote key={id} className="rule">
          <p>{says}</p>
          <p className="source">
            Rule <code>{id}</code> · {source}
            {tags[tag] && <span className="tag">{tags[tag]}</span>}
          </p>
        </blockquote>
      ))}
      <p className="source">
        Source {from.length === 1 ? 'row' : 'rows'}:{' '}
        {from.length > 0 ? <span className="rows">{from.join(', ')}</span> : 'none recorded'}
      </p>
    </>
  )
}
