import { useStudy } from '../../study/study-context.ts'
import { ProtocolChoices } from './protocol-choices.tsx'

export function Methods() {
  const { readout } = useStudy()
  return (
    <>
      <h1>Methods</h1>
      {readout.endpoints.map(({ id, title, methods }) => (
        <section key={id} aria-labelledby={`methods-${id}`}>
          <h2 id={`methods-${id}`}>{title}</h2>
          <ul>
            {methods.map((method) => (
              <li key={method}>{method}</li>
            ))}
          </ul>
        </section>
      ))}
      <ProtocolChoices readout={readout} />
    </>
  )
}
