/** The example studies: /api/examples, and of each its readout and its report. Both are made once. */
import type { FastifyInstance } from 'fastify'
import type { Readout } from '@abscopal/trial/analysis/readout.ts'
import { reportHtml } from '@abscopal/trial/report/report-html.ts'
import { examples, readExample } from '../examples.ts'
import { readoutJson } from '../readout-json.ts'
import { HttpError, notFound } from './error-answer.ts'

type Of = { Params: { id: string } }

export async function exampleRoutes(server: FastifyInstance): Promise<void> {
  const readouts = once(readout)
  const json = once(async (id) => readoutJson(await readouts(id)))
  const html = once(async (id) => reportHtml(await readouts(id)))

  server.get('/examples', async () => examples())
  server.get<Of>('/examples/:id/readout', async ({ params }, reply) =>
    reply.type('application/json; charset=utf-8').send(await json(params.id)),
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

async function readout(id: string): Promise<Readout> {
  const example = (await examples()).find((one) => one.id === id)
  if (!example) throw notFound(`no example "${id}"; /api/examples lists them`)
  const { readout: made, findings } = await readExample(example)
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
