/** protocol.json, with `//` and block comments allowed: validated, each thing wrong a finding with its path. */
import type { Finding } from '../finding.ts'
import { protocolSchema } from '../protocol/protocol.ts'
import type { Protocol } from '../protocol/protocol.ts'
import { looksLikeText } from './csv.ts'

export function protocolFile(file: string, text: string): { protocol: Protocol | null; findings: Finding[] } {
  const refused = (code: string, message: string, field?: string): Finding => ({
    code,
    severity: 'error',
    where: { file, ...(field && { field }) },
    message,
  })
  if (text.trim() === '')
    return { protocol: null, findings: [refused('protocol.empty', 'the file is empty')] }
  if (text.length > 10_000_000 || (text.includes('\n') && !looksLikeText(text)) || text.includes('\0'))
    return { protocol: null, findings: [refused('protocol.not-text', 'not a JSON text of at most 10 MB')] }
  let document: unknown
  try {
    document = JSON.parse(withoutComments(text.replace(/^\uFEFF/, '')))
  } catch (error) {
    const why = String((error as Error).message)
      .replace(/\s+/g, ' ')
      .slice(0, 200)
    return { protocol: null, findings: [refused('protocol.not-json', `not JSON: ${why}`)] }
  }
  const read = protocolSchema.safeParse(document)
  if (!read.success) {
    const findings = read.error.issues.map(({ path, message }) =>
      refused('protocol.invalid', message.replace(/\s+/g, ' '), path.map(String).join('.') || 'the document'),
    )
    return { protocol: null, findings }
  }
  const findings = twice(read.data).map(({ path, name }) =>
    refused('protocol.twice', `"${name}" stands twice; every name is used once`, path),
  )
  return { protocol: findings.length > 0 ? null : read.data, findings }
}

/** Ids of analyses; and all names of arms, since a row that names an arm must mean one. */
function twice({ arms, analyses }: Protocol): { path: string; name: string }[] {
  const names = arms.flatMap(({ id, title, codes }) => [
    ...new Set([id, title, ...codes].map((name) => name.trim().toUpperCase())),
  ])
  return [
    ...repeated(names).map((name) => ({ path: 'arms', name })),
    ...repeated(analyses.map(({ id }) => id)).map((name) => ({ path: 'analyses', name })),
  ]
}

function repeated(all: readonly string[]): string[] {
  return [...new Set(all.filter((name, i) => all.indexOf(name) !== i))]
}

/** Comments become blanks, so that positions in error messages stay; text in quotes is left alone. */
function withoutComments(text: string): string {
  return text.replace(/"(?:\\.|[^"\\\n])*"|\/\/[^\n]*|\/\*[^]*?\*\//g, (part) =>
    part.startsWith('"') ? part : part.replace(/[^\n]/g, ' '),
  )
}
