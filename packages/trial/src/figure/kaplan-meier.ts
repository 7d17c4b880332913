/**
 * Kaplan–Meier curves by arm with confidence band, censor marks and the number at risk beneath the ticks that it belongs to.
 * Nothing is estimated here: curve, band and counts are the readout's. Every subject has one mark that can be asked.
 */
import { scaleLinear } from 'd3-scale'
import type { ArmReadout, EndpointReadout, Readout } from '../analysis/readout.ts'
import { toMonths } from '../analysis/time-unit.ts'
import { armStyles } from './arm-style.ts'
import type { ArmStyle } from './arm-style.ts'
import { kaplanMeierCaption } from './caption.ts'
import { axes, monthTicks } from './curve-frame.ts'
import type { Frame } from './curve-frame.ts'
import { band, curve, subjects } from './curve-marks.ts'
import { directLabels, directLabelsHeight, directLabelsWidth } from './direct-labels.ts'
import type { Figure, Mark } from './figure.ts'
import { figureId } from './figure-id.ts'
import { riskTable, riskTableHeight } from './risk-table.ts'
import { syntheticWord } from './synthetic-word.ts'
import { ink, paper, type } from './tokens.ts'

const LEFT = 64
const TOP = 32
const LEAST_PLOT = 180

export function kaplanMeierFigure(
  readout: Readout,
  endpointId: string,
  size: { width?: number; height?: number } = {},
): Figure {
  const endpoint = readout.endpoints.find(({ id }) => id === endpointId)
  if (!endpoint) {
    const known = readout.endpoints.map(({ id }) => id).join(', ') || 'none'
    throw new RangeError(`kaplanMeierFigure: an endpoint of the readout (${known}), got ${endpointId}`)
  }
  const styles = armStyles(readout.arms)
  return survivalFigure(endpoint, {
    ...size,
    id: figureId('kaplan-meier', endpoint.id),
    title: `${endpoint.title}: Kaplan–Meier curves by arm`,
    caption: kaplanMeierCaption(readout, endpoint),
    synthetic: readout.synthetic,
    style: (arm) => styles.get(arm.arm) ?? { colour: ink },
  })
}

/** The curves of any comparison in the shape of an endpoint; `notice` stands in the figure itself, so that no crop loses it. */
export function survivalFigure(
  endpoint: EndpointReadout,
  {
    id,
    title,
    caption,
    synthetic,
    style,
    notice,
    width = 720,
    height = 540,
  }: Pick<Figure, 'id' | 'title' | 'caption' | 'synthetic'> & {
    readonly style: (arm: ArmReadout) => ArmStyle
    readonly notice?: string
    readonly width?: number
    readonly height?: number
  },
): Figure {
  if (!(width >= 320)) throw new RangeError(`kaplanMeierFigure: a width of at least 320, got ${width}`)
  const bottom = riskTableHeight(endpoint.arms.length)
  const right = directLabelsWidth(endpoint)
  const plot = Math.max(height - TOP - bottom, LEAST_PLOT, directLabelsHeight(endpoint, right))
  const tall = TOP + plot + bottom
  const last = Math.max(0, ...endpoint.arms.map((arm) => toMonths(arm.steps.time.at(-1) ?? 0, endpoint.unit)))
  const x = scaleLinear([0, last > 0 ? last : 1], [LEFT, width - right])
  const y = scaleLinear([0, 1], [tall - bottom, TOP])
  const frame: Frame = {
    x,
    y,
    ticks: monthTicks(x.domain()[1] ?? 1, (width - right - LEFT) / 36),
    width,
    start: LEFT,
    end: width - right,
    bottom: tall - bottom,
  }

  return {
    id,
    title,
    caption,
    synthetic,
    width,
    height: tall,
    marks: [
      { kind: 'rect', x: 0, y: 0, width, height: tall, fill: paper },
      ...axes(frame, endpoint),
      ...(synthetic ? [syntheticWord(width - 16)] : []),
      ...(notice
        ? [{ kind: 'text', x: LEFT, y: 18, text: notice, size: type.text, weight: 600 } satisfies Mark]
        : []),
      ...endpoint.arms.flatMap((arm) => band(arm.steps, endpoint.unit, frame, style(arm))),
      ...endpoint.arms.flatMap((arm) => curve(arm, endpoint.unit, frame, style(arm))),
      ...endpoint.arms.flatMap((arm) => subjects(arm, endpoint, frame, style(arm))),
      ...directLabels(endpoint, frame, style, right),
      ...riskTable(endpoint, frame, style),
    ],
    data: curveData(endpoint),
  }
}

function curveData({ arms, unit }: EndpointReadout): Figure['data'] {
  return {
    columns: ['arm', 'time', 'unit', 'months', 'at_risk', 'events', 'censored', 'survival', 'lower', 'upper'],
    rows: arms.flatMap(({ arm, steps }) =>
      steps.time.map((time, i) => [
        arm,
        time,
        unit,
        toMonths(time, unit),
        steps.atRisk[i] ?? null,
        steps.events[i] ?? null,
        steps.censored[i] ?? null,
        steps.survival[i] ?? null,
        steps.lower[i] ?? null,
        steps.upper[i] ?? null,
      ]),
    ),
  }
}
