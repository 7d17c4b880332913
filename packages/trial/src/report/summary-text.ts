/** The readout for a terminal: the answer, who was analysed, every endpoint with its methods, and what to know about the data. */
import type { EndpointReadout, PopulationReadout, Readout } from '../analysis/readout.ts'
import { findingText } from '../finding.ts'
import {
  ablatedLesionsSection,
  progressionPatternSection,
  type ReportSection,
} from './ablated-lesions-section.ts'
import { comparisonTexts, endpointTable } from './endpoint-table.ts'
import type { TextTable } from './endpoint-table.ts'
import { headline } from './headline.ts'
import { dateText, SYNTHETIC } from './words.ts'

const WIDTH = 100

export function summaryText(readout: Readout): string {
  const { study, dataCutoff, synthetic, populations, endpoints, findings } = readout
  const version = [study.id, `version ${study.version}`, dataCutoff && `data cut-off ${dateText(dataCutoff)}`]
  const blocks = [
    [
      study.title,
      version.filter(Boolean).join(' · '),
      ...(study.source ? wrapped(`Source: ${study.source}`) : []),
    ],
    ...(synthetic ? [[`*** ${SYNTHETIC} ***`]] : []),
    wrapped(headline(readout)),
    ['Populations', ...populations.flatMap((population) => populationLines(population, readout))],
    ...endpoints.map((endpoint) => endpointLines(endpoint, readout)),
    ...[ablatedLesionsSection(readout), progressionPatternSection(readout)].flatMap((part) =>
      part ? [sectionLines(part)] : [],
    ),
    ['Findings', ...findingLines(findings.map(findingText))],
  ]
  return `${blocks.map((lines) => lines.map(plain).join('\n')).join('\n\n')}\n`
}

function populationLines(
  { title, subjects, byArm, says, excluded }: PopulationReadout,
  readout: Readout,
): string[] {
  const name = (arm: string | null) => readout.arms.find(({ id }) => id === arm)?.title ?? arm ?? 'no arm'
  const arms = byArm.map((row) => `${name(row.arm)} ${row.subjects}`).join(', ')
  return [
    ...wrapped(`${title}: ${subjects}${arms ? ` (${arms})` : ''}. ${says}`, '  '),
    ...excluded.flatMap(({ subject, arm, reason }) =>
      wrapped(`excluded ${subject} (${name(arm)}): ${reason}`, '    '),
    ),
  ]
}

function endpointLines(endpoint: EndpointReadout, readout: Readout): string[] {
  const { title, rank, population, policy, methods } = endpoint
  return [
    `${title} (${rank}; population ${population}; policy ${policy})`,
    ...tableLines(endpointTable(endpoint)),
    ...comparisonTexts(endpoint, readout).flatMap((text) => wrapped(text, '  ')),
    '  Methods',
    ...methods.flatMap((method) => wrapped(`- ${method}`, '    ')),
  ]
}

/** The counts; subject by subject they stand in the report. */
function sectionLines({ title, says, parts }: ReportSection): string[] {
  const [counts] = parts
  return [
    title,
    ...says.flatMap((text) => wrapped(text, '  ')),
    ...(counts ? [`  ${counts.caption}`, ...tableLines(counts.table)] : []),
  ]
}

/** Set an arm a row, else an arm a column, else one arm beneath the other: nothing breaks in the middle of a number. */
function tableLines({ columns, rows }: TextTable): string[] {
  const asColumns = columns.map((column, i) => [i === 0 ? '' : column, ...rows.map((row) => row[i] ?? '')])
  const fitting = [aligned([columns, ...rows]), aligned(asColumns)].find((lines) =>
    lines.every((line) => letters(line) <= WIDTH),
  )
  return fitting ?? rows.flatMap((row) => aligned(columns.map((column, i) => [column, row[i] ?? ''])))
}

function aligned(rows: readonly (readonly string[])[]): string[] {
  const widths = (rows[0] ?? []).map((_, i) => Math.max(...rows.map((row) => letters(plain(row[i] ?? '')))))
  return rows.map((row) =>
    `  ${row.map((text, i) => plain(text) + ' '.repeat((widths[i] ?? 0) - letters(plain(text)))).join('  ')}`.trimEnd(),
  )
}

function findingLines(texts: readonly string[]): string[] {
  return texts.length === 0 ? ['  none'] : texts.flatMap((text) => wrapped(text, '  '))
}

function wrapped(text: string, indent = ''): string[] {
  const lines: string[] = []
  for (const word of plain(text).split(betweenWords)) {
    const last = lines.at(-1)
    if (last !== undefined && letters(last) + 1 + letters(word) <= WIDTH)
      lines[lines.length - 1] = `${last} ${word}`
    else lines.push(`${indent}${lines.length > 0 ? '  ' : ''}${word}`)
  }
  return lines
}

/** A number stays with its per cent sign, a p with its value. */
const betweenWords = /(?<![<>=]) (?![%<>=])/

function letters(text: string): number {
  return [...text].length
}

/** Ids and reasons come from anyone's file: what could steer a terminal (escapes, overrides of direction) is taken out. */
function plain(text: string): string {
  return text.replace(steering, '\ufffd')
}

const steering = /[\p{Cc}\p{Bidi_Control}\u2028\u2029]/gu
