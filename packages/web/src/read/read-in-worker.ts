import type { ColumnsRead } from './columns.ts'
import type { Answer, Job } from './job.ts'
import type { ReadResult, TableOptions } from './read-result.ts'

export async function readColumns(file: File): Promise<ColumnsRead> {
  const answer = await askWorker({ kind: 'columns', file })
  if ('columns' in answer) return answer.columns
  throw new Error(failure(answer))
}

export async function readInWorker(files: readonly File[], options?: TableOptions): Promise<ReadResult> {
  const answer = await askWorker({ kind: 'read', files, ...(options && { options }) })
  if ('result' in answer) return answer.result
  throw new Error(failure(answer))
}

function askWorker(job: Job): Promise<Answer> {
  const worker = new Worker(new URL('./worker.ts', import.meta.url), { type: 'module' })
  return new Promise<Answer>((resolve, reject) => {
    worker.addEventListener('message', ({ data }: MessageEvent<Answer>) => resolve(data))
    worker.addEventListener('error', ({ message }) =>
      reject(new Error(message || 'the file could not be read')),
    )
    // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a worker has no origin to name
    worker.postMessage(job)
  }).finally(() => worker.terminate())
}

const failure = (answer: Answer) => ('failed' in answer ? answer.failed : 'the file could not be read')
