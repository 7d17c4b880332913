import type { Readout } from '@abscopal/trial/analysis/readout.ts'
import type { ReadOptions } from '@abscopal/trial/read.ts'
import { queryOptions } from '@tanstack/react-query'
import { openReader } from './read/reader.ts'

/** What the server says of an example that ships. */
export type Example = {
  readonly id: string
  readonly title: string
  readonly says: string
  readonly source: string
  readonly kind: 'table' | 'folder'
  readonly synthetic: boolean
  readonly options?: ReadOptions
}

export const examplesQuery = queryOptions({
  queryKey: ['examples'],
  queryFn: () => answerOf<readonly Example[]>('/api/examples'),
})

export const exampleReadoutQuery = (id: string) =>
  queryOptions({
    queryKey: ['examples', id, 'readout'],
    queryFn: () => answerOf<Readout>(`/api/examples/${encodeURIComponent(id)}/readout`),
  })

/** The files of an example in a worker, where they are read again with other choices; it stays while the page does. */
export const exampleReaderQuery = (id: string) =>
  queryOptions({
    queryKey: ['examples', id, 'reader'],
    gcTime: Infinity,
    structuralSharing: false,
    queryFn: async ({ client }) => {
      const [files, examples] = await Promise.all([
        answerOf<Readonly<Record<string, string>>>(`/api/examples/${encodeURIComponent(id)}/files`),
        client.fetchQuery(examplesQuery),
      ])
      const given = Object.entries(files).map(([name, text]) => new File([text], name))
      return openReader(given, examples.find((one) => one.id === id)?.options)
    },
  })

async function answerOf<T>(path: string): Promise<T> {
  const answer = await fetch(path, { headers: { accept: 'application/json' } })
  if (answer.ok) return (await answer.json()) as T
  const body = (await answer.json().catch(() => null)) as { error?: { message?: string } } | null
  throw new Error(body?.error?.message ?? `${path}: ${answer.status} ${answer.statusText}`)
}
