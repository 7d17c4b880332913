import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { type Example, examplesQuery } from '../../examples.ts'

export function ExamplesList() {
  const { data, error } = useQuery(examplesQuery)
  return (
    <section aria-labelledby="examples">
      <h2 id="examples">Examples</h2>
      {error ? (
        <p role="alert">The examples could not be loaded. {error.message}</p>
      ) : !data ? (
        <p role="status">Loading the examples…</p>
      ) : data.length === 0 ? (
        <p>No examples ship with this server.</p>
      ) : (
        <ul className="examples">
          {data.map((example) => (
            <ExampleItem key={example.id} example={example} />
          ))}
        </ul>
      )}
    </section>
  )
}

function ExampleItem({ example }: { example: Example }) {
  return (
    <li>
      <h3>
        <Link to="/examples/$id" params={{ id: example.id }}>
          {example.title}
        </Link>
        {example.synthetic && <span className="synthetic-mark">Synthetic</span>}
      </h3>
      <p>{example.says}</p>
      <p className="source">Source: {example.source}</p>
    </li>
  )
}
