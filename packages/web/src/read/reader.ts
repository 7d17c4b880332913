import type { Choices } from '@abscopal/trial/protocol/choices.ts'
import type { ColumnsRead } from './columns.ts'
import type { Answers, Job, ReadAnswer, Reply } from './job.ts'
import type { AdamFiles, TableOptions } from './read-result.ts'

/** A worker that holds the files of one study: opened once, asked as often as the visitor makes other choices. */
export type Reader = {
  /** The reading with the protocol's own choices. */
  readonly own: ReadAnswer
  readonly read: (choices: Choices) => Promise<ReadAnswer>
  readonly adam: (choices: Choices) => Promise<AdamFiles>
  readonly close: () => void
}

export async function openReader(files: readonly File[], options?: TableOptions): Promise<Reader> {
  const worker = started()
  try {
    const own = await ask(worker, { kind: 'open', files, ...(options && { options }) })
    return {
      own,
      read: (choices) => ask(worker, { kind: 'read', choices }),
      adam: (choices) => ask(worker, { kind: 'adam', choices }),
      close: () => worker.terminate(),
    }
  } catch (error) {
    worker.terminate()
    throw error
  }
}

export async function readColumns(file: File): Promise<ColumnsRead> {
  const worker = started()
  return ask(worker, { kind: 'columns', file }).finally(() => worker.terminate())
}

const started = () => new Worker(new URL('./worker.ts', import.meta.url), { type: 'module' })

/** Each question has a channel of its own, so that answers cannot be taken for one another. */
function ask<Kind extends Job['kind']>(
  worker: Worker,
  job: Extract<Job, { kind: Kind }>,
): Promise<Answers[Kind]> {
  const { port1: here, port2: there } = new MessageChannel()
  const faulty = new AbortController()
  return new Promise<Answers[Kind]>((resolve, reject) => {
    here.addEventListener('message', ({ data }: MessageEvent<Reply<Kind>>) =>
      'answer' in data ? resolve(data.answer) : reject(new Error(data.failed)),
    )
    worker.addEventListener(
      'error',
      ({ message }) => reject(new Error(message || 'the files could not be read')),
      { signal: faulty.signal },
    )
    here.start()
    worker.postMessage(job, [there])
  }).finally(() => {
    faulty.abort()
    here.close()
  })
}
