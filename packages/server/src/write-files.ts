/** Files written all or none, as far as a file system can promise it. */
import { mkdir, mkdtemp, rename, rm, stat, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { Refusal, systemReason } from './refusal.ts'

/**
 * Everything is first written aside, within the folder, and then moved to its name: whoever looks sees the old file or
 * the new one, never a half.
 * @throws Refusal where the folder cannot be written
 */
export async function writeFiles(
  folder: string,
  files: ReadonlyMap<string, string | Uint8Array>,
): Promise<void> {
  let aside: string | undefined
  try {
    await makeFolder(folder)
    aside = await mkdtemp(join(folder, '.writing-'))
    for (const [name, content] of files) {
      await makeFolder(dirname(join(aside, name)))
      await makeFolder(dirname(join(folder, name)))
      await writeFile(join(aside, name), content)
    }
    for (const name of files.keys()) await rename(join(aside, name), join(folder, name))
  } catch (error) {
    throw new Refusal(`${folder}: cannot be written: ${systemReason(error)}`)
  } finally {
    if (aside) await rm(aside, { recursive: true, force: true })
  }
}

/** With the folders above it. `mkdir` with `recursive` never ends where a file system denies that it can hold folders. */
async function makeFolder(path: string): Promise<void> {
  try {
    if ((await stat(path)).isDirectory()) return
  } catch {
    if (dirname(path) !== path) await makeFolder(dirname(path))
  }
  await mkdir(path)
}
