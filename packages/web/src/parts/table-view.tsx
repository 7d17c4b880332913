import type { TextTable } from '@abscopal/trial/report/endpoint-table.ts'

/** A table of texts, its first column the heads of its rows. */
export function TableView({ caption, table: { columns, rows } }: { caption: string; table: TextTable }) {
  return (
    <div className="scroll" tabIndex={0} role="region" aria-label={caption}>
      <table className="text-table">
        <caption>{caption}</caption>
        <thead>
          <tr>
            {columns.map((column, i) => (
              <th key={i} scope="col">
                {column}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map(([first, ...cells], i) => (
            <tr key={i}>
              <th scope="row">{first}</th>
              {cells.map((cell, j) => (
                <td key={j}>{cell}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
