/** Axes of a figure with two scales: the line, its ticks with their texts, and what it measures. */
import type { Mark } from './figure.ts'
import { ink, rules, type } from './tokens.ts'

type Scale = (value: number) => number

export function bottomAxis(
  x: Scale,
  {
    ticks,
    at,
    start,
    end,
    label,
    written = String,
  }: {
    readonly ticks: readonly number[]
    readonly at: number
    readonly start: number
    readonly end: number
    readonly label: string
    readonly written?: (tick: number) => string
  },
): Mark[] {
  return [
    { kind: 'line', x1: start, y1: at, x2: end, y2: at, stroke: ink, strokeWidth: 1 },
    ...ticks.flatMap((tick): Mark[] => [
      { kind: 'line', x1: x(tick), y1: at, x2: x(tick), y2: at + 5, stroke: ink, strokeWidth: 1 },
      { kind: 'text', x: x(tick), y: at + 19, text: written(tick), size: type.small, anchor: 'middle' },
    ]),
    { kind: 'text', x: (start + end) / 2, y: at + 37, text: label, size: type.small, anchor: 'middle' },
  ]
}

export const BOTTOM_AXIS = 46

/** Ticks with a hair line each across the figure. */
export function leftAxis(
  y: Scale,
  {
    ticks,
    at,
    end,
    top,
    bottom,
    label,
    written = String,
  }: {
    readonly ticks: readonly number[]
    readonly at: number
    readonly end: number
    readonly top: number
    readonly bottom: number
    readonly label: string
    readonly written?: (tick: number) => string
  },
): Mark[] {
  return [
    ...ticks.flatMap((tick): Mark[] => [
      { kind: 'line', x1: at, y1: y(tick), x2: end, y2: y(tick), stroke: rules, strokeWidth: 0.5 },
      { kind: 'text', x: at - 7, y: y(tick) + 4, text: written(tick), size: type.small, anchor: 'end' },
    ]),
    { kind: 'line', x1: at, y1: top, x2: at, y2: bottom, stroke: ink, strokeWidth: 1 },
    {
      kind: 'text',
      x: 14,
      y: (top + bottom) / 2,
      text: label,
      size: type.small,
      anchor: 'middle',
      rotate: -90,
    },
  ]
}
