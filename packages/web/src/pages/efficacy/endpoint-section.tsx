import type { EndpointReadout, Readout } from '@abscopal/trial/analysis/readout.ts'
import { CurveView } from '../../parts/curve-view.tsx'
import { ArmsTable } from './arms-table.tsx'
import { Comparison } from './comparison.tsx'
import { SubjectPicker } from './subject-picker.tsx'

export function EndpointSection({ readout, endpoint }: { readout: Readout; endpoint: EndpointReadout }) {
  const population = readout.populations.find(({ id }) => id === endpoint.population)
  return (
    <section aria-labelledby={`endpoint-${endpoint.id}`} className="endpoint">
      <h2 id={`endpoint-${endpoint.id}`}>
        {endpoint.title} <span className="rank">{endpoint.rank}</span>
      </h2>
      <p className="basis">
        {population ? `${population.title}, ${population.subjects} subjects` : endpoint.population} · policy{' '}
        {endpoint.policy}
      </p>
      <div className="pair wide-left">
        <div>
          <CurveView endpoint={endpoint} />
          <SubjectPicker endpoint={endpoint} />
        </div>
        <div>
          <ArmsTable endpoint={endpoint} />
          <Comparison readout={readout} endpoint={endpoint} />
          <details open>
            <summary>How these numbers were made</summary>
            <ul className="methods">
              {endpoint.methods.map((method) => (
                <li key={method}>{method}</li>
              ))}
            </ul>
          </details>
        </div>
      </div>
    </section>
  )
}
