/** Completes the date of a row and leaves a finding where a part had to be imputed or cannot be. */
import { imputedDay } from '../day.ts'
import type { Imputed } from '../day.ts'
import type { SdtmRow } from './sdtm-table.ts'

/**
 * The date in the first of the columns that has one. `last`: a response or scan is dated by the last day of its month;
 * `first`: any other event by the first. A month is imputed only where `highest` allows it.
 */
export function imputedDate(
  row: SdtmRow,
  columns: readonly string[],
  to: 'first' | 'last',
  highest: 'day' | 'month' = 'day',
): Imputed | undefined {
  const column = columns.find((name) => row.text(name) !== '')
  const date = column && row.date(column)
  if (!column || !date) return undefined
  const imputed = imputedDay(date, to, highest)
  if (!imputed)
    row.report(
      'date.incomplete',
      'error',
      column,
      `year and month are needed, got "${date.text}"; the date is not used`,
    )
  else if (imputed.flag)
    row.report(
      'date.imputed',
      'warning',
      column,
      `"${date.text}" is incomplete; ${imputed.day} is used, and flagged`,
    )
  return imputed
}
