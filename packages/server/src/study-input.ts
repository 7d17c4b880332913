/** The files that a PATH names: a study folder, or one CSV. */
import { readdir, stat } from 'node:fs/promises'
import { basename, join } from 'node:path'
import type { Finding } from '@abscopal/trial/finding.ts'
import { csvTable } from '@abscopal/trial/format/csv.ts'
import { Refusal, systemReason } from './refusal.ts'
import { MOST_BYTES, textFile } from './text-file.ts'

export type StudyInput = {
  readonly kind: 'folder' | 'table'
  readonly files: ReadonlyMap<string, string>
  /** The tables of a folder that could not be opened as text; the others are read. */
  readonly findings: readonly Finding[]
}

/**
 * @param columns  those that one CSV must have; they are looked for before a large file is read
 * @throws Refusal naming the path and what is allowed
 */
export async function studyInput(path: string, columns: readonly string[] = []): Promise<StudyInput> {
  const kind = await kindOf(path)
  if (kind === 'table') {
    const text = await textFile(path, (head) => tableFault(head, columns))
    return { kind, files: new Map([[basename(path), text]]), findings: [] }
  }
  const names = await studyFiles(path)
  const files = new Map<string, string>()
  const findings: Finding[] = []
  let length = 0
  for (const name of names) {
    const text = await tableText(path, name, findings)
    if (text === undefined) continue
    length += text.length
    if (length > MOST_BYTES)
      throw new Refusal(
        `${path}: the tables together are longer than the ${MOST_BYTES / 1e6} MB that are allowed`,
      )
    files.set(name, text)
  }
  return { kind, files, findings }
}

/** Without its protocol a study cannot be read at all; without a table it can, and says so. */
async function tableText(folder: string, name: string, findings: Finding[]): Promise<string | undefined> {
  try {
    return await textFile(join(folder, name), (head) => tableFault(head, []))
  } catch (error) {
    if (!(error instanceof Refusal) || isProtocol(name)) throw error
    const message = error.message.slice(error.message.indexOf(`${name}: `) + name.length + 2)
    findings.push({
      code: 'file.unreadable',
      severity: 'error',
      where: { file: name },
      message: `${message}; the file is not used`,
    })
    return undefined
  }
}

const isProtocol = (name: string) => /^protocol\.jsonc?$/i.test(name)

async function kindOf(path: string): Promise<StudyInput['kind']> {
  try {
    const found = await stat(path)
    if (found.isDirectory()) return 'folder'
    if (found.isFile()) return 'table'
  } catch (error) {
    throw new Refusal(`${path}: ${systemReason(error)}`)
  }
  throw new Refusal(`${path}: neither a file nor a folder; a study folder or one CSV file is allowed`)
}

/** Sorted, so that the same folder is always read in the same order. */
async function studyFiles(folder: string): Promise<string[]> {
  try {
    const entries = await readdir(folder, { withFileTypes: true })
    const names = entries
      .filter((entry) => !entry.isDirectory() && !entry.name.startsWith('.'))
      .map((entry) => entry.name)
      .filter((name) => /\.csv$/i.test(name) || isProtocol(name))
      .toSorted()
    if (names.length > 0) return names
  } catch (error) {
    throw new Refusal(`${folder}: cannot be read: ${systemReason(error)}`)
  }
  throw new Refusal(`${folder}: no protocol.json and no CSV file in this folder; a study folder has both`)
}

/**
 * Why the beginning of a large file shows that the rest need not be read. A quoted cell may go on beyond the beginning,
 * so a fault of quotes says nothing yet; noise of text seldom has a row as long as its first.
 */
function tableFault(head: string, columns: readonly string[]): string | null {
  const { rows, findings } = csvTable('', head, columns)
  const decisive = findings.find(({ code }) => /^(column\.missing|csv\.not-text)$/.test(code))
  if (decisive)
    return [decisive.where?.field && `column ${decisive.where.field}`, decisive.message]
      .filter(Boolean)
      .join(': ')
  return findings.filter(({ code }) => code === 'csv.ragged').length > rows.length
    ? 'most of its first rows do not have the columns of row 1; a CSV table is allowed'
    : null
}
