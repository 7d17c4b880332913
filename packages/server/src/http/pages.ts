/** The built web pages. A path without a file is a page of the single-page application, so it gets index.html. */
import { join } from 'node:path'
import fastifyStatic from '@fastify/static'
import type { FastifyInstance } from 'fastify'
import { notFound } from './error-answer.ts'

export async function pageRoutes(server: FastifyInstance, folder: string): Promise<void> {
  const assets = join(folder, 'assets')
  await server.register(fastifyStatic, {
    root: folder,
    wildcard: false,
    setHeaders: (reply, path) => {
      // Names under assets/ carry a hash of their content; index.html names the current ones.
      reply.header(
        'cache-control',
        path.startsWith(assets) ? 'public, max-age=31536000, immutable' : 'no-cache',
      )
    },
  })
  server.get('/*', async (request, reply) => {
    const path = request.url.split('?')[0] ?? '/'
    if (path.startsWith('/api/') || /\.[a-z0-9]+$/i.test(path))
      throw notFound(`GET ${path}: there is nothing here`)
    return reply.sendFile('index.html')
  })
}
