import type { ReadResult, TableOptions } from './read-result.ts'
import type { ColumnsRead } from './columns.ts'

/** What the page asks of the worker, and what comes back. The files stay in this browser. */
export type Job =
  | { readonly kind: 'columns'; readonly file: File }
  | { readonly kind: 'read'; readonly files: readonly File[]; readonly options?: TableOptions }

export type Answer =
  { readonly columns: ColumnsRead } | { readonly result: ReadResult } | { readonly failed: string }
