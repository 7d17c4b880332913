import { useStudy } from '../../study/study-context.ts'
import { studyPages } from '../../study/study-pages.ts'

/** What this readout does not have, each with its reason. */
export function NotHere() {
  const { readout } = useStudy()
  const missing = studyPages.flatMap(({ title, absent }) => {
    const why = absent(readout)
    return why === undefined ? [] : [{ title, why }]
  })
  if (missing.length === 0) return null
  return (
    <details className="not-here">
      <summary>Not in this readout: {missing.map(({ title }) => title.toLowerCase()).join(', ')}</summary>
      <dl>
        {missing.map(({ title, why }) => (
          <div key={title}>
            <dt>{title}</dt>
            <dd>{why}</dd>
          </div>
        ))}
      </dl>
    </details>
  )
}
