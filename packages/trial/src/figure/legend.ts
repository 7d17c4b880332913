/** What the marks of a figure mean, in lines above it: a sample of the mark, then the word. */
import type { Mark } from './figure.ts'
import { ink, textWidth, type } from './tokens.ts'

export type LegendItem = {
  readonly text: string
  /** The sample around a point, 14 px wide. */
  readonly sample: (x: number, y: number) => readonly Mark[]
}

const LINE = 18

export function legend(
  items: readonly LegendItem[],
  { start, end, top }: { readonly start: number; readonly end: number; readonly top: number },
): { readonly marks: readonly Mark[]; readonly height: number } {
  const marks: Mark[] = []
  let [x, y] = [start, top]
  for (const { text, sample } of items) {
    const width = 20 + textWidth(text, type.small) + 12
    if (x > start && x + width - 12 > end) [x, y] = [start, y + LINE]
    marks.push(...sample(x + 7, y), { kind: 'text', x: x + 18, y: y + 4, text, size: type.small })
    x += width
  }
  return { marks, height: items.length === 0 ? 0 : y - top + LINE }
}

export function box(fill: string, opacity?: number): LegendItem['sample'] {
  return (x, y) => [
    {
      kind: 'rect',
      x: x - 6,
      y: y - 5,
      width: 12,
      height: 10,
      fill,
      stroke: ink,
      strokeWidth: 0.5,
      ...(opacity !== undefined && { opacity }),
    },
  ]
}

export function stroke(colour: string, dash?: string): LegendItem['sample'] {
  return (x, y) => [
    {
      kind: 'line',
      x1: x - 7,
      y1: y,
      x2: x + 7,
      y2: y,
      stroke: colour,
      strokeWidth: 2,
      ...(dash && { dash }),
    },
  ]
}
