import type { EndpointReadout, Readout } from '@abscopal/trial/analysis/readout.ts'
import { comparisonTexts } from '@abscopal/trial/report/endpoint-table.ts'

/** The test and the ratio, each with the method that made it. */
export function Comparison({ readout, endpoint }: { readout: Readout; endpoint: EndpointReadout }) {
  const texts = comparisonTexts(endpoint, readout)
  if (texts.length === 0) return <p>There is one arm, so nothing is compared.</p>
  return (
    <ul className="plain comparison">
      {texts.map((text) => (
        <li key={text}>{text}</li>
      ))}
    </ul>
  )
}
