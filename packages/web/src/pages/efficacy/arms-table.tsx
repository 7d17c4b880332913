import type { EndpointReadout } from '@abscopal/trial/analysis/readout.ts'
import { endpointTable } from '@abscopal/trial/report/endpoint-table.ts'

/** Subjects, events, median and rates with their intervals, an arm a column so that arms stand side by side. */
export function ArmsTable({ endpoint }: { endpoint: EndpointReadout }) {
  const { columns, rows } = endpointTable(endpoint)
  const [, ...quantities] = columns
  return (
    <div className="scroll" tabIndex={0} role="region" aria-label={`${endpoint.title} by arm`}>
      <table>
        <thead>
          <tr>
            <td />
            {rows.map(([title], i) => (
              <th key={endpoint.arms[i]?.arm} scope="col" className="number title">
                {title}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {quantities.map((quantity, i) => (
            <tr key={quantity}>
              <th scope="row">{quantity}</th>
              {rows.map((row, j) => (
                <td key={endpoint.arms[j]?.arm} className="number">
                  <Value text={row[i + 1] ?? ''} />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

/** A value and its interval; where there is no room for both on a line, the interval goes beneath as a whole. */
function Value({ text }: { text: string }) {
  const [value, ...interval] = text.split(/(?= \()/)
  return (
    <>
      {value} <span className="interval">{interval.join('').trim()}</span>
    </>
  )
}
