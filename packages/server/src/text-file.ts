/** One file of text, read whole, after a look at its size and its beginning. */
import { open, stat } from 'node:fs/promises'
import { basename } from 'node:path'
import { utf8Text } from '@abscopal/trial/format/utf8-text.ts'
import { Refusal, systemReason } from './refusal.ts'

/** The longest text that is read: a table takes forty times its length in memory, and a process has about 4 GB. */
export const MOST_BYTES = 64e6
const HEAD_BYTES = 65_536
const LARGE_BYTES = 16e6

/**
 * @param isTable  says of the beginning of a large file, whole lines only, why it is not the table that is wanted, or
 *                 null: noise of hundreds of megabytes is then refused at once
 * @throws Refusal naming the file and what is allowed
 */
export async function textFile(path: string, isTable?: (head: string) => string | null): Promise<string> {
  const name = basename(path)
  try {
    const { size } = await stat(path)
    await using file = await open(path)
    const { buffer, bytesRead } = await file.read(Buffer.alloc(HEAD_BYTES), 0, HEAD_BYTES, 0)
    const fault = headFault(buffer.subarray(0, bytesRead), size, isTable)
    if (fault) throw new Refusal(`${name}: ${fault}`)
    return decoded(await file.readFile(), name)
  } catch (error) {
    if (error instanceof Refusal) throw error
    throw new Refusal(`${path}: cannot be read: ${systemReason(error)}`)
  }
}

/** Of a small file nothing: it is looked at as a whole. */
function headFault(bytes: Buffer, size: number, isTable?: (head: string) => string | null): string | null {
  if (bytes.length >= size) return null
  const lastLine = Math.max(bytes.lastIndexOf(10), bytes.lastIndexOf(13))
  const read = utf8Text(lastLine < 0 ? bytes : bytes.subarray(0, lastLine + 1))
  if ('fault' in read && !(lastLine < 0 && read.fault.startsWith('row 1 '))) return read.fault
  if (size <= LARGE_BYTES) return null
  if (lastLine < 0 || 'fault' in read)
    return `the first line does not end within ${HEAD_BYTES} bytes; a header of column names is wanted`
  return isTable?.(read.text) ?? sizeFault(size)
}

function sizeFault(size: number): string | null {
  return size > MOST_BYTES
    ? `${Math.ceil(size / 1e6)} MB are too many; up to ${MOST_BYTES / 1e6} MB are allowed`
    : null
}

function decoded(bytes: Buffer, name: string): string {
  const read = utf8Text(bytes)
  if ('fault' in read) throw new Refusal(`${name}: ${read.fault}`)
  return read.text
}
