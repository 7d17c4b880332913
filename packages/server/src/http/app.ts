/** The server, ready to listen: safeguards, resources, pages. */
import helmet from '@fastify/helmet'
import fastify from 'fastify'
import type { FastifyInstance } from 'fastify'
import { answerError, answerErrors } from './error-answer.ts'
import { exampleRoutes } from './examples.ts'
import { healthRoutes } from './health.ts'
import { pageRoutes } from './pages.ts'

/** @param pages  the folder of the built web pages; without it only /api answers */
export async function app({ pages }: { pages?: string } = {}): Promise<FastifyInstance> {
  const server = fastify({ forceCloseConnections: true, frameworkErrors: answerError })
  answerErrors(server)
  await server.register(helmet, {
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'self'"],
        styleSrc: ["'self'", "'unsafe-inline'"], // Mantine writes style elements
        imgSrc: ["'self'", 'data:', 'blob:'],
        fontSrc: ["'self'", 'data:'],
        workerSrc: ["'self'", 'blob:'],
        objectSrc: ["'none'"],
        baseUri: ["'none'"],
        formAction: ["'self'"],
        frameAncestors: ["'self'"],
      },
    },
    strictTransportSecurity: false, // plain HTTP on this machine only
  })
  await server.register(healthRoutes, { prefix: '/api' })
  await server.register(exampleRoutes, { prefix: '/api' })
  if (pages !== undefined) await pageRoutes(server, pages)
  return server
}
