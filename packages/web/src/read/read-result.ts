import type { Reading, ReadOptions } from '@abscopal/trial/read.ts'

export type AdamFiles = Reading['adam']
export type TableOptions = ReadOptions
