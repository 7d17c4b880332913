/** The one shape of an error over HTTP: { error: { code, message } }. */
import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'

export type ErrorAnswer = { readonly error: { readonly code: string; readonly message: string } }

/** What a resource throws for the visitor to read. */
export class HttpError extends Error {
  readonly statusCode: number
  readonly code: string
  constructor(statusCode: number, code: string, message: string) {
    super(message)
    this.statusCode = statusCode
    this.code = code
  }
}

export function notFound(what: string): HttpError {
  return new HttpError(404, 'not-found', what)
}

export function answerErrors(server: FastifyInstance): void {
  server.setErrorHandler(answerError)
  server.setNotFoundHandler((request) => {
    throw notFound(`${request.method} ${request.url.split('?')[0]}: there is nothing here`)
  })
}

/** Fastify asks for it apart where an address cannot even be read. */
export function answerError(
  error: FastifyError | HttpError,
  _request: FastifyRequest,
  reply: FastifyReply,
): void {
  const status = error.statusCode ?? 500
  if (status >= 500 && !(error instanceof HttpError)) {
    process.stderr.write(`error: ${error.message.split('\n')[0]}\n`)
    reply.code(500).send(answer('internal', 'the server could not answer; its log says why'))
  } else
    reply.code(status).send(answer(error instanceof HttpError ? error.code : 'bad-request', error.message))
}

function answer(code: string, message: string): ErrorAnswer {
  return { error: { code, message } }
}
