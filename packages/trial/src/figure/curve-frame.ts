/** The frame of a survival figure: time in months to the right, probability from 0 to 1, never cut. */
import { scaleLinear } from 'd3-scale'
import type { EndpointReadout } from '../analysis/readout.ts'
import type { Mark } from './figure.ts'
import { ink, rules, textWidth, type } from './tokens.ts'

export type Frame = {
  /** Left end of the axis. */
  readonly start: number
  readonly x: (months: number) => number
  readonly y: (survival: number) => number
  readonly ticks: readonly number[]
  readonly width: number
  /** Right end of the axis. */
  readonly end: number
  readonly bottom: number
}

export function axes({ x, y, ticks: months, start, end, bottom }: Frame, endpoint: EndpointReadout): Mark[] {
  const top = y(1)
  const marks: Mark[] = []
  for (const level of [0, 0.2, 0.4, 0.6, 0.8, 1]) {
    if (level > 0)
      marks.push({
        kind: 'line',
        x1: start,
        y1: y(level),
        x2: end,
        y2: y(level),
        stroke: rules,
        strokeWidth: 0.5,
      })
    marks.push({
      kind: 'text',
      x: start - 9,
      y: y(level) + 4,
      text: level.toFixed(1),
      size: type.small,
      anchor: 'end',
    })
  }
  marks.push({ kind: 'line', x1: start, y1: top, x2: start, y2: bottom, stroke: ink, strokeWidth: 1 })
  marks.push({ kind: 'line', x1: start, y1: bottom, x2: end, y2: bottom, stroke: ink, strokeWidth: 1 })
  for (const month of months) {
    marks.push({
      kind: 'line',
      x1: x(month),
      y1: bottom,
      x2: x(month),
      y2: bottom + 5,
      stroke: ink,
      strokeWidth: 1,
    })
    marks.push({
      kind: 'text',
      x: x(month),
      y: bottom + 19,
      text: tickText(month),
      size: type.small,
      anchor: 'middle',
    })
  }
  const label =
    [probabilityTitle(endpoint), 'Probability'].find((each) => textWidth(each, type.text) <= bottom - top) ??
    'S(t)'
  marks.push({
    kind: 'text',
    x: 20,
    y: (top + bottom) / 2,
    text: label,
    size: type.text,
    anchor: 'middle',
    rotate: -90,
  })
  marks.push({
    kind: 'text',
    x: (start + end) / 2,
    y: bottom + 38,
    text: 'Months',
    size: type.text,
    anchor: 'middle',
  })
  return marks
}

/** Ticks are sums of decimal steps, so a few digits name them exactly. */
function tickText(month: number): string {
  return String(Number(month.toPrecision(6)))
}

/** A table's own title names its columns, not a probability. */
function probabilityTitle({ endpoint, title }: EndpointReadout): string {
  return ['os', 'pfs', 'dor', 'ipfs', 'pmfs'].includes(endpoint) ? title : 'Probability without event'
}

/** Whole months in steps that people count in; below a few months no such step serves and tenths are taken. */
export function monthTicks(last: number, most: number): number[] {
  const intervals = Math.max(2, Math.min(10, Math.floor(most)))
  const step = last < 3 ? undefined : steps.find((each) => Math.floor(last / each) <= intervals)
  if (step === undefined) return scaleLinear([0, last], [0, 1]).ticks(6)
  return Array.from({ length: Math.floor(last / step) + 1 }, (_, i) => i * step)
}

const steps = [1, 2, 3, 6, 12, 24, 36, 60, 120, 240, 600]
