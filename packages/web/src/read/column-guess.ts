import type { Column } from './column.ts'
import { isFew } from './column.ts'

/** Which column is likely to be which, by its name first and by its values second; '' where nothing speaks for one. */
export type ColumnGuess = {
  readonly time: string
  readonly event: string
  readonly eventValue: string
  readonly arm: string
  readonly unit: 'days' | 'weeks' | 'months'
}

const names = {
  time: /^(time|days?|weeks?|months?|futime|stime|survtime|duration|aval|(os|pfs|dfs|survival)[ _.-]?(time|days?|weeks?|months?))$/i,
  event: /^(event|status|cnsr|death|dead|died|fustat|delta|(os|pfs|dfs)[ _.-]?(event|status))$/i,
  arm: /^(arm|armcd|actarm|trt|trt01p|trta|trtp|rx|treatment|treat|group|therapy)$/i,
}

export function columnGuess(columns: readonly Column[]): ColumnGuess {
  const named = (name: RegExp) => columns.find((column) => name.test(column.name))
  const time = named(names.time)
  const event = named(names.event) ?? columns.find((column) => isBinary(column))
  return {
    time: time?.name ?? '',
    event: event?.name ?? '',
    eventValue: event ? eventValue(event) : '',
    arm: named(names.arm)?.name ?? '',
    unit: /week/i.test(time?.name ?? '') ? 'weeks' : /month/i.test(time?.name ?? '') ? 'months' : 'days',
  }
}

/** '' means 1 or true, the reading without a value; CNSR is 0 at an event, and a status of 1 and 2 is 2 at a death. */
function eventValue({ name, values }: Column): string {
  if (/^cnsr$/i.test(name)) return '0'
  const word = values.find((value) => /^(event|dead|died|death|deceased|yes|y)$/i.test(value))
  if (word !== undefined) return word
  return values.length === 2 && values.includes('1') && values.includes('2') ? '2' : ''
}

/** A column that speaks of censoring is never guessed: some files write 1 for an event in it, and some for a censoring. */
const isBinary = (column: Column) =>
  isFew(column) &&
  !/cens/i.test(column.name) &&
  column.values.every((value) => /^(0|1|true|false)$/i.test(value))
