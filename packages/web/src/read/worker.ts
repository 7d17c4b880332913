/** Reads files away from the page, so that a large one does not hold it up. Nothing is sent anywhere. */
import '../no-eval.ts'
import { readFiles } from '@abscopal/trial/read.ts'
import { columnsOf } from './columns.ts'
import type { Answer, Job } from './job.ts'

self.addEventListener('message', ({ data }: MessageEvent<Job>) => {
  void answer(data)
    .catch((error): Answer => ({ failed: error instanceof Error ? error.message : String(error) }))
    // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a worker talks to its page only
    .then((made) => self.postMessage(made))
})

async function answer(job: Job): Promise<Answer> {
  if (job.kind === 'columns') return { columns: columnsOf(job.file.name, await job.file.text()) }
  const texts = await Promise.all(job.files.map(async (file) => [file.name, await file.text()] as const))
  return { result: readFiles(new Map(texts), job.options) }
}
