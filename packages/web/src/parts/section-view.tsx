import type { ReportSection } from '@abscopal/trial/report/ablated-lesions-section.ts'
import { TableView } from './table-view.tsx'

/** A section of the report on a page: its sentences, then its tables. */
export function SectionView({ section: { title, says, parts } }: { section: ReportSection }) {
  const id = `section-${title.toLowerCase().replace(/[^a-z0-9]+/g, '-')}`
  return (
    <section aria-labelledby={id}>
      <h2 id={id}>{title}</h2>
      <ul className="says">
        {says.map((text) => (
          <li key={text}>{text}</li>
        ))}
      </ul>
      {parts.map(({ caption, table }) => (
        <TableView key={caption} caption={caption} table={table} />
      ))}
    </section>
  )
}
