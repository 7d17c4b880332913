/** The example studies: /api/examples, and of each its files, its readout and its report. All are made once. */
import type { FastifyInstance } from 'fastify'
import type { Readout } from '@abscopal/trial/analysis/readout.ts'
import { reportHtml } from '@abscopal/trial/report/report-html.ts'
import { exampleFiles, examples, readExample } from '../examples.ts'
import type { Example } from '../examples.ts'
import { readoutJson } from '../readout-json.ts'
import { HttpError, notFound } from './error-answer.ts'

type Of = { Params: { id: string } }

export async function exampleRoutes(server: FastifyInstance): Promise<void> {
  const readouts = once(readout)
  const json = once(async (id) => readoutJson(await readouts(id)))
  const files = once(filesJson)
  const html = once(async (id) => reportHtml(await readouts(id)))

  server.get('/examples', async () => examples())
  server.get<Of>('/examples/:id/readout', async ({ params }, reply) =>
    reply.type('application/json; charset=utf-8').send(await json(params.id)),
  )
  // As a page reads them itself, to try other choices than the protocol's.
  server.get<Of>('/examples/:id/files', async ({ params }, reply) =>
    reply.type('application/json; charset=utf-8').send(await files(params.id)),
  )
  server.get<Of>(
    '/examples/:id/report.html',
    { helmet: { contentSecurityPolicy: { useDefaults: false, directives: reportPolicy } } },
    async ({ params }, reply) => reply.type('text/html; charset=utf-8').send(await html(params.id)),
  )
}

/** A report is one file that asks for nothing. */
const reportPolicy = {
  defaultSrc: ["'none'"],
  styleSrc: ["'unsafe-inline'"],
  imgSrc: ['data:'],
  fontSrc: ['data:'],
}

async function named(id: string): Promise<Example> {
  const example = (await examples()).find((one) => one.id === id)
  if (!example) throw notFound(`no example "${id}"; /api/examples lists them`)
  return example
}

async function filesJson(id: string): Promise<string> {
  return JSON.stringify(Object.fromEntries(await exampleFiles(await named(id))))
}

async function readout(id: string): Promise<Readout> {
  const { readout: made, findings } = await readExample(await named(id))
  if (!made) throw new HttpError(500, 'unreadable', `${id}: ${findings[0]?.message ?? 'could not be read'}`)
  return made
}

/** What failed is asked for again the next time. */
function once<T>(make: (id: string) => Promise<T>): (id: string) => Promise<T> {
  const made = new Map<string, Promise<T>>()
  return (id) => {
    const known = made.get(id)
    if (known) return known
    const making = make(id)
    made.set(id, making)
    making.catch(() => made.delete(id))
    return making
  }
}
