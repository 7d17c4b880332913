import { useStudy } from '../../study/study-context.ts'
import { EndpointSection } from './endpoint-section.tsx'

/** Each endpoint with its curve, its table, its comparison and its methods. */
export function Efficacy() {
  const { readout } = useStudy()
  return (
    <>
      <h1>Efficacy</h1>
      {readout.endpoints.length === 0 && <p>No endpoint could be analysed; the findings say why.</p>}
      {readout.endpoints.map((endpoint) => (
        <EndpointSection key={endpoint.id} readout={readout} endpoint={endpoint} />
      ))}
    </>
  )
}
