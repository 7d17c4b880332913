/** `serve`: the pages and the example studies on this machine. */
import type { AddressInfo } from 'node:net'
import { app } from '../http/app.ts'
import { Refusal, systemReason } from '../refusal.ts'
import { builtPages } from '../web-pages.ts'
import { commandArguments } from './arguments.ts'
import { serveOptions } from './serve-options.ts'

/** Until there are accounts, nobody but this machine may come in. */
const HOST = '127.0.0.1'

export async function serve(words: readonly string[]): Promise<number> {
  const given = commandArguments('serve', words, serveOptions)
  if (given.paths.length > 0) throw new Refusal(`serve: no PATH is allowed, "${given.paths[0]}" came`)
  const port = portNumber(given.one('port') ?? '4280')

  const server = await app({ pages: await builtPages() })
  try {
    await server.listen({ host: HOST, port })
  } catch (error) {
    await server.close()
    throw new Refusal(`port ${port}: ${portReason(error)}; another is chosen with --port N`)
  }
  const { port: bound } = server.server.address() as AddressInfo
  process.stdout.write(`Abscopal listens on http://localhost:${bound}\n`)

  await new Promise<void>((resolve) => {
    for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, () => resolve())
  })
  await server.close()
  return 0
}

function portNumber(text: string): number {
  const port = Number(text)
  if (!/^\d+$/.test(text) || port > 65_535) throw new Refusal(`--port: 0 to 65535 is allowed, "${text}" came`)
  return port
}

function portReason(error: unknown): string {
  return error instanceof Error && 'code' in error && error.code === 'EADDRINUSE'
    ? 'something else listens there already'
    : systemReason(error)
}
