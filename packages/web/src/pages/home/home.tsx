import { useDocumentTitle } from '@mantine/hooks'
import { ExamplesList } from './examples-list.tsx'
import { OwnData } from './own-data.tsx'

export function Home() {
  useDocumentTitle('Abscopal')
  return (
    <>
      <section className="opening">
        <h1>Read a randomized trial, from the diameter of a lesion to the hazard ratio, and back</h1>
        <p className="lead">
          Open an example or your own data. Every number stands with its interval and its method, and every
          mark on a curve opens the scan, the lesions and the rule behind it.
        </p>
      </section>
      <div className="home">
        <ExamplesList />
        <OwnData />
      </div>
    </>
  )
}
