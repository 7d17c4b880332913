import { answers } from '@abscopal/trial/report/answers.ts'
import { headline, leadingEndpoint } from '@abscopal/trial/report/headline.ts'
import { useMemo } from 'react'
import { CurveView } from '../../parts/curve-view.tsx'
import { useStudy } from '../../study/study-context.ts'
import { AnswerBlock } from './answer-block.tsx'
import { NotHere } from './not-here.tsx'

/** The answer first, then the four questions beside the curve, on one screen. */
export function ReadoutHome() {
  const { readout, own, note } = useStudy()
  const leading = leadingEndpoint(readout)
  const blocks = useMemo(() => answers(readout), [readout])
  return (
    <section className="home-readout" aria-labelledby="answer">
      <h1 id="answer">{headline(readout)}</h1>
      {leading && (
        <p className="basis">
          {leading.rank} endpoint · population {leading.population} · policy {leading.policy}
        </p>
      )}
      <div className="answers-pair">
        <div>
          {leading ? (
            <CurveView endpoint={leading} size={{ width: 680, height: 452 }} />
          ) : (
            <p>There is no curve to draw: no endpoint could be analysed, and the findings say why.</p>
          )}
        </div>
        <div className="answers">
          {blocks.map((answer) => (
            <AnswerBlock key={answer.id} answer={answer} />
          ))}
        </div>
      </div>
      <NotHere />
      {note && <p className="basis">{note}</p>}
      {own.study.source && <p className="source">Source: {own.study.source}</p>}
    </section>
  )
}
