import type { ArmReadout, EndpointReadout, Unit } from '../analysis/readout.ts'
import { DAYS_PER_MONTH } from '../day.ts'
import type { ArmStyle } from './arm-style.ts'
import type { Frame } from './curve-frame.ts'
import type { Mark } from './figure.ts'
import { mutedInk, textLines, type } from './tokens.ts'

export const AXIS_ROOM = 46
const HEADING = 22
const ROW = 36

/** Height of the axis and of the table beneath it. */
export function riskTableHeight(arms: number): number {
  return AXIS_ROOM + HEADING + ROW * arms + 4
}

/** The number at risk of each arm, every number centred on the tick that it belongs to. */
export function riskTable(
  endpoint: EndpointReadout,
  frame: Frame,
  style: (arm: ArmReadout) => ArmStyle,
): Mark[] {
  const top = frame.bottom + AXIS_ROOM
  const marks: Mark[] = [
    { kind: 'text', x: 12, y: top + 14, text: 'Number at risk', size: type.small, weight: 600 },
  ]
  for (const [row, arm] of endpoint.arms.entries()) {
    const line = top + HEADING + ROW * row
    const { colour, dash } = style(arm)
    const name = textLines(arm.title, type.small, frame.width - 60)[0] ?? ''
    marks.push({
      kind: 'line',
      x1: 12,
      y1: line + 9,
      x2: 32,
      y2: line + 9,
      stroke: colour,
      strokeWidth: 2,
      dash,
    })
    marks.push({ kind: 'text', x: 38, y: line + 13, text: name, size: type.small, fill: mutedInk })
    for (const month of frame.ticks) {
      const text = String(atRisk(arm, month, endpoint.unit))
      marks.push({ kind: 'text', x: frame.x(month), y: line + 29, text, size: type.small, anchor: 'middle' })
    }
  }
  return marks
}

/** Those whose time is not before the tick. Compared in days, where both sides are exact for whole days and whole months. */
function atRisk({ steps }: ArmReadout, month: number, unit: Unit): number {
  const perUnit = unit === 'weeks' ? 7 : 1
  const tick = unit === 'months' ? month : month * DAYS_PER_MONTH
  const row = steps.time.findIndex((time) => time * perUnit >= tick)
  return row < 0 ? 0 : (steps.atRisk[row] ?? 0)
}
