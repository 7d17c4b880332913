import type { Readout } from '@abscopal/trial/analysis/readout.ts'
import { headline } from '@abscopal/trial/report/headline.ts'
import { SYNTHETIC, dateText } from '@abscopal/trial/report/words.ts'

/** The answer first, in one sentence with its numbers; beneath it what it rests on. */
export function Opening({ readout, note }: { readout: Readout; note?: string | undefined }) {
  const { study, dataCutoff, populations, synthetic } = readout
  return (
    <section className="opening" aria-labelledby="answer">
      <p className="study">
        <span>{study.title}</span>
        <span>protocol version {study.version}</span>
        {dataCutoff && <span>data cut {dateText(dataCutoff)}</span>}
      </p>
      <h1 id="answer">{headline(readout)}</h1>
      {synthetic && <p className="synthetic-banner">{SYNTHETIC}</p>}
      <p className="basis">{populations.map(({ title, subjects }) => `${title}: ${subjects}`).join(' · ')}</p>
      {note && <p className="basis">{note}</p>}
      {study.source && <p className="source">Source: {study.source}</p>}
    </section>
  )
}
