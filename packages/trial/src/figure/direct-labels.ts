import type { ArmReadout, EndpointReadout } from '../analysis/readout.ts'
import type { ArmStyle } from './arm-style.ts'
import type { Frame } from './curve-frame.ts'
import type { Mark } from './figure.ts'
import { mutedInk, textLines, textWidth, type } from './tokens.ts'

/** Room for the sample of the line and the space about it. */
const SAMPLE = 40
const LINE = 14

/** As wide as the longest title, within limits; the counts beneath are never cut. */
export function directLabelsWidth({ arms }: EndpointReadout): number {
  const titles = Math.min(112, widest(arms.map(({ title }) => title)))
  return SAMPLE + Math.max(44, titles, widest(arms.map(countsText)))
}

/** The height that all labels need when each touches the next. */
export function directLabelsHeight({ arms }: EndpointReadout, width: number): number {
  return arms.reduce((sum, arm) => sum + labelHeight(titleLines(arm, width)), 0)
}

function widest(texts: readonly string[]): number {
  return Math.max(0, ...texts.map((text) => textWidth(text, type.small)))
}

function countsText({ events, subjects }: ArmReadout): string {
  return `events ${events} of ${subjects}`
}

function titleLines({ title }: ArmReadout, width: number): string[] {
  return textLines(title, type.small, width - SAMPLE)
}

function labelHeight(lines: readonly string[]): number {
  return (lines.length + 1) * LINE + 8
}

/** Names stand to the right at the height where their curve ends, moved apart where they would touch. */
export function directLabels(
  endpoint: EndpointReadout,
  frame: Frame,
  style: (arm: ArmReadout) => ArmStyle,
  right: number,
): Mark[] {
  const start = frame.width - right + 8
  const labels = endpoint.arms
    .map((arm) => ({
      arm,
      at: frame.y(arm.steps.survival.at(-1) ?? 1),
      lines: titleLines(arm, right),
    }))
    .toSorted((a, b) => a.at - b.at)
  const heights = labels.map(({ lines }) => labelHeight(lines))
  const tops: number[] = []
  let free = frame.y(1) - 8
  for (const [i, { at }] of labels.entries()) {
    tops.push(Math.max(at - 8, free))
    free = (tops[i] ?? 0) + (heights[i] ?? 0)
  }
  let limit = frame.bottom + 10
  for (let i = labels.length - 1; i >= 0; i--) {
    tops[i] = Math.min(tops[i] ?? 0, limit - (heights[i] ?? 0))
    limit = tops[i] ?? 0
  }
  return labels.flatMap(({ arm, lines }, i): Mark[] => {
    const top = tops[i] ?? 0
    const { colour, dash } = style(arm)
    return [
      {
        kind: 'line',
        x1: start,
        y1: top + 8,
        x2: start + 20,
        y2: top + 8,
        stroke: colour,
        strokeWidth: 2,
        dash,
      },
      ...lines.map((text, k): Mark => ({
        kind: 'text',
        x: start + 26,
        y: top + 12 + 14 * k,
        text,
        size: type.small,
        weight: 600,
      })),
      {
        kind: 'text',
        x: start + 26,
        y: top + 12 + 14 * lines.length,
        text: countsText(arm),
        size: type.small,
        fill: mutedInk,
      },
    ]
  })
}
