/** The studies that ship with Abscopal: a folder each, with example.json beside the data. */
import { readdir, readFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { join } from 'node:path'
import { readFiles } from '@abscopal/trial/read.ts'
import type { Reading, ReadOptions } from '@abscopal/trial/read.ts'
import { studyInput } from './study-input.ts'

export type Example = {
  readonly id: string
  readonly title: string
  readonly says: string
  readonly source: string
  readonly kind: 'table' | 'folder'
  readonly synthetic: boolean
  /** How the columns of a table are to be read. */
  readonly options?: ReadOptions
}

const folder = fileURLToPath(new URL('../../trial/examples/', import.meta.url))

/** In the order of their ids. */
export async function examples(): Promise<readonly Example[]> {
  const entries = await readdir(folder, { withFileTypes: true })
  const names = entries.filter((entry) => entry.isDirectory()).map((entry) => entry.name)
  return Promise.all(names.toSorted().map(example))
}

export async function readExample({ id, options }: Example): Promise<Reading> {
  const { files, findings } = await studyInput(join(folder, id))
  return readFiles(files, options, findings)
}

/** The files that a reading of the example rests on, by name. */
export async function exampleFiles({ id }: Example): Promise<ReadonlyMap<string, string>> {
  return (await studyInput(join(folder, id))).files
}

async function example(name: string): Promise<Example> {
  const found: Example = JSON.parse(await readFile(join(folder, name, 'example.json'), 'utf8'))
  if (found.id !== name)
    throw new RangeError(`examples: the id in ${name}/example.json must be ${name}, ${found.id} came`)
  return found
}
