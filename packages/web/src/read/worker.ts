/** Reads files away from the page, so that a large one does not hold it up. Nothing is sent anywhere. */
import '../no-eval.ts'
import type { Finding } from '@abscopal/trial/finding.ts'
import { utf8Text } from '@abscopal/trial/format/utf8-text.ts'
import { openFiles } from '@abscopal/trial/read.ts'
import type { OpenFiles } from '@abscopal/trial/read.ts'
import { columnsOf } from './columns.ts'
import type { Answers, Job, ReadAnswer } from './job.ts'
import type { TableOptions } from './read-result.ts'

/** A worker holds one study. */
let study: OpenFiles | undefined

self.addEventListener('message', ({ data, ports: [port] }: MessageEvent<Job>) => {
  void answer(data)
    .then((made) => ({ answer: made }))
    .catch((error) => ({ failed: error instanceof Error ? error.message : String(error) }))
    .then((reply) => port?.postMessage(reply))
})

async function answer(job: Job): Promise<Answers[Job['kind']]> {
  switch (job.kind) {
    case 'columns': {
      const read = await opened(job.file)
      return 'text' in read ? columnsOf(job.file.name, read.text) : { columns: [], findings: [read] }
    }
    case 'open':
      study = await openStudy(job.files, job.options)
      return reading(study())
    case 'read':
      return reading(asked()(job.choices))
    case 'adam':
      return asked()(job.choices).adam
  }
}

async function openStudy(files: readonly File[], options?: TableOptions): Promise<OpenFiles> {
  const texts = new Map<string, string>()
  const unopened: Finding[] = []
  for (const file of files) {
    const read = await opened(file)
    if ('text' in read) texts.set(file.name, read.text)
    else unopened.push(read)
  }
  return openFiles(texts, options, unopened)
}

function asked(): OpenFiles {
  if (!study) throw new Error('no study is open')
  return study
}

/** Without the exports, which are made when they are asked for. */
const reading = ({ readout, findings }: ReadAnswer): ReadAnswer => ({ readout, findings })

async function opened(file: File): Promise<{ text: string } | Finding> {
  const read = utf8Text(new Uint8Array(await file.arrayBuffer()))
  if ('text' in read) return read
  const message = `${read.fault}; the file is not used`
  return { code: 'file.unreadable', severity: 'error', where: { file: file.name }, message }
}
