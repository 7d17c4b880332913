/** Reads files away from the page, so that a large one does not hold it up. Nothing is sent anywhere. */
import '../no-eval.ts'
import type { Finding } from '@abscopal/trial/finding.ts'
import { utf8Text } from '@abscopal/trial/format/utf8-text.ts'
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
  if (job.kind === 'columns') {
    const read = await opened(job.file)
    return {
      columns: 'text' in read ? columnsOf(job.file.name, read.text) : { columns: [], findings: [read] },
    }
  }
  const texts = new Map<string, string>()
  const unopened: Finding[] = []
  for (const file of job.files) {
    const read = await opened(file)
    if ('text' in read) texts.set(file.name, read.text)
    else unopened.push(read)
  }
  return { result: readFiles(texts, job.options, unopened) }
}

async function opened(file: File): Promise<{ text: string } | Finding> {
  const read = utf8Text(new Uint8Array(await file.arrayBuffer()))
  if ('text' in read) return read
  const message = `${read.fault}; the file is not used`
  return { code: 'file.unreadable', severity: 'error', where: { file: file.name }, message }
}
