import { consortFigure } from '@abscopal/trial/figure/consort.ts'
import { useMemo } from 'react'
import { FigureView } from '../../parts/figure-view.tsx'
import { useStudy } from '../../study/study-context.ts'
import { Populations } from './populations.tsx'

/** Who took part, who was analysed, and who was left out and why. */
export function Participants() {
  const { readout } = useStudy()
  const consort = useMemo(() => consortFigure(readout), [readout])
  return (
    <>
      <h1>Participants</h1>
      <div className="pair">
        <FigureView figure={consort} />
        <Populations readout={readout} />
      </div>
    </>
  )
}
