/** The modalities from the landmark as curves, and the three ways to count as hazard ratios. Each says in itself that no one was randomized. */
import { scaleLog } from 'd3-scale'
import { NOT_RANDOMIZED } from '../analysis/modality.ts'
import type { ModalityReadout } from '../analysis/modality.ts'
import type { Estimate, Readout } from '../analysis/readout.ts'
import { modalityCaption } from './caption.ts'
import type { Figure, Mark } from './figure.ts'
import { figureId } from './figure-id.ts'
import { survivalFigure } from './kaplan-meier.ts'
import { ratioTicks, ratioWords, pWords } from './ratio-axis.ts'
import { syntheticWord } from './synthetic-word.ts'
import { ink, mutedInk, paper, type } from './tokens.ts'

/** Of the modality tokens: the first group sky blue, the second orange with a dash; both differ from the colours of the arms. */
const styles = [{ colour: '#56b4e9' }, { colour: '#e69f00', dash: '7 3' }] as const

export function modalityCurves(readout: Readout, modality: ModalityReadout): Figure {
  const { comparison } = modality.landmark
  const style = new Map(modality.groups.map(({ group }, i) => [group, styles[i === 0 ? 0 : 1]] as const))
  return survivalFigure(comparison, {
    id: figureId('modality', modality.id),
    title: `${modality.title}: curves from the landmark`,
    caption: modalityCaption(readout, modality, 'curves'),
    synthetic: readout.synthetic,
    style: ({ arm }) => style.get(arm) ?? { colour: ink },
    notice: NOT_RANDOMIZED,
  })
}

const WIDTH = 720
const HEIGHT = 236
const PLOT = { from: 270, to: 520 } as const
const RATIO = 540
const TOP = 62
const ROW = 36

export function modalityRatios(readout: Readout, modality: ModalityReadout): Figure {
  const rows = ratioRows(modality)
  const ends = rows.flatMap(({ ratio: { estimate, lower, upper } }) =>
    [estimate, lower, upper].filter((value) => value !== null),
  )
  const [low, high] = [
    Math.max(1 / 64, Math.min(0.5, ...ends) * 0.9),
    Math.min(64, Math.max(2, ...ends) * 1.1),
  ]
  const x = scaleLog([low, high], [PLOT.from, PLOT.to]).clamp(true)
  const bottom = TOP + ROW * rows.length
  const [first, second] = modality.groups.map(({ group }) => group)
  return {
    id: figureId('modality-ratios', modality.id),
    title: `${modality.title}: hazard ratio by three ways to count`,
    caption: modalityCaption(readout, modality, 'ratios'),
    synthetic: readout.synthetic,
    width: WIDTH,
    height: HEIGHT,
    marks: [
      { kind: 'rect', x: 0, y: 0, width: WIDTH, height: HEIGHT, fill: paper },
      ...(readout.synthetic ? [syntheticWord(WIDTH - 16)] : []),
      text(16, 20, NOT_RANDOMIZED, { size: type.text, weight: 600 }),
      text(16, TOP - 12, `${first} against ${second}`, { weight: 600 }),
      text(RATIO, TOP - 12, 'Hazard ratio (CI)', { weight: 600 }),
      text(WIDTH - 44, TOP - 12, 'p', { weight: 600 }),
      { kind: 'line', x1: x(1), y1: TOP - 4, x2: x(1), y2: bottom, stroke: ink, strokeWidth: 1 },
      { kind: 'line', x1: PLOT.from, y1: bottom, x2: PLOT.to, y2: bottom, stroke: ink, strokeWidth: 1 },
      ...ratioTicks(low, high, PLOT.to - PLOT.from).flatMap((tick): Mark[] => [
        { kind: 'line', x1: x(tick), y1: bottom, x2: x(tick), y2: bottom + 5, stroke: ink, strokeWidth: 1 },
        text(x(tick), bottom + 19, String(tick), { anchor: 'middle' }),
      ]),
      text(x(1) - 8, bottom + 38, `${first} better`, { anchor: 'end', fill: mutedInk }),
      text(x(1) + 8, bottom + 38, `${second} better`, { fill: mutedInk }),
      ...rows.flatMap(({ title, under, ratio, p, biased }, i): Mark[] => {
        const y = TOP + ROW * i + 16
        const colour = biased ? '#9aa0a5' : ink
        const { estimate, lower, upper } = ratio
        return [
          text(16, y, title, { weight: biased ? undefined : 600, fill: biased ? mutedInk : undefined }),
          text(16, y + 14, under, { fill: mutedInk }),
          ...(estimate === null
            ? []
            : ([
                {
                  kind: 'line',
                  x1: x(lower ?? low),
                  y1: y,
                  x2: x(upper ?? high),
                  y2: y,
                  stroke: colour,
                  strokeWidth: 1.4,
                  dash: biased ? '3 3' : undefined,
                },
                {
                  kind: 'circle',
                  cx: x(estimate),
                  cy: y,
                  r: 5,
                  fill: colour,
                  about: { label: `${title}: ${ratioWords(ratio)}` },
                },
              ] satisfies Mark[])),
          text(RATIO, y + 4, ratioWords(ratio), { fill: biased ? mutedInk : undefined }),
          text(WIDTH - 44, y + 4, pWords(p), { anchor: 'start', fill: biased ? mutedInk : undefined }),
        ]
      }),
    ],
    data: {
      columns: ['way', 'counts', 'hazard_ratio', 'lower', 'upper', 'p', 'biased'],
      rows: rows.map(({ title, under, ratio: { estimate, lower, upper }, p, biased }) => [
        title,
        under,
        estimate,
        lower,
        upper,
        p,
        biased ? 'Y' : '',
      ]),
    },
  }
}

type RatioRow = {
  readonly title: string
  readonly under: string
  readonly ratio: Estimate
  readonly p: number | null
  readonly biased: boolean
}

function ratioRows({ landmark, exposure, naive }: ModalityReadout): RatioRow[] {
  const { hazardRatio, arms } = landmark.comparison
  return [
    {
      title: 'From the landmark',
      under: arms.map(({ events, subjects }) => `${events}/${subjects}`).join(' v ') + ' events/patients',
      ratio: hazardRatio,
      p: hazardRatio.p,
      biased: false,
    },
    {
      title: 'By exposure over time',
      under: exposureWords(exposure),
      ratio: exposure.hazardRatio,
      p: exposure.hazardRatio.p,
      biased: false,
    },
    {
      title: 'From randomization (biased)',
      under:
        naive.groups.map(({ events, subjects }) => `${events}/${subjects}`).join(' v ') + ' events/patients',
      ratio: naive.hazardRatio,
      p: naive.hazardRatio.p,
      biased: true,
    },
  ]
}

function exposureWords({ states: [first, second, both] }: ModalityReadout['exposure']): string {
  return `${first?.events} v ${second?.events} events; ${both?.events} after both`
}

const text = (
  at: number,
  y: number,
  words: string,
  more: Partial<Extract<Mark, { kind: 'text' }>> = {},
): Mark => ({
  kind: 'text',
  x: at,
  y,
  text: words,
  size: type.small,
  ...more,
})
