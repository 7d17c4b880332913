import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Link, useParams } from '@tanstack/react-router'
import { useEffect } from 'react'
import { exampleReaderQuery, exampleReadoutQuery, examplesQuery } from '../examples.ts'
import { StudyFrame } from './study-frame.tsx'

/** An example: shown from the readout that the server has made; its files follow, for the choices that a visitor tries. */
export function ExampleStudy() {
  const { id = '' } = useParams({ strict: false })
  const client = useQueryClient()
  const { data, error } = useQuery(exampleReadoutQuery(id))
  const example = useQuery(examplesQuery).data?.find((one) => one.id === id)
  const ready = data !== undefined
  useEffect(() => {
    if (!ready) return
    const idle = setTimeout(() => void client.prefetchQuery(exampleReaderQuery(id)), 300)
    return () => clearTimeout(idle)
  }, [client, id, ready])
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
  return (
    <StudyFrame
      study={{
        key: id,
        base: `/examples/${id}`,
        own: data,
        reader: () => client.fetchQuery(exampleReaderQuery(id)),
        ...(example && { note: `${example.title}. ${example.says}` }),
      }}
    />
  )
}
