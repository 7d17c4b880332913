/** The marks of one arm: confidence band, curve, and one for every subject. */
import type { ArmReadout, CurveSteps, EndpointReadout, Unit } from '../analysis/readout.ts'
import { toMonths } from '../analysis/time-unit.ts'
import type { ArmStyle } from './arm-style.ts'
import type { Frame } from './curve-frame.ts'
import type { Mark } from './figure.ts'
import { pathData } from './svg.ts'

/** Below this part of an arm at risk the curve fades: what it shows rests on few. */
export const FEW_AT_RISK = 0.1

/** The outline goes along the upper limit and back along the lower, once for every run of rows that have both. */
export function band(steps: CurveSteps, unit: Unit, { x, y }: Frame, { colour }: ArmStyle): Mark[] {
  const marks: Mark[] = []
  let upper: [number, number][] = []
  let lower: [number, number][] = []
  const close = () => {
    if (upper.length > 1)
      marks.push({
        kind: 'path',
        d: `${pathData([...upper, ...lower.toReversed()])}Z`,
        fill: colour,
        opacity: 0.13,
      })
    upper = []
    lower = []
  }
  for (const [i, time] of steps.time.entries()) {
    const [low, high] = [steps.lower[i] ?? null, steps.upper[i] ?? null]
    if (low === null || high === null) {
      close()
      continue
    }
    const [from, to] = [x(toMonths(time, unit)), x(toMonths(steps.time[i + 1] ?? time, unit))]
    upper.push([from, y(high)], [to, y(high)])
    lower.push([from, y(low)], [to, y(low)])
  }
  close()
  return marks
}

/** A step at each event; what lies after fewer than a tenth remain at risk is a second, paler path. */
export function curve(arm: ArmReadout, unit: Unit, { x, y }: Frame, { colour, dash }: ArmStyle): Mark[] {
  const { steps } = arm
  if (steps.time.length === 0) return []
  const solid: [number, number][] = [[x(0), y(1)]]
  const faded: [number, number][] = []
  let before = 1
  for (const [i, time] of steps.time.entries()) {
    const few = (steps.atRisk[i] ?? 0) < FEW_AT_RISK * arm.subjects
    const at = x(toMonths(time, unit))
    const after = steps.survival[i] ?? before
    if (few && faded.length === 0) faded.push(solid.at(-1) ?? [x(0), y(1)])
    const points = few ? faded : solid
    points.push([at, y(before)])
    if (after !== before) points.push([at, y(after)])
    before = after
  }
  const line = { kind: 'path', fill: 'none', stroke: colour, strokeWidth: 2, dash } as const
  const marks: Mark[] = [{ ...line, d: pathData(solid) }]
  if (faded.length > 1) marks.push({ ...line, d: pathData(faded), opacity: 0.4 })
  return marks
}

/** A thin tick for a censored subject; for an event a place to ask on the drop of the curve. Ties are spread, not stacked. */
export function subjects(
  arm: ArmReadout,
  endpoint: EndpointReadout,
  { x, y }: Frame,
  { colour }: ArmStyle,
): Mark[] {
  const survivalBefore = new Map(
    arm.steps.time.map((time, i) => [time, i === 0 ? 1 : (arm.steps.survival[i - 1] ?? 1)]),
  )
  const tied = new Map<string, number>()
  for (const mark of arm.marks) tied.set(key(mark), (tied.get(key(mark)) ?? 0) + 1)
  const seen = new Map<string, number>()
  return arm.marks.map((mark): Mark => {
    const nth = seen.get(key(mark)) ?? 0
    seen.set(key(mark), nth + 1)
    const at = x(toMonths(mark.time, endpoint.unit))
    const months = toMonths(mark.time, endpoint.unit).toFixed(1)
    const what = mark.event ? 'event' : 'censored'
    const about = {
      subject: mark.subject,
      endpoint: endpoint.id,
      label: `${mark.subject}, ${arm.title}: ${what} at ${months} months`,
    }
    if (!mark.event) {
      const on = y(mark.survival) - 3 * nth
      return {
        kind: 'line',
        x1: at,
        y1: on - 4.5,
        x2: at,
        y2: on + 4.5,
        stroke: colour,
        strokeWidth: 1,
        about,
      }
    }
    const part = (nth + 0.5) / (tied.get(key(mark)) ?? 1)
    const before = survivalBefore.get(mark.time) ?? mark.survival
    return {
      kind: 'circle',
      cx: at,
      cy: y(before + part * (mark.survival - before)),
      r: 4,
      fill: colour,
      opacity: 0,
      about,
    }
  })
}

function key({ time, event }: ArmReadout['marks'][number]): string {
  return `${time} ${event}`
}
