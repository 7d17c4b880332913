import type { Finding } from '@abscopal/trial/finding.ts'
import { placeText } from './place-text.ts'

const SHOWN = 8

/** Findings with the gravest first, each with its place; of many, the rest unfolds. */
export function FindingsList({ findings }: { findings: readonly Finding[] }) {
  if (findings.length === 0) return <p>No findings: every row of the input was used as it stands.</p>
  const ordered = ['error', 'warning', 'note'].flatMap((severity) =>
    findings.filter((finding) => finding.severity === severity),
  )
  const rest = ordered.slice(SHOWN)
  return (
    <>
      <Rows findings={ordered.slice(0, SHOWN)} />
      {rest.length > 0 && (
        <details>
          <summary>
            {rest.length} more {rest.length === 1 ? 'finding' : 'findings'}
          </summary>
          <Rows findings={rest} />
        </details>
      )}
    </>
  )
}

function Rows({ findings }: { findings: readonly Finding[] }) {
  return (
    <ul className="findings">
      {findings.map((finding, i) => (
        <li key={i}>
          <span className={`severity ${finding.severity}`}>{finding.severity}</span>
          <span>
            {placeText(finding) && <span className="place">{placeText(finding)}</span>}
            {finding.message}
            {finding.count !== undefined && finding.count > 1 && ` (${finding.count} times)`}
          </span>
        </li>
      ))}
    </ul>
  )
}
