import type { Finding } from '@abscopal/trial/finding.ts'
import type { Choices } from '@abscopal/trial/protocol/choices.ts'
import type { Reading } from '@abscopal/trial/read.ts'
import type { ColumnsRead } from './columns.ts'
import type { TableOptions } from './read-result.ts'

/** What the page asks of a worker, and what comes back. The files stay in this browser. */
export type Job =
  | { readonly kind: 'columns'; readonly file: File }
  | { readonly kind: 'open'; readonly files: readonly File[]; readonly options?: TableOptions }
  | { readonly kind: 'read'; readonly choices: Choices }
  | { readonly kind: 'adam'; readonly choices: Choices }

export type Answers = {
  readonly columns: ColumnsRead
  /** The readout with the protocol's own choices. */
  readonly open: ReadAnswer
  readonly read: ReadAnswer
  readonly adam: Reading['adam']
}
export type ReadAnswer = Pick<Reading, 'readout'> & { readonly findings: readonly Finding[] }

export type Reply<Kind extends Job['kind']> = { readonly answer: Answers[Kind] } | { readonly failed: string }
