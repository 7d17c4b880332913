/**
 * The replicates of a bootstrap computed by worker threads, in Node or in a browser: the same numbers whatever their number.
 *
 * Each platform starts a thread in its own way, so the caller starts them, on a module that ends in `answerRanges`:
 *
 *   answerRanges(parentPort, ({ time, event, x }) => ({ n: time.length, statistic: … }))      in a browser: self
 *
 * @param threads  Node's or a browser's `Worker`s, each for one call; ending them is the caller's part
 * @param job      what the module needs to make its statistic, copied to each thread
 * @param options  as for `bootstrap`
 * @returns resamples × components, flat: pass it to `bootstrap` as `replicates`
 * @throws RangeError without a thread; Error with the words of a thread that failed
 *
 * Worth it where one fit takes longer than a thread takes to start, some 40 ms: large n, not 62 rows.
 * Checked: equal to one thread for 1, 2 and 3 of Node's.
 */
import { bootstrapRange } from './bootstrap.ts'
import type { Statistic } from './bootstrap.ts'
import type { ResamplingOptions } from './resample.ts'

/** What the workers and ports of Node and of a browser have in common, but for the name of listening. */
export type Messenger = {
  postMessage(message: unknown): void
} & (
  | { on(kind: string, heard: (data: any) => void): unknown }
  | { addEventListener(kind: string, heard: (event: any) => void): unknown }
)

type Range = {
  readonly job: any
  readonly range: ResamplingOptions & { readonly seed: number; readonly from: number; readonly to: number }
}
type Answer = { readonly replicates: Float64Array } | { readonly failed: string }

export async function replicatesOverThreads(
  threads: readonly Messenger[],
  job: unknown,
  { resamples, ...options }: ResamplingOptions & { readonly seed: number; readonly resamples: number },
): Promise<Float64Array> {
  if (threads.length === 0)
    throw new RangeError('replicatesOverThreads: at least one thread is needed, got none')
  if (!(Number.isInteger(resamples) && resamples >= 1))
    throw new RangeError(`replicatesOverThreads: resamples must be a whole number ≥ 1, got ${resamples}`)
  const bound = (k: number) => Math.floor((k * resamples) / threads.length)
  const pieces = await Promise.all(
    threads.map((thread, k) =>
      answerOf(thread, { job, range: { ...options, from: bound(k), to: bound(k + 1) } }),
    ),
  )
  const replicates = new Float64Array(pieces.reduce((sum, piece) => sum + piece.length, 0))
  let filled = 0
  for (const piece of pieces) {
    replicates.set(piece, filled)
    filled += piece.length
  }
  return replicates
}

/** The thread's side: answers each range it is sent with the replicates of the statistic that `prepare` makes of the job. */
export function answerRanges(
  port: Messenger,
  prepare: (job: any) => { readonly n: number; readonly statistic: Statistic },
) {
  listen(port, 'message', ({ job, range }: Range) => {
    port.postMessage(
      answer(() => {
        const { n, statistic } = prepare(job)
        return bootstrapRange(n, statistic, range)
      }),
    )
  })
}

function answer(replicates: () => Float64Array): Answer {
  try {
    return { replicates: replicates() }
  } catch (error) {
    return { failed: error instanceof Error ? error.message : String(error) }
  }
}

function answerOf(thread: Messenger, range: Range): Promise<Float64Array> {
  return new Promise((resolve, reject) => {
    listen(thread, 'message', (said: Answer) =>
      'failed' in said ? reject(new Error(said.failed)) : resolve(said.replicates),
    )
    listen(thread, 'error', (error) => reject(new Error(error?.message ?? 'a thread could not start')))
    // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread has no origin to name
    thread.postMessage(range)
  })
}

/** Node hands over the data, a browser an event around it. */
function listen(port: Messenger, kind: 'message' | 'error', heard: (data: any) => void) {
  if ('on' in port) port.on(kind, heard)
  else port.addEventListener(kind, (event) => heard(kind === 'message' ? event.data : event))
}
