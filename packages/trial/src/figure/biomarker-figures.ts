/** A biomarker in two figures: every subject over time, and the pair around the first ablation session by modality. */
import { scaleLinear, scaleLog } from 'd3-scale'
import type { BiomarkerPoint } from '../analysis/biomarker-pairs.ts'
import type { BiomarkerReadout } from '../analysis/biomarker.ts'
import type { Readout } from '../analysis/readout.ts'
import { armStyles } from './arm-style.ts'
import { BOTTOM_AXIS, bottomAxis, leftAxis } from './axis.ts'
import { provenance, sentences } from './caption.ts'
import type { Figure, Mark } from './figure.ts'
import { figureId } from './figure-id.ts'
import { legend, stroke } from './legend.ts'
import { SHEET_TOP, sheet } from './sheet.ts'
import { pathData } from './svg.ts'
import { diamond } from './symbols.ts'
import { ink, modalityColours, mutedInk, textLines, type } from './tokens.ts'

const LEFT = 60
const RIGHT = 20
const PLOT = 300

export function biomarkerFigures(readout: Readout, { width = 720 }: { width?: number } = {}): Figure[] {
  return (readout.biomarkers ?? []).flatMap((biomarker) => [
    spaghetti(readout, biomarker, width),
    paired(readout, biomarker, width),
  ])
}

function spaghetti(readout: Readout, biomarker: BiomarkerReadout, width: number): Figure {
  const { id, title, unit, counts } = biomarker
  const subjects = biomarker.subjects.filter(({ points }) => points.length > 0)
  const styles = armStyles(readout.arms)
  const key = legend(
    [
      ...readout.arms.flatMap((arm) => {
        const n = subjects.filter((one) => one.arm === arm.id).length
        return n > 0
          ? [
              {
                text: `${arm.title} (${n})`,
                sample: stroke(styles.get(arm.id)?.colour ?? ink, styles.get(arm.id)?.dash),
              },
            ]
          : []
      }),
      { text: 'first ablation', sample: (x: number, y: number) => [diamond({ x, y, r: 5 }, null)] },
      { text: 'below the limit', sample: (x: number, y: number) => point(x, y, ink, true) },
    ],
    { start: 16, end: width - 16, top: SHEET_TOP },
  )
  const top = SHEET_TOP + key.height + 8
  const bottom = top + PLOT
  const { y, ticks } = logScale(
    subjects.flatMap(({ points }) => points),
    bottom,
    top,
  )
  const days = subjects.flatMap(({ points, session }) => [...points.map(({ day }) => day), session ?? 0])
  const x = scaleLinear([Math.min(0, ...days), Math.max(1, ...days)], [LEFT + 8, width - RIGHT])
  const marks = subjects.flatMap(({ subject, arm, points, session }): Mark[] => {
    const { colour = ink, dash } = styles.get(arm) ?? {}
    return [
      {
        kind: 'path',
        d: pathData(points.map(({ day, value }) => [x(day), y(value)] as const)),
        fill: 'none',
        stroke: colour,
        strokeWidth: 1,
        opacity: 0.6,
        ...(dash && { dash }),
        about: { subject, label: subject },
      },
      ...points.flatMap(({ day, value, below }) => point(x(day), y(value), colour, below)),
      ...(session === null ? [] : [diamond({ x: x(session), y: bottom - 5, r: 3.2 }, null)]),
    ]
  })
  return sheet(readout, {
    id: figureId('biomarker', id),
    title: `${title} over time by subject`,
    caption: sentences([
      `${title}${unit ? `, ${unit}` : ''}, in ${counts.subjects} subjects by day since randomization, logarithmic scale`,
      `${counts.below} of ${counts.values} values lie below the limit of quantification${counts.limits.length > 0 ? ` (${counts.limits.join(', ')})` : ''} and are drawn open at it; a diamond at the foot marks a first ablation session`,
      'Exploratory',
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
        label: `${title}${unit ? `, ${unit}` : ''}`,
      }),
      ...marks,
      ...bottomAxis(x, {
        ticks: x.ticks(width < 500 ? 5 : 9),
        at: bottom,
        start: LEFT,
        end: width - RIGHT,
        label: 'Days since randomization',
      }),
    ],
    data: {
      columns: ['subject', 'arm', 'group', 'day', 'value', 'below_limit', 'first_ablation_day'],
      rows: subjects.flatMap(({ subject, arm, group, points, session }) =>
        points.map(({ day, value, below }) => [subject, arm, group, day, value, below ? 'Y' : 'N', session]),
      ),
    },
  })
}

/** Before and after, a panel a group; the bar is the geometric mean ratio in words, because its scale is another. */
function paired(readout: Readout, biomarker: BiomarkerReadout, width: number): Figure {
  const { id, title, unit, between } = biomarker
  const subjects = biomarker.subjects.flatMap(({ pair, ...rest }) => (pair ? [{ ...rest, pair }] : []))
  const groups = biomarker.groups.filter(({ group }) => subjects.some((one) => one.group === group))
  const top = SHEET_TOP + 62
  const bottom = top + PLOT - 40
  const { y, ticks } = logScale(
    subjects.flatMap(({ pair }) => [pair.before, pair.after]),
    bottom,
    top,
  )
  const panel = (width - LEFT - RIGHT) / Math.max(1, groups.length)
  const marks = groups.flatMap((change, i): Mark[] => {
    const left = LEFT + panel * i
    const [before, after] = [left + panel * 0.3, left + panel * 0.7]
    const colour = groupColour(change.group)
    const narrow = panel < 130
    const size = narrow ? 9 : type.small
    const [ratio = '', limits] = ratioWords(change)
    const words = [
      ...textLines(groupTitle(change.group), size, panel - 4).slice(0, 2),
      `n = ${change.pairs}`,
      ...(narrow ? [ratio, limits] : [[ratio, limits].filter(Boolean).join(' ')]),
    ].filter((text) => text !== undefined)
    return [
      ...words.map((text, line): Mark => ({
        kind: 'text',
        x: left + panel / 2,
        y: SHEET_TOP + 6 + (narrow ? 12 : 16) * line,
        text,
        size,
        anchor: 'middle',
        ...(line === 0 && { weight: 600 }),
      })),
      ...subjects
        .filter(({ group }) => group === change.group)
        .flatMap(({ subject, pair }): Mark[] => [
          {
            kind: 'line',
            x1: before,
            y1: y(pair.before.value),
            x2: after,
            y2: y(pair.after.value),
            stroke: mutedInk,
            strokeWidth: 0.9,
            opacity: 0.7,
            about: { subject, label: `${subject}: ${valueText(pair.before)} to ${valueText(pair.after)}` },
          },
          ...point(before, y(pair.before.value), colour, pair.before.below),
          ...point(after, y(pair.after.value), colour, pair.after.below),
        ]),
      ...[before, after].map((x, k): Mark => ({
        kind: 'text',
        x,
        y: bottom + 18,
        text: k === 0 ? 'before' : 'after',
        size: width < 500 ? 9 : type.small,
        anchor: 'middle',
      })),
    ]
  })
  const tests = between.map(
    ({ groups: [first, second], n, p, exact }) =>
      `${groupTitle(first)} (${n[0]}) against ${groupTitle(second).toLowerCase()} (${n[1]}): rank-sum p ${p === null ? 'not estimable' : p < 0.001 ? '< 0.001' : `= ${p.toFixed(3)}`}${exact ? ', exact' : ''}`,
  )
  return sheet(readout, {
    id: figureId('biomarker-pairs', id),
    title: `${title} before and after the first ablation session, by modality`,
    caption: sentences([
      `${title}${unit ? `, ${unit}` : ''}, before and after the first ablation session, by the modality of its lesions (after randomization where none was ablated); ratio of after to before as geometric mean with ${100 * biomarker.level} % interval`,
      ...tests,
      `Open circles lie below the limit of quantification (${biomarker.belowLimit === 'censored' ? 'censored there' : biomarker.belowLimit === 'half' ? 'counted as half of it' : 'counted as it over √2'})`,
      'Modality was not randomized: an association, not cause. Exploratory',
      provenance(readout),
    ]),
    width,
    height: bottom + 32,
    marks: [
      ...leftAxis(y, {
        ticks,
        at: LEFT,
        end: width - RIGHT,
        top,
        bottom,
        label: `${title}${unit ? `, ${unit}` : ''}`,
      }),
      ...marks,
    ],
    data: {
      columns: [
        'subject',
        'arm',
        'group',
        'before_day',
        'before',
        'before_below_limit',
        'after_day',
        'after',
        'after_below_limit',
      ],
      rows: subjects.map(({ subject, arm, group, pair: { before, after } }) => [
        subject,
        arm,
        group,
        before.day,
        before.value,
        before.below ? 'Y' : 'N',
        after.day,
        after.value,
        after.below ? 'Y' : 'N',
      ]),
    },
  })
}

function logScale(points: readonly BiomarkerPoint[], bottom: number, top: number) {
  const values = points.map(({ value }) => value)
  const [low, high] = values.length > 0 ? [Math.min(...values), Math.max(...values)] : [1, 10]
  const y = scaleLog([low * 0.85, Math.max(high * 1.15, low * 2)], [bottom, top])
  const [from, to] = y.domain() as [number, number]
  const ticks: number[] = []
  for (let power = Math.floor(Math.log10(from)); power <= Math.ceil(Math.log10(to)); power++)
    for (const digit of [1, 2, 5]) {
      const tick = digit * 10 ** power
      if (tick >= from && tick <= to) ticks.push(Number(tick.toPrecision(3)))
    }
  return { y, ticks }
}

function point(x: number, y: number, colour: string, below: boolean): Mark[] {
  return [
    {
      kind: 'circle',
      cx: x,
      cy: y,
      r: 2.6,
      fill: below ? '#ffffff' : colour,
      stroke: below ? colour : ink,
      strokeWidth: below ? 1 : 0.4,
    },
  ]
}

const valueText = ({ value, below }: BiomarkerPoint) => `${below ? '<' : ''}${value}`

function ratioWords({ ratio: { estimate, lower, upper } }: BiomarkerReadout['groups'][number]): string[] {
  if (estimate === null) return ['no ratio']
  const limits = lower === null || upper === null ? [] : [`(${lower.toFixed(2)}–${upper.toFixed(2)})`]
  return [`× ${estimate.toFixed(2)}`, ...limits]
}

function groupTitle(group: string): string {
  return group === 'none'
    ? 'No ablation'
    : group === 'mixed'
      ? 'Several modalities'
      : group.charAt(0).toUpperCase() + group.slice(1)
}

function groupColour(group: string): string {
  return (
    modalityColours[group] ??
    (group === 'thermal'
      ? (modalityColours['microwave'] ?? ink)
      : group === 'cryo'
        ? (modalityColours['cryoablation'] ?? ink)
        : mutedInk)
  )
}
