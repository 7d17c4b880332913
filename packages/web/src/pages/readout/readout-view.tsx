import type { Readout } from '@abscopal/trial/analysis/readout.ts'
import { consortFigure } from '@abscopal/trial/figure/consort.ts'
import { useDocumentTitle } from '@mantine/hooks'
import { useMemo } from 'react'
import type { ReadResult } from '../../read/read-result.ts'
import { FigureView } from '../../parts/figure-view.tsx'
import { FindingsList } from '../../parts/findings-list.tsx'
import { ChainDrawer } from '../chain/chain-drawer.tsx'
import { Downloads } from './downloads.tsx'
import { EndpointSection } from './endpoint-section.tsx'
import { Opening } from './opening.tsx'
import { Populations } from './populations.tsx'
import { ProtocolChoices } from './protocol-choices.tsx'

type Props = { readout: Readout; note?: string; adam?: ReadResult['adam'] }

export function ReadoutView({ readout, note, adam = null }: Props) {
  useDocumentTitle(`${readout.synthetic ? 'Synthetic: ' : ''}${readout.study.title} · Abscopal`)
  const consort = useMemo(() => consortFigure(readout), [readout])
  return (
    <article>
      <Opening readout={readout} note={note} />
      {readout.endpoints.map((endpoint) => (
        <EndpointSection key={endpoint.id} readout={readout} endpoint={endpoint} />
      ))}
      <section aria-labelledby="populations">
        <h2 id="populations">Who was analysed</h2>
        <div className="pair">
          <FigureView figure={consort} />
          <Populations readout={readout} />
        </div>
      </section>
      <section aria-labelledby="findings">
        <h2 id="findings">Findings</h2>
        <FindingsList findings={readout.findings} />
      </section>
      <ProtocolChoices readout={readout} />
      <Downloads readout={readout} adam={adam} />
      <ChainDrawer readout={readout} />
    </article>
  )
}
