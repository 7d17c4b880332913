import type { SubjectId } from './ids.ts'

/**
 * Something that a person should know about the data. Wrong data is a finding, never an exception, and never dropped
 * silently: an `error` says that something could not be used, a `warning` that it was used with a doubt, a `note` that
 * a value is absent or a table missing.
 */
export type Finding = {
  readonly code: string
  readonly severity: 'error' | 'warning' | 'note'
  readonly subject?: SubjectId
  readonly where?: Where
  /** One sentence: what is wrong, what came, what is allowed or what was done. */
  readonly message: string
  /** How many alike findings this one stands for, where there were too many to list. */
  readonly count?: number
}

/** The place in the input, as a person finds it; `row` is the line of the file, the header being line 1. */
export type Where = { readonly file: string; readonly row?: number; readonly field?: string }

/** `tr.csv row 17, TRSTRESN: …` */
export function findingText({ severity, subject, where, message, count }: Finding): string {
  const place =
    where &&
    [where.file, where.row && ` row ${where.row}`, where.field && `, ${where.field}`].filter(Boolean).join('')
  return `${severity}: ${[place, subject]
    .filter(Boolean)
    .map((part) => `${part}: `)
    .join('')}${message}${count && count > 1 ? ` (${count} times)` : ''}`
}
