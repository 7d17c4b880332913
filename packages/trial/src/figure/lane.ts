/** A lane of a subject's course, and what lanes share. */
import type { Mark } from './figure.ts'
import { ink } from './tokens.ts'

export type Lane = {
  readonly title: string
  /** Why the lane is empty, in words. */
  readonly note?: string
  readonly height: number
  readonly draw: (y: number) => Mark[]
  readonly rows: readonly { readonly date: string; readonly until?: string | null; readonly what: string }[]
}

export type Place = {
  readonly at: (date: string) => number
  readonly end: number
  readonly narrow: boolean
}

export const ROW = 20
export function label(text: string, x: number, y: number): Extract<Mark, { readonly kind: 'text' }> {
  return { kind: 'text', x, y, text, size: 11, fill: ink }
}

/** The first line on which each span lies free of the ones before it. */
export function stacked(spans: readonly { readonly from: number; readonly to: number }[]) {
  const ends: number[] = []
  const of = spans.map(({ from, to }) => {
    const free = ends.findIndex((end) => end + 6 < from)
    const line = free < 0 ? ends.length : free
    ends[line] = to
    return line
  })
  return { of, count: ends.length }
}
