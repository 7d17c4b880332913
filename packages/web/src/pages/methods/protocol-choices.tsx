import type { Readout } from '@abscopal/trial/analysis/readout.ts'
import { protocolChoices } from '@abscopal/trial/report/protocol-choices.ts'

/** Every choice that can change a number, as the protocol has it, and the tables that were read. */
export function ProtocolChoices({ readout: { protocol, tables } }: { readout: Readout }) {
  return (
    <section aria-labelledby="protocol">
      <h2 id="protocol">Protocol choices</h2>
      <p className="basis">
        Tables:{' '}
        {tables
          .map(({ name, file, rows, absent }) => `${file ?? name} ${absent ? 'absent' : `${rows} rows`}`)
          .join(', ') || 'none recorded'}
      </p>
      <details>
        <summary>Every choice that can change a number</summary>
        <div className="scroll" tabIndex={0} role="region" aria-label="Protocol choices">
          <table className="choices">
            <tbody>
              {protocolChoices(protocol).map(({ path, value }) => (
                <tr key={path}>
                  <th scope="row">{path}</th>
                  <td>{value}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      </details>
    </section>
  )
}
