export type { Example } from './examples.ts'
export type { ErrorAnswer } from './http/error-answer.ts'
