/** The options of `read`: what they are called, and what they say of a table with a row per subject. */
import type { ReadOptions } from '@abscopal/trial/read.ts'
import { figureFormats, figureWidths } from '../output-files.ts'
import type { FigureChoice } from '../output-files.ts'
import { Refusal } from '../refusal.ts'
import type { Arguments, Option } from './arguments.ts'

const units = ['days', 'weeks', 'months'] as const
const intervals = ['log-log', 'log', 'plain', 'arcsin', 'logit'] as const
const ties = ['efron', 'breslow', 'exact'] as const

export const tableOptions: readonly Option[] = [
  { name: 'time', value: 'COL', says: 'follow-up time' },
  {
    name: 'event',
    value: 'COL[=VALUE]',
    says: 'event where the column is VALUE, else where it is 1 or true',
  },
  { name: 'arm', value: 'COL', says: 'the arms to compare' },
  { name: 'reference', value: 'VALUE', says: 'the arm of reference; else the first in sorted order' },
  { name: 'unit', value: units.join('|'), says: 'of the times; days unless given' },
  { name: 'strata', value: 'A,B', says: 'columns that stratify test and model' },
  { name: 'adjust', value: 'X,Y', says: 'columns of numbers in the model beside the arm' },
  {
    name: 'interval',
    value: intervals.join('|'),
    says: 'scale of the confidence band; log-log unless given',
  },
  { name: 'ties', value: ties.join('|'), says: 'tied times in the model; efron unless given' },
]

export const readOptions: readonly Option[] = [
  ...tableOptions,
  { name: 'json', says: 'print readout.json instead of the summary' },
  { name: 'out', value: 'DIR', says: 'write report.html, readout.json, figures/ and adam/' },
  {
    name: 'figures',
    value: figureFormats.join(','),
    says: 'formats of figures/; all three unless given, and always the numbers as CSV',
  },
  {
    name: 'figure-width',
    value: figureWidths.join('|'),
    says: 'of a journal: page, 175 mm, unless given, or column, 85 mm',
  },
]

/** What is not given is left out; of a table the reader then says which columns there are. */
export function subjectTableOptions(given: Arguments): ReadOptions {
  const reference = given.one('reference')
  const arm = given.one('arm')
  if (reference !== undefined && arm === undefined)
    throw new Refusal('read: --reference names an arm, so --arm COL is needed too')
  return {
    ...optional('time', given.one('time')),
    ...optional('event', eventColumn(given.one('event'))),
    ...optional('arm', arm),
    ...optional('reference', reference),
    ...optional('unit', oneOf('unit', units, given.one('unit'))),
    ...optional('interval', oneOf('interval', intervals, given.one('interval'))),
    ...optional('ties', oneOf('ties', ties, given.one('ties'))),
    strata: given.list('strata'),
    adjust: given.list('adjust'),
  }
}

/** How figures are written; an option that could have no effect is refused. */
export function figureChoice(given: Arguments): FigureChoice {
  for (const name of ['figures', 'figure-width'])
    if (given.given.includes(name) && given.one('out') === undefined)
      throw new Refusal(`read: --${name} says how figures are written, so --out DIR is needed too`)
  const formats = given.list('figures').map((format) => oneOf('figures', figureFormats, format)!)
  return {
    formats: formats.length > 0 ? formats : figureFormats,
    width: oneOf('figure-width', figureWidths, given.one('figure-width')) ?? 'page',
  }
}

/** The columns that the options name. */
export function namedColumns({ time, event, arm, strata = [], adjust = [] }: ReadOptions): string[] {
  return [time, event?.column, arm, ...strata, ...adjust].filter((column) => column !== undefined)
}

function eventColumn(text: string | undefined): { column: string; value?: string } | undefined {
  if (text === undefined) return undefined
  const equals = text.indexOf('=')
  if (equals < 0) return { column: text }
  const [column, value] = [text.slice(0, equals), text.slice(equals + 1)]
  if (column === '' || value === '') throw new Refusal(`--event: COL or COL=VALUE is allowed, "${text}" came`)
  return { column, value }
}

function oneOf<T extends string>(
  name: string,
  allowed: readonly T[],
  value: string | undefined,
): T | undefined {
  const found = allowed.find((one) => one === value)
  if (value !== undefined && found === undefined)
    throw new Refusal(`--${name}: ${allowed.join(', ')} are allowed, "${value}" came`)
  return found
}

function optional<K extends string, V>(key: K, value: V | undefined): { [P in K]?: V } {
  return value === undefined ? {} : ({ [key]: value } as { [P in K]?: V })
}
