/** The best change of the sum of target diameters of each subject, sorted, with the lines of response and of progression. */
import { scaleLinear } from 'd3-scale'
import type { Readout } from '../analysis/readout.ts'
import { armStyles } from './arm-style.ts'
import { leftAxis } from './axis.ts'
import { provenance, sentences } from './caption.ts'
import { percentScale } from './percent-scale.ts'
import type { Figure, Mark } from './figure.ts'
import { box, legend, stroke } from './legend.ts'
import { SHEET_TOP, sheet } from './sheet.ts'
import { ink, mutedInk, responseColours, type } from './tokens.ts'

const LEFT = 56
const RIGHT = 16
const PLOT = 260

export function waterfallFigure(readout: Readout, { width = 720 }: { width?: number } = {}): Figure {
  const timelines = readout.timelines ?? []
  const measured = timelines
    .flatMap(({ subject, arm, best }) => (best ? [{ subject, arm, ...best }] : []))
    .toSorted((a, b) => b.percent - a.percent || (a.subject < b.subject ? -1 : 1))
  const styles = armStyles(readout.arms)
  const responses = Object.keys(responseColours).filter((response) =>
    measured.some((one) => one.response === response),
  )
  const key = legend(
    [
      ...responses.map((response) => ({
        text: response,
        sample: box(responseColours[response] ?? '#ffffff'),
      })),
      ...readout.arms
        .filter(({ id }) => measured.some(({ arm }) => arm === id))
        .map(({ id, title }) => ({ text: title, sample: stroke(styles.get(id)?.colour ?? ink) })),
      ...(measured.some(({ newLesion }) => newLesion) ? [{ text: 'new lesion', sample: star }] : []),
    ],
    { start: 16, end: width - 16, top: SHEET_TOP },
  )
  const top = SHEET_TOP + key.height + 8
  const bottom = top + PLOT
  const { domain, ticks, limit } = percentScale(measured.map(({ percent }) => percent))
  const y = scaleLinear(domain, [bottom - 12, top + 8])
  const step = (width - LEFT - RIGHT) / Math.max(1, measured.length)
  const bar = Math.max(0.8, Math.min(24, step * 0.8))
  const marks = measured.flatMap(({ subject, arm, percent, response, newLesion }, i): Mark[] => {
    const x = LEFT + step * (i + 0.5)
    const shown = Math.min(percent, limit)
    const [high, low] = [Math.min(y(0), y(shown)), Math.max(y(0), y(shown))]
    const label = `${subject}: ${percent.toFixed(1)} %, ${response}${newLesion ? ', new lesion' : ''}`
    return [
      {
        kind: 'rect',
        x: x - bar / 2,
        y: high,
        width: bar,
        height: Math.max(0.7, low - high),
        fill: responseColours[response] ?? '#ffffff',
        stroke: ink,
        strokeWidth: 0.4,
        about: { subject, label },
      },
      {
        kind: 'line',
        x1: x - bar / 2,
        y1: bottom,
        x2: x + bar / 2,
        y2: bottom,
        stroke: styles.get(arm)?.colour ?? ink,
        strokeWidth: 5,
      },
      ...(newLesion ? star(x, percent >= 0 ? high - 8 : low + 8) : []),
      ...(percent > limit
        ? [
            {
              kind: 'text' as const,
              x,
              y: high - 4,
              text: `${Math.round(percent)}`,
              size: 9,
              anchor: 'middle' as const,
            },
          ]
        : []),
    ]
  })
  const missing = timelines.length - measured.length
  return sheet(readout, {
    id: 'waterfall',
    title: 'Best change of the target lesions',
    caption: sentences([
      `Best change from baseline of the sum of target diameters up to the first progression, ${measured.length} of ${timelines.length} randomized subjects`,
      missing > 0
        ? `${missing} have no complete sum after baseline, such as where every target was ablated and is left out of the sum (rule for ablated lesions: ${readout.protocol.response.ablatedLesions})`
        : '',
      'The colour is the overall response at that scan; dashed lines at −30 % and +20 % of baseline; progression is judged from the nadir and so may lie under +20 %; * new lesion by then; the strip beneath shows the arm',
      provenance(readout),
    ]),
    width,
    height: bottom + 20,
    marks: [
      ...key.marks,
      ...leftAxis(y, {
        ticks,
        at: LEFT,
        end: width - RIGHT,
        top: top + 8,
        bottom: bottom - 12,
        label: 'Change from baseline, %',
        written: signed,
      }),
      ...marks,
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
      ...(measured.length === 0 ? [nobody(width, (top + bottom) / 2)] : []),
    ],
    data: {
      columns: ['subject', 'arm', 'best_percent', 'day', 'response', 'new_lesion'],
      rows: measured.map(({ subject, arm, percent, day, response, newLesion }) => [
        subject,
        arm,
        percent,
        day,
        response,
        newLesion ? 'Y' : 'N',
      ]),
    },
  })
}

export const signed = (value: number) => (value > 0 ? `+${value}` : value < 0 ? `−${-value}` : '0')

export function nobody(width: number, y: number): Mark {
  return {
    kind: 'text',
    x: width / 2,
    y,
    text: 'No subject has a value to show',
    size: type.text,
    anchor: 'middle',
    fill: mutedInk,
  }
}

function star(x: number, y: number): Mark[] {
  return [{ kind: 'text', x, y: y + 5, text: '*', size: type.text, anchor: 'middle', weight: 600 }]
}
