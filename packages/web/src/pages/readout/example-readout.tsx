import { useQuery } from '@tanstack/react-query'
import { Link, useParams } from '@tanstack/react-router'
import { exampleReadoutQuery, examplesQuery } from '../../examples.ts'
import { ReadoutView } from './readout-view.tsx'

export function ExampleReadout() {
  const { id } = useParams({ from: '/examples/$id' })
  const { data, error } = useQuery(exampleReadoutQuery(id))
  const example = useQuery(examplesQuery).data?.find((one) => one.id === id)
  if (error)
    return (
      <section className="opening" role="alert">
        <h1>This example could not be read</h1>
        <p>{error.message}</p>
        <p>
          <Link to="/">Back to the examples</Link>
        </p>
      </section>
    )
  if (!data)
    return (
      <section className="opening">
        <h1>Reading the study</h1>
        <p role="status">Loading its readout…</p>
      </section>
    )
  return <ReadoutView readout={data} {...(example && { note: `${example.title}. ${example.says}` })} />
}
