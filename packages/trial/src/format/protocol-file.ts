/** protocol.json, with `//` and block comments allowed: validated, each thing wrong a finding with its path. */
import type { Finding } from '../finding.ts'
import { protocolSchema } from '../protocol/protocol.ts'
import type { Protocol } from '../protocol/protocol.ts'
import { looksLikeText } from './csv.ts'
import { unknownSettings, unreadParts } from './unknown-settings.ts'

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
    const findings = read.error.issues
      .flatMap((issue) => plainIssues(issue))
      .map(({ path, message }) =>
        refused(
          'protocol.invalid',
          `${message.replace(/\s+/g, ' ')}${came(document, path)}`,
          path.map(String).join('.') || 'the document',
        ),
      )
    return { protocol: null, findings }
  }
  const findings = twice(read.data).map(({ path, name }) =>
    refused('protocol.twice', `"${name}" stands twice; every name is used once`, path),
  )
  if (findings.length > 0) return { protocol: null, findings }
  return { protocol: read.data, findings: settingFindings(file, document, read.data) }
}

/** What was read although it says more than is known. */
function settingFindings(file: string, document: unknown, protocol: Protocol): Finding[] {
  const parts = unreadParts(protocol)
  return [
    ...unknownSettings(document, protocol).map(({ path, known }): Finding => ({
      code: 'protocol.setting-unknown',
      severity: 'error',
      where: { file, field: path },
      message: `no such setting, so it changes nothing; known here are ${known.join(', ')}`,
    })),
    ...(parts.length === 0
      ? []
      : [
          {
            code: 'protocol.part-not-read',
            severity: 'note',
            where: { file },
            message: `kept, but not used by this readout: ${parts.join(', ')}`,
          } satisfies Finding,
        ]),
  ]
}

type Issue = { path: PropertyKey[]; message: string; errors?: Issue[][] }

/** Of the shapes that a value may have, the one it meant: the first whose kind is not what is wrong. */
function plainIssues({ path, message, errors }: Issue): Issue[] {
  const meant = errors?.find((issues) => !issues.some((issue) => issue.path[0] === 'kind')) ?? errors?.[0]
  if (!meant) return [{ path, message }]
  return meant.flatMap((issue) => plainIssues({ ...issue, path: [...path, ...issue.path] }))
}

/** The value that was refused, where it is short enough to stand in a line. */
function came(document: unknown, path: readonly PropertyKey[]): string {
  const value = path.reduce<unknown>(
    (at, key) =>
      typeof at === 'object' && at !== null && Object.hasOwn(at, key)
        ? (at as Record<PropertyKey, unknown>)[key]
        : undefined,
    document,
  )
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean'
    ? `; got ${JSON.stringify(value).slice(0, 60)}`
    : ''
}

/** Ids of analyses and estimands; and all names of arms, since a row that names an arm must mean one. */
function twice({ arms, analyses, estimands }: Protocol): { path: string; name: string }[] {
  const names = arms.flatMap(({ id, title, codes }) => [
    ...new Set([id, title, ...codes].map((name) => name.trim().toUpperCase())),
  ])
  return [
    ...repeated(names).map((name) => ({ path: 'arms', name })),
    ...repeated(analyses.map(({ id }) => id)).map((name) => ({ path: 'analyses', name })),
    ...repeated(estimands.map(({ id }) => id)).map((name) => ({ path: 'estimands', name })),
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
