import type { EndpointChain, SubjectReadout, TimePointChain } from '@abscopal/trial/analysis/readout.ts'
import { dateText } from '@abscopal/trial/report/words.ts'
import { decidingTimePoint } from './deciding-time-point.ts'
import { LesionTable } from './lesion-table.tsx'
import { RulesAndRows } from './rules-and-rows.tsx'

/** Endpoint ← response ← scan ← lesions: each step with its sentence, its rule and its source rows. */
export function Chain({ subject, endpoint }: { subject: SubjectReadout; endpoint: EndpointChain }) {
  const point = decidingTimePoint(subject, endpoint)
  const others = subject.timePoints.filter((other) => other !== point)
  return (
    <>
      <ol className="chain">
        <li>
          <h3>Endpoint</h3>
          <p className="answer">
            {endpoint.title}: {endpoint.days} days, {endpoint.event ? 'event' : 'censored'}
          </p>
          <p>{endpoint.says}</p>
          <p className="source">
            {endpoint.start && endpoint.end && `${dateText(endpoint.start)} to ${dateText(endpoint.end)} · `}
            {endpoint.what}
          </p>
          <RulesAndRows because={endpoint.because} from={endpoint.from} />
        </li>
        {point ? (
          <PointSteps point={point} subject={subject} />
        ) : (
          <NoScan subject={subject} endpoint={endpoint} />
        )}
      </ol>
      {others.length > 0 && (
        <section aria-label="Other responses of this subject">
          <h3>Other responses of this subject</h3>
          <ul className="plain others">
            {others.map((other) => (
              <li key={`${other.visit} ${other.date}`}>
                {dateText(other.date)}, {other.visit}: <strong>{other.response}</strong>, {other.says}{' '}
                <span className="rows">{other.from.join(', ')}</span>
              </li>
            ))}
          </ul>
        </section>
      )}
    </>
  )
}

function PointSteps({ point, subject }: { point: TimePointChain; subject: SubjectReadout }) {
  return (
    <>
      <li>
        <h3>Response</h3>
        <p className="answer">
          {point.response}, {point.origin === 'derived' ? 'derived from the lesions' : 'as reported'}
        </p>
        <p>{point.says}</p>
        <RulesAndRows because={point.because} from={point.from} />
      </li>
      <li>
        <h3>Scan</h3>
        <p className="answer">
          {point.visit}, {dateText(point.date)}
          {point.dateFlag && ` (${point.dateFlag === 'D' ? 'day' : 'day and month'} imputed)`}
        </p>
        {point.sums && (
          <dl className="sums">
            <div>
              <dt>Sum of targets</dt>
              <dd>
                {point.sums.sumMm} mm{!point.sums.complete && ', incomplete'}
              </dd>
            </div>
            <div>
              <dt>Baseline</dt>
              <dd>{point.sums.baselineMm} mm</dd>
            </div>
            <div>
              <dt>Smallest before</dt>
              <dd>{point.sums.nadirMm} mm</dd>
            </div>
          </dl>
        )}
        {point.scan === null && <p>The response was reported without a scan of its own in the data.</p>}
      </li>
      <li>
        <h3>Lesions</h3>
        <LesionTable point={point} subject={subject} />
      </li>
    </>
  )
}

function NoScan({ subject, endpoint }: { subject: SubjectReadout; endpoint: EndpointChain }) {
  return (
    <li>
      <h3>Response</h3>
      <p>
        {subject.timePoints.length === 0
          ? 'There is no scan in this data: the time and the event were given as they are, in the source rows above.'
          : endpoint.event
            ? 'No scan decided this: the event rests on the source rows above.'
            : 'No scan decided this: the end of follow-up rests on the source rows above.'}
      </p>
    </li>
  )
}
