import { Link } from '@tanstack/react-router'
import { useKeptStudy } from '../read/kept-study.ts'
import { StudyFrame } from './study-frame.tsx'

/** The visitor's own files; they exist only while the page is open. */
export function LocalStudy() {
  const kept = useKeptStudy()
  const own = kept?.reader.own.readout
  if (!kept || !own)
    return (
      <section className="opening">
        <h1>No file is open</h1>
        <p>
          Files that you read stay in this browser and are gone when the page is reloaded.{' '}
          <Link to="/">Choose a file again</Link>.
        </p>
      </section>
    )
  return (
    <StudyFrame
      study={{
        key: kept.key,
        base: '/local',
        own,
        reader: () => Promise.resolve(kept.reader),
        note: `Read in this browser from ${kept.name}. It was not uploaded.`,
      }}
    />
  )
}
