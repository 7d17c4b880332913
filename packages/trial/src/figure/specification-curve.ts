/**
 * Specification curve: the estimates of one kind in order, each with its interval, above the choices that made it. The protocol's
 * own stands out; the others are grey, for none of them is more right.
 */
import { scaleLinear, scaleLog } from 'd3-scale'
import type { Sensitivity, SensitivityPanel } from '../analysis/sensitivity-panel.ts'
import type { Specification } from '../analysis/specifications.ts'
import { specificationCaption } from './caption.ts'
import type { Figure, Mark } from './figure.ts'
import { figureId } from './figure-id.ts'
import { pWords, ratioTicks } from './ratio-axis.ts'
import { syntheticWord } from './synthetic-word.ts'
import { ink, mutedInk, paper, rules, textLines, type } from './tokens.ts'

const WIDTH = 720
const LEFT = 190
const RIGHT = WIDTH - 24
const TOP = 40
const PLOT = 210
const ROW = 20
const own = '#0072b2'

/** `hazard-ratio`: of the Cox models; `restricted-mean`: differences in months. */
export type SpecificationKind = 'hazard-ratio' | 'restricted-mean'

/** One figure a kind that the panel has, with the id of the panel it is `of`. */
export function specificationCurves(sensitivity: Sensitivity): readonly (Figure & { readonly of: string })[] {
  return sensitivity.panels.flatMap((panel) =>
    (['hazard-ratio', 'restricted-mean'] as const)
      .filter((kind) => ofKind(panel, kind).length > 0)
      .map((kind) => ({ ...specificationCurve(sensitivity, panel, kind), of: panel.id })),
  )
}

function specificationCurve(
  sensitivity: Sensitivity,
  panel: SensitivityPanel,
  kind: SpecificationKind,
): Figure {
  const columns = ofKind(panel, kind).toSorted(
    (a, b) => (a.estimate ?? Infinity) - (b.estimate ?? Infinity) || Number(b.protocol) - Number(a.protocol),
  )
  const groups = choiceGroups(columns, panel)
  const lines = groups.reduce((sum, { rows }) => sum + rows.length + 1, 0)
  const matrix = TOP + PLOT + 22
  const height = matrix + ROW * lines + 12
  const { y, ticks, none } = scale(columns, kind)
  const x = (i: number) => LEFT + ((i + 0.5) * (RIGHT - LEFT)) / columns.length
  const isOwn = (column: Specification) => column.protocol || isProtocolChoice(column, panel)
  return {
    id: figureId(`specification-curve-${kind}`, panel.id),
    title: `${panel.title}: ${kind === 'hazard-ratio' ? 'hazard ratio' : 'restricted mean'} by specification`,
    caption: specificationCaption(sensitivity, panel, kind),
    synthetic: sensitivity.synthetic,
    width: WIDTH,
    height,
    marks: [
      { kind: 'rect', x: 0, y: 0, width: WIDTH, height, fill: paper },
      ...(sensitivity.synthetic ? [syntheticWord(WIDTH - 16)] : []),
      ...axis(ticks, y, none, kind, panel),
      ...columns.flatMap((column, i) => estimateMarks(column, x(i), y, isOwn(column), kind)),
      ...matrixMarks(groups, columns, { x, top: matrix, isOwn }),
    ],
    data: specificationData(columns),
  }
}

function ofKind({ specifications }: SensitivityPanel, kind: SpecificationKind): readonly Specification[] {
  return specifications.filter(
    ({ estimator }) => (estimator === 'restricted-mean') === (kind === 'restricted-mean'),
  )
}

/** The rule and the policy of the protocol, by whatever estimator. */
function isProtocolChoice(
  { ablatedLesions, policy, estimator }: Specification,
  { specifications }: SensitivityPanel,
) {
  const chosen = specifications.find(({ protocol }) => protocol)
  return (
    estimator !== 'cox-unadjusted' && chosen?.ablatedLesions === ablatedLesions && chosen.policy === policy
  )
}

function scale(columns: readonly Specification[], kind: SpecificationKind) {
  const ends = columns.flatMap(({ estimate, lower, upper }) =>
    [estimate, lower, upper].filter((v) => v !== null),
  )
  if (kind === 'hazard-ratio') {
    const low = Math.max(1 / 64, Math.min(0.8, ...ends) * 0.92)
    const high = Math.min(64, Math.max(1.25, ...ends) * 1.08)
    const y = scaleLog([low, high], [TOP + PLOT, TOP]).clamp(true)
    return { y, ticks: ratioTicks(low, high, PLOT), none: 1 }
  }
  const [low, high] = [Math.min(0, ...ends), Math.max(1, ...ends)]
  const y = scaleLinear([low, high], [TOP + PLOT, TOP]).nice()
  return { y, ticks: y.ticks(6), none: 0 }
}

function axis(
  ticks: readonly number[],
  y: (value: number) => number,
  none: number,
  kind: SpecificationKind,
  { restrictedMeanMonths }: SensitivityPanel,
): Mark[] {
  const title =
    kind === 'hazard-ratio' ? 'Hazard ratio' : `Difference to ${restrictedMeanMonths} months, in months`
  return [
    ...ticks.flatMap((tick): Mark[] => [
      { kind: 'line', x1: LEFT, y1: y(tick), x2: RIGHT, y2: y(tick), stroke: rules, strokeWidth: 0.5 },
      { kind: 'text', x: LEFT - 9, y: y(tick) + 4, text: String(tick), size: type.small, anchor: 'end' },
    ]),
    { kind: 'line', x1: LEFT, y1: y(none), x2: RIGHT, y2: y(none), stroke: ink, strokeWidth: 1 },
    { kind: 'text', x: 16, y: TOP - 16, text: title, size: type.text, weight: 600 },
    { kind: 'text', x: 16, y: y(none) + 4, text: 'no difference', size: type.small, fill: mutedInk },
  ]
}

function estimateMarks(
  column: Specification,
  at: number,
  y: (value: number) => number,
  isOwn: boolean,
  kind: SpecificationKind,
): Mark[] {
  const { estimate, lower, upper } = column
  const colour = isOwn ? own : mutedInk
  if (estimate === null)
    return [
      {
        kind: 'text',
        x: at,
        y: TOP + PLOT - 4,
        text: '×',
        size: type.text,
        anchor: 'middle',
        fill: mutedInk,
      },
    ]
  const bottom = y(lower ?? (kind === 'hazard-ratio' ? 1e-9 : estimate))
  const top = y(upper ?? (kind === 'hazard-ratio' ? 1e9 : estimate))
  return [
    { kind: 'line', x1: at, y1: bottom, x2: at, y2: top, stroke: colour, strokeWidth: isOwn ? 2.5 : 1.2 },
    {
      kind: 'circle',
      cx: at,
      cy: y(estimate),
      r: isOwn ? 5 : 3.5,
      fill: colour,
      about: { label: `${describe(column)}: ${estimate.toFixed(2)}, log-rank p ${pWords(column.logRankP)}` },
    },
  ]
}

function describe({ ablatedLesions, policy, estimator }: Specification): string {
  return [
    ablatedLesions && `ablated lesions ${ablatedLesions}`,
    `policy ${policy}`,
    estimatorWords[estimator],
  ]
    .filter(Boolean)
    .join(', ')
}

const estimatorWords: Readonly<Record<Specification['estimator'], string>> = {
  cox: 'Cox model of the protocol',
  'cox-unadjusted': 'Cox model, unstratified, not adjusted',
  'restricted-mean': 'restricted mean',
}

type Group = {
  readonly title: string
  readonly rows: readonly { readonly title: string; readonly has: (column: Specification) => boolean }[]
}

function choiceGroups(columns: readonly Specification[], { alpha }: SensitivityPanel): Group[] {
  const values = <K extends 'ablatedLesions' | 'policy' | 'estimator'>(key: K) => [
    ...new Set(columns.map((column) => column[key])),
  ]
  const rule = values('ablatedLesions').filter((value) => value !== null)
  const estimators = values('estimator')
  return [
    ...(rule.length > 0
      ? [
          {
            title: 'Ablated lesions',
            rows: rule.map((each) => ({ title: each, has: (c: Specification) => c.ablatedLesions === each })),
          },
        ]
      : []),
    {
      title: 'Policy',
      rows: values('policy').map((each) => ({ title: each, has: (c) => c.policy === each })),
    },
    ...(estimators.length > 1
      ? [
          {
            title: 'Model',
            rows: estimators.map((each) => ({
              title: each === 'cox' ? 'of the protocol' : 'not adjusted',
              has: (c: Specification) => c.estimator === each,
            })),
          },
        ]
      : []),
    {
      title: 'Log-rank test',
      rows: [{ title: `p < ${alpha}`, has: ({ logRankP }) => logRankP !== null && logRankP < alpha }],
    },
  ]
}

function matrixMarks(
  groups: readonly Group[],
  columns: readonly Specification[],
  {
    x,
    top,
    isOwn,
  }: {
    readonly x: (i: number) => number
    readonly top: number
    readonly isOwn: (column: Specification) => boolean
  },
): Mark[] {
  const marks: Mark[] = []
  let line = top
  for (const { title, rows } of groups) {
    marks.push({ kind: 'text', x: 16, y: line + 14, text: title, size: type.small, weight: 600 })
    line += ROW
    for (const row of rows) {
      const middle = line + ROW / 2
      const label = textLines(row.title, type.small, LEFT - 50)[0] ?? ''
      marks.push(
        { kind: 'text', x: 30, y: middle + 4, text: label, size: type.small },
        { kind: 'line', x1: LEFT, y1: middle, x2: RIGHT, y2: middle, stroke: rules, strokeWidth: 0.5 },
      )
      for (const [i, column] of columns.entries())
        if (row.has(column))
          marks.push({ kind: 'circle', cx: x(i), cy: middle, r: 4, fill: isOwn(column) ? own : mutedInk })
      line += ROW
    }
  }
  return marks
}

function specificationData(columns: readonly Specification[]): Figure['data'] {
  return {
    columns: [
      'ablated_lesions',
      'policy',
      'estimator',
      'protocol',
      'subjects',
      'events_arm',
      'events_reference',
      'estimate',
      'lower',
      'upper',
      'p',
      'log_rank_p',
      'not_estimated_because',
    ],
    rows: columns.map((c) => [
      c.ablatedLesions,
      c.policy,
      c.estimator,
      c.protocol ? 'Y' : '',
      c.subjects,
      c.events[0]?.events ?? null,
      c.events[1]?.events ?? null,
      c.estimate,
      c.lower,
      c.upper,
      c.p,
      c.logRankP,
      c.why,
    ]),
  }
}
