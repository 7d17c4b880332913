import { SYNTHETIC, dateText } from '@abscopal/trial/report/words.ts'
import { useStudy } from './study-context.ts'

/** Which study, which cut of its data, which version of its protocol, and whether the data is made. */
export function StudyHeader() {
  const { readout, own } = useStudy()
  const { dataCutoff, synthetic } = readout
  return (
    <header className="study-head">
      <p className="study">
        <strong>{own.study.title}</strong>
        {dataCutoff && <span>data cut {dateText(dataCutoff)}</span>}
        <span>protocol version {own.study.version}</span>
      </p>
      {synthetic && <p className="synthetic-banner">{SYNTHETIC}</p>}
    </header>
  )
}
