import type { SubjectReadout, TimePointChain } from '@abscopal/trial/analysis/readout.ts'

/** What was seen of each lesion on one scan. */
export function LesionTable({ point, subject }: { point: TimePointChain; subject: SubjectReadout }) {
  if (point.lesions.length === 0) return <p>No lesion of this scan is in the data.</p>
  const ablated = point.lesions.some(({ ablation }) => ablation)
  return (
    <div className="scroll" tabIndex={0} role="region" aria-label="Lesions of this scan">
      <table>
        <thead>
          <tr>
            <th scope="col">Lesion</th>
            <th scope="col">Where</th>
            <th scope="col">Role</th>
            <th scope="col" className="number">
              mm
            </th>
            {ablated && <th scope="col">Ablation</th>}
            <th scope="col">Source row</th>
          </tr>
        </thead>
        <tbody>
          {point.lesions.map((seen) => {
            const lesion = subject.lesions.find(({ id }) => id === seen.id)
            return (
              <tr key={`${seen.id} ${seen.from}`}>
                <th scope="row">{seen.id}</th>
                <td>
                  {lesion ? `${lesion.organ.toLowerCase()}${lesion.node ? ', node' : ''}` : 'not identified'}
                </td>
                <td>{lesion?.role ?? '–'}</td>
                <td className="number">{seen.diameterMm ?? seen.state ?? seen.notDone ?? 'not measured'}</td>
                {ablated && <td>{seen.ablation?.says ?? 'not ablated'}</td>}
                <td className="rows">{seen.from}</td>
              </tr>
            )
          })}
        </tbody>
      </table>
    </div>
  )
}
