/**
 * Calendar days as ISO text, durations as whole days.
 * A complete date is a `Day`. What is written with its day or month missing is a `PartialDay`: a type of its own,
 * so that no one counts with it before a rule has imputed it and left a flag (see `imputed`).
 */
export type Day = string & { readonly __brand: 'Day' }

/** A date as it was written: `2022-03-04`, `2022-03` or `2022`; `day` is there only if the text is complete. */
export type PartialDay = {
  readonly text: string
  readonly precision: 'day' | 'month' | 'year'
  readonly day?: Day
}

/** Which part was imputed, in the letters that CDISC uses: D the day, M the day and the month. */
export type Imputed = { readonly day: Day; readonly flag?: 'D' | 'M' }

/** The mean Gregorian month. Months appear on screen only; everything is counted in days. */
export const DAYS_PER_MONTH = 30.4375

const MS_PER_DAY = 86_400_000
/** From 0000-03-01 to 1970-01-01. */
const DAYS_TO_1970 = 719_468
const dateText = /^(\d{4})(?:-(\d{2})(?:-(\d{2})(?:T[\d:.+Z-]*)?)?)?$/

/** Reads a complete ISO date; a time behind it (`T11:45`) is left out. Undefined for anything else, also 2023-02-30. */
export function isoDay(text: string): Day | undefined {
  return partialDay(text)?.day
}

/** Reads an ISO date of any precision; undefined if the text is not a date of the calendar. */
export function partialDay(text: string): PartialDay | undefined {
  const parts = dateText.exec(text)
  if (!parts) return undefined
  const [, year, month, date] = parts
  if (month === undefined) return { text, precision: 'year' }
  if (Number(month) < 1 || Number(month) > 12) return undefined
  if (date === undefined) return { text, precision: 'month' }
  const day = `${year}-${month}-${date}` as Day
  const stamp = Date.parse(`${day}T00:00:00Z`)
  if (Number.isNaN(stamp) || new Date(stamp).toISOString().slice(0, 10) !== day) return undefined
  return { text, precision: 'day', day }
}

/** Completes a partial date by the first or last possible day; the flag says what was imputed. A year alone needs `months`. */
export function imputedDay(
  date: PartialDay,
  to: 'first' | 'last',
  highest: 'day' | 'month' = 'day',
): Imputed | undefined {
  if (date.day) return { day: date.day }
  if (date.precision === 'year' && highest === 'day') return undefined
  const [year, month] = [
    date.text.slice(0, 4),
    date.precision === 'month' ? date.text.slice(5, 7) : to === 'first' ? '01' : '12',
  ]
  const first = `${year}-${month}-01` as Day
  const last = addDays(`${nextMonth(Number(year), Number(month))}-01` as Day, -1)
  return { day: to === 'first' ? first : last, flag: date.precision === 'month' ? 'D' : 'M' }
}

/** Days since 1970-01-01. By whole numbers, since every endpoint of every subject asks and reading a date text is slow. */
export function dayNumber(day: Day): number {
  const [month, date] = [digits(day, 5, 7), digits(day, 8, 10)]
  // A year that begins in March has its leap day at the end: month lengths then follow (153 m + 2) / 5.
  const year = digits(day, 0, 4) - (month <= 2 ? 1 : 0)
  const dayOfYear = Math.floor((153 * (month + (month > 2 ? -3 : 9)) + 2) / 5) + date - 1
  const leapDays = Math.floor(year / 4) - Math.floor(year / 100) + Math.floor(year / 400)
  return 365 * year + leapDays + dayOfYear - DAYS_TO_1970
}

function digits(text: string, from: number, to: number): number {
  let value = 0
  for (let i = from; i < to; i++) value = 10 * value + text.charCodeAt(i) - 48
  return value
}

/** Whole days from one day to another; negative if `to` comes first. */
export function daysBetween(from: Day, to: Day): number {
  return dayNumber(to) - dayNumber(from)
}

export function addDays(day: Day, days: number): Day {
  return new Date((dayNumber(day) + days) * MS_PER_DAY).toISOString().slice(0, 10) as Day
}

function nextMonth(year: number, month: number): string {
  const [y, m] = month === 12 ? [year + 1, 1] : [year, month + 1]
  return `${String(y).padStart(4, '0')}-${String(m).padStart(2, '0')}`
}
