/** One file of text, read whole, after a look at its size and its beginning. */
import { open, stat } from 'node:fs/promises'
import { basename } from 'node:path'
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

function headFault(bytes: Buffer, size: number, isTable?: (head: string) => string | null): string | null {
  const [first, second] = bytes
  if ((first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff))
    return 'the text is UTF-16; save it as UTF-8'
  if (bytes.includes(0)) return 'not a text file; a CSV file in UTF-8 is allowed'
  const whole = bytes.length >= size
  let text: string
  try {
    text = new TextDecoder('utf-8', { fatal: true }).decode(bytes, { stream: !whole })
  } catch {
    return `${notUtf8(bytes)}; a CSV file in UTF-8 is allowed`
  }
  if (whole || size <= LARGE_BYTES) return null
  const lastLine = Math.max(text.lastIndexOf('\n'), text.lastIndexOf('\r'))
  if (lastLine < 0)
    return `the first line does not end within ${HEAD_BYTES} bytes; a header of column names is wanted`
  return isTable?.(text.slice(0, lastLine + 1)) ?? sizeFault(size)
}

function sizeFault(size: number): string | null {
  return size > MOST_BYTES
    ? `${Math.ceil(size / 1e6)} MB are too many; up to ${MOST_BYTES / 1e6} MB are allowed`
    : null
}

function decoded(bytes: Buffer, name: string): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    throw new Refusal(`${name}: ${notUtf8(bytes)}; save it as UTF-8`)
  }
}

/** The line of the first byte that UTF-8 does not allow. */
function notUtf8(bytes: Buffer): string {
  const decoder = new TextDecoder('utf-8', { fatal: true })
  let line = 1
  for (let start = 0; start < bytes.length; line++) {
    const end = bytes.indexOf(10, start)
    const stop = end < 0 ? bytes.length : end + 1
    try {
      decoder.decode(bytes.subarray(start, stop))
    } catch {
      return `row ${line} is not UTF-8 text`
    }
    start = stop
  }
  return 'not UTF-8 text'
}
