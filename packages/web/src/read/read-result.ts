import type { readFiles } from '@abscopal/trial/read.ts'

export type ReadResult = ReturnType<typeof readFiles>
export type TableOptions = NonNullable<Parameters<typeof readFiles>[1]>
