import type { Readout } from '@abscopal/trial/analysis/readout.ts'
import { queryOptions } from '@tanstack/react-query'

/** What the server says of an example that ships. */
export type Example = {
  readonly id: string
  readonly title: string
  readonly says: string
  readonly source: string
  readonly kind: 'table' | 'folder'
  readonly synthetic: boolean
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

async function answerOf<T>(path: string): Promise<T> {
  const answer = await fetch(path, { headers: { accept: 'application/json' } })
  if (answer.ok) return (await answer.json()) as T
  const body = (await answer.json().catch(() => null)) as { error?: { message?: string } } | null
  throw new Error(body?.error?.message ?? `${path}: ${answer.status} ${answer.statusText}`)
}
