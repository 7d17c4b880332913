import { Link } from '@tanstack/react-router'
import { useKeptReadout } from '../../read/kept-readout.ts'
import { ReadoutView } from './readout-view.tsx'

/** The readout of the visitor's own files; it exists only while the page is open. */
export function LocalReadout() {
  const kept = useKeptReadout()
  if (!kept?.readout)
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
    <ReadoutView
      readout={kept.readout}
      note={`Read in this browser from ${kept.name}. It was not uploaded.`}
      adam={kept.adam}
    />
  )
}
