import { headline } from '@abscopal/trial/report/headline.ts'
import { useStudy } from '../../study/study-context.ts'

/** The answer first, on one screen. */
export function ReadoutHome() {
  const { readout, own, note } = useStudy()
  return (
    <>
      <h1 id="answer">{headline(readout)}</h1>
      <p className="basis">
        {readout.populations.map(({ title, subjects }) => `${title}: ${subjects}`).join(' · ')}
      </p>
      {note && <p className="basis">{note}</p>}
      {own.study.source && <p className="source">Source: {own.study.source}</p>}
    </>
  )
}
