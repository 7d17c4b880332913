/** The change of the sum of target diameters of each subject over time, from 0 at baseline, each scan on its own day. */
import { scaleLinear } from 'd3-scale'
import type { Readout } from '../analysis/readout.ts'
import { DAYS_PER_MONTH } from '../day.ts'
import { armStyles } from './arm-style.ts'
import { BOTTOM_AXIS, bottomAxis, leftAxis } from './axis.ts'
import { provenance, sentences } from './caption.ts'
import { monthTicks } from './curve-frame.ts'
import type { Figure, Mark } from './figure.ts'
import { legend, stroke } from './legend.ts'
import { percentScale } from './percent-scale.ts'
import { SHEET_TOP, sheet } from './sheet.ts'
import { pathData } from './svg.ts'
import { responseSquare } from './symbols.ts'
import { ink, mutedInk } from './tokens.ts'
import { nobody, signed } from './waterfall.ts'

const LEFT = 56
const RIGHT = 20
const PLOT = 300

export function spiderFigure(readout: Readout, { width = 720 }: { width?: number } = {}): Figure {
  const timelines = readout.timelines ?? []
  const lines = timelines.flatMap(({ subject, arm, scans }) => {
    const points = scans.flatMap(({ day, changePercent, response }) =>
      changePercent === null ? [] : [{ day, percent: changePercent, response }],
    )
    return points.length > 0 ? [{ subject, arm, points }] : []
  })
  const styles = armStyles(readout.arms)
  const shown = readout.arms.filter(({ id }) => lines.some(({ arm }) => arm === id))
  const key = legend(
    [
      ...shown.map(({ id, title }) => ({
        text: `${title} (${lines.filter(({ arm }) => arm === id).length})`,
        sample: stroke(styles.get(id)?.colour ?? ink, styles.get(id)?.dash),
      })),
      { text: 'progression', sample: (x: number, y: number) => responseSquare({ x, y, r: 4 }, 'PD') },
    ],
    { start: 16, end: width - 16, top: SHEET_TOP },
  )
  const top = SHEET_TOP + key.height + 8
  const bottom = top + PLOT
  const all = lines.flatMap(({ points }) => points)
  const last = Math.max(1, ...all.map(({ day }) => day)) / DAYS_PER_MONTH
  const { domain, ticks, limit } = percentScale(all.map(({ percent }) => percent))
  const x = scaleLinear([0, last], [LEFT, width - RIGHT])
  const y = scaleLinear(domain, [bottom, top])
  const at = (day: number, percent: number) => [x(day / DAYS_PER_MONTH), y(Math.min(percent, limit))] as const
  const crowd = lines.length > 100
  const marks = lines.flatMap(({ subject, arm, points }): Mark[] => {
    const { colour = ink, dash } = styles.get(arm) ?? {}
    const end = points.at(-1)
    return [
      {
        kind: 'path',
        d: pathData([at(0, 0), ...points.map(({ day, percent }) => at(day, percent))]),
        fill: 'none',
        stroke: colour,
        strokeWidth: crowd ? 0.8 : 1.2,
        opacity: crowd ? 0.5 : 0.75,
        ...(dash && { dash }),
        about: {
          subject,
          label: `${subject}: ${end ? `${end.percent.toFixed(1)} % on day ${end.day}` : ''}`,
        },
      },
      ...points
        .filter(({ response }) => response === 'PD')
        .slice(0, 1)
        .flatMap(({ day, percent }) =>
          responseSquare({ x: at(day, percent)[0], y: at(day, percent)[1], r: crowd ? 2 : 3 }, 'PD'),
        ),
    ]
  })
  const cut = all.filter(({ percent }) => percent > limit).length
  return sheet(readout, {
    id: 'spider',
    title: 'Change of the target lesions over time',
    caption: sentences([
      `Change from baseline of the sum of target diameters, ${lines.length} of ${timelines.length} randomized subjects who have a complete sum after baseline; each line begins at 0 at randomization and each scan stands on its own day`,
      'Dashed lines at −30 % and +20 % of baseline; a square marks the first progression, which is judged from the nadir and by all lesions',
      cut > 0 ? `${cut} values above +${limit} % are drawn at the upper edge` : '',
      `Rule for ablated lesions: ${readout.protocol.response.ablatedLesions}`,
      provenance(readout),
    ]),
    width,
    height: bottom + BOTTOM_AXIS,
    marks: [
      ...key.marks,
      ...leftAxis(y, {
        ticks,
        at: LEFT,
        end: width - RIGHT,
        top,
        bottom,
        label: 'Change from baseline, %',
        written: signed,
      }),
      ...[-30, 20].map((level): Mark => ({
        kind: 'line',
        x1: LEFT,
        y1: y(level),
        x2: width - RIGHT,
        y2: y(level),
        stroke: mutedInk,
        strokeWidth: 1,
        dash: '5 3',
      })),
      { kind: 'line', x1: LEFT, y1: y(0), x2: width - RIGHT, y2: y(0), stroke: ink, strokeWidth: 0.8 },
      ...marks,
      ...(lines.length === 0 ? [nobody(width, (top + bottom) / 2)] : []),
      ...bottomAxis(x, {
        ticks: monthTicks(last, (width - LEFT - RIGHT) / 40),
        at: bottom,
        start: LEFT,
        end: width - RIGHT,
        label: 'Months since randomization',
      }),
    ],
    data: {
      columns: ['subject', 'arm', 'day', 'change_percent', 'response'],
      rows: lines.flatMap(({ subject, arm, points }) => [
        [subject, arm, 0, 0, null],
        ...points.map(({ day, percent, response }) => [subject, arm, day, percent, response]),
      ]),
    },
  })
}
