/** The flow of subjects, after the CONSORT statement: who entered, by arm, who was left out and why (also none), who was analysed. */
import type { PopulationReadout, Readout } from '../analysis/readout.ts'
import { consortCaption } from './caption.ts'
import type { Figure, Mark } from './figure.ts'
import { pathData } from './svg.ts'
import { syntheticWord } from './synthetic-word.ts'
import { ink, paper, textLines, type } from './tokens.ts'

export type ArmFlow = {
  readonly arm: string
  readonly title: string
  readonly entered: number
  readonly excluded: readonly Reason[]
  readonly analysed: number
  /** What the records say between the two; undefined where they do not hold it. */
  readonly between?: {
    readonly received: number | null
    readonly notReceived: readonly Reason[]
    readonly lost: readonly Reason[]
    readonly discontinued: readonly Reason[]
  }
}

type Reason = { readonly reason: string; readonly subjects: number }

const LINE = 16
const PAD = 10
const GAP = 28
const MARGIN = 12
const LEAST_BOX = 150

export function consortFigure(readout: Readout, { width: wanted = 720 }: { width?: number } = {}): Figure {
  const flow = consortFlow(readout)
  const { entry, entered, analysed, notAllocated, arms } = flow
  const count = Math.max(1, arms.length)
  const width = Math.max(wanted, count * (LEAST_BOX + MARGIN) + MARGIN)
  const boxWidth = Math.min(300, (width - MARGIN) / count - MARGIN)
  const topWidth = Math.min(340, width - 2 * MARGIN)
  const inset = (width - count * (boxWidth + MARGIN) + MARGIN) / 2
  const centres = arms.map((_, i) => inset + i * (boxWidth + MARGIN) + boxWidth / 2)
  const middle = width / 2

  const marks: Mark[] = []
  let y = readout.synthetic ? 36 : 16
  if (flow.assessed !== undefined) {
    const lines = [
      ...bold(
        [
          flow.assessed === null
            ? 'Assessed for eligibility: not recorded'
            : `Assessed for eligibility: ${flow.assessed}`,
        ],
        topWidth,
      ),
      ...(flow.assessed === null ? [] : plain(counted('Not randomized', notAllocated), topWidth)),
    ]
    marks.push(...box(middle - topWidth / 2, y, topWidth, tallest([lines]), lines))
    y += tallest([lines])
    marks.push(...arrow(middle, y, y + GAP))
    y += GAP
  }
  const top = [
    ...bold([`${entry}: ${entered}`], topWidth),
    ...(flow.assessed === undefined
      ? plain(
          notAllocated.map(({ reason, subjects }) => `Not allocated, ${reason}: ${subjects}`),
          topWidth,
        )
      : []),
  ]
  marks.push(...box(middle - topWidth / 2, y, topWidth, tallest([top]), top))
  y += tallest([top])
  const bar = y + GAP / 2
  if (arms.length > 0) marks.push(rule(middle, y, middle, bar))
  if (arms.length > 1) marks.push(rule(centres[0] ?? 0, bar, centres.at(-1) ?? 0, bar))
  y += GAP
  for (const [row, boxes] of stages(arms, { entry, analysed, room: boxWidth }).entries()) {
    const height = tallest(boxes)
    for (const [i, lines] of boxes.entries()) {
      const centre = centres[i] ?? middle
      marks.push(...arrow(centre, row === 0 ? bar : y - GAP, y))
      marks.push(...box(centre - boxWidth / 2, y, boxWidth, height, lines))
    }
    y += height + GAP
  }
  const height = arms.length > 0 ? y - GAP + 16 : y - GAP + 16
  return {
    id: 'consort',
    title: 'Flow of subjects through the study',
    caption: consortCaption(readout),
    synthetic: readout.synthetic,
    width,
    height,
    marks: [
      { kind: 'rect', x: 0, y: 0, width, height, fill: paper },
      ...(readout.synthetic ? [syntheticWord(width - 16)] : []),
      ...marks,
    ],
    data: flowData(flow),
  }
}

/** One row of boxes a stage, one box an arm. */
function stages(
  arms: readonly ArmFlow[],
  { entry, analysed, room }: { readonly entry: string; readonly analysed: string; readonly room: number },
): (readonly Line[])[][] {
  const allocated = entry === 'Randomized'
  if (arms.every(({ between }) => between === undefined))
    return [
      arms.map((flow) => [
        ...bold([flow.title], room),
        ...plain([`${flow.entered} ${allocated ? 'allocated' : 'subjects'}`], room),
      ]),
      arms.map((flow) => plain(counted('Excluded', flow.excluded), room)),
      arms.map((flow) => bold([`${analysed}: ${flow.analysed}`], room)),
    ].filter((row) => row.length > 0)
  return [
    arms.map(({ title, entered, between }) => [
      ...bold([title, `Allocated: ${entered}`], room),
      ...plain(
        between?.received == null
          ? ['Received: not recorded']
          : [`Received it: ${between.received}`, ...counted('Did not receive it', between.notReceived)],
        room,
      ),
    ]),
    arms.map(({ between }) =>
      plain(
        [
          ...counted('Lost to follow-up', between?.lost ?? []),
          ...counted('Discontinued', between?.discontinued ?? []),
        ],
        room,
      ),
    ),
    arms.map((flow) => [
      ...bold([`${analysed}: ${flow.analysed}`], room),
      ...plain(counted('Excluded from analysis', flow.excluded), room),
    ]),
  ]
}

function tallest(boxes: readonly (readonly unknown[])[]): number {
  return Math.max(0, ...boxes.map((lines) => lines.length * LINE + 2 * PAD))
}

/** The counts of the flow: as the readout has it, else from the randomized to the population of the first primary analysis. */
export function consortFlow(readout: Readout) {
  const { flow, populations } = readout
  if (flow)
    return {
      assessed: flow.assessed,
      entry: 'Randomized',
      entered: flow.randomized,
      analysed: `Analysed (${flow.population?.title ?? 'no population'})`,
      notAllocated: flow.notRandomized.map(numbered),
      arms: flow.arms.map((arm): ArmFlow => ({
        arm: arm.arm,
        title: arm.title,
        entered: arm.allocated,
        excluded: arm.excluded.map(numbered),
        analysed: arm.analysed,
        between: {
          received: arm.received,
          notReceived: arm.notReceived.map(numbered),
          lost: arm.lost.map(numbered),
          discontinued: arm.discontinued.map(numbered),
        },
      })),
    }
  const endpoint = readout.endpoints.find(({ rank }) => rank === 'primary') ?? readout.endpoints[0]
  const final = populations.find(({ id }) => id === endpoint?.population) ?? populations.at(-1)
  const randomized = populations.find(({ id }) => id === 'randomized')
  const arms = readout.arms.map(({ id, title }) => armFlow(id, title, final, randomized))
  return {
    assessed: undefined,
    entry: randomized ? 'Randomized' : 'Subjects read',
    entered: randomized?.subjects ?? arms.reduce((sum, each) => sum + each.entered, 0),
    analysed: `Analysed (${final?.title ?? 'no population'})`,
    notAllocated: reasons(
      (final?.excluded ?? []).filter(({ arm }) => arm === null).map(({ reason }) => reason),
    ),
    arms,
  }
}

function numbered({
  reason,
  subjects,
}: {
  readonly reason: string
  readonly subjects: readonly unknown[]
}): Reason {
  return { reason, subjects: subjects.length }
}

function armFlow(
  arm: string,
  title: string,
  final: PopulationReadout | undefined,
  randomized: PopulationReadout | undefined,
): ArmFlow {
  const inArm = (population: PopulationReadout | undefined) =>
    population?.byArm.find((row) => row.arm === arm)?.subjects
  const analysed = inArm(final) ?? 0
  const given = (final?.excluded ?? []).filter((row) => row.arm === arm).map(({ reason }) => reason)
  const entered = inArm(randomized) ?? analysed + given.length
  const unexplained = entered - analysed - given.length
  const excluded = reasons(given)
  return {
    arm,
    title,
    entered,
    excluded:
      unexplained > 0 ? [...excluded, { reason: 'no reason given', subjects: unexplained }] : excluded,
    analysed,
  }
}

function reasons(given: readonly string[]): ArmFlow['excluded'] {
  const counts = new Map<string, number>()
  for (const reason of given) counts.set(reason, (counts.get(reason) ?? 0) + 1)
  return [...counts].map(([reason, subjects]) => ({ reason, subjects }))
}

/** `Lost to follow-up: 3`, then a line a reason, also of 0. */
function counted(what: string, all: readonly Reason[]): string[] {
  const total = all.reduce((sum, { subjects }) => sum + subjects, 0)
  return [`${what}: ${total}`, ...all.map(({ reason, subjects }) => `${INDENT}${subjects} ${lower(reason)}`)]
}

const INDENT = '\u2003'

/** A reason follows its number; a word in capitals, such as an abbreviation, keeps them. */
function lower(reason: string): string {
  return /^[A-Z][a-z]/.test(reason) ? reason.charAt(0).toLowerCase() + reason.slice(1) : reason
}

type Line = { readonly text: string; readonly weight: 400 | 600; readonly indent: number }

const bold = (texts: readonly string[], room: number) => boxLines(texts, 600, room)
const plain = (texts: readonly string[], room: number) => boxLines(texts, 400, room)

/** A line that begins indented goes on indented. */
function boxLines(texts: readonly string[], weight: Line['weight'], room: number): Line[] {
  return texts.flatMap((text) => {
    const indent = text.startsWith(INDENT) ? type.small : 0
    return textLines(text, type.small, room - 2 * PAD - indent).map((line) => ({
      text: line,
      weight,
      indent,
    }))
  })
}

function box(x: number, y: number, width: number, height: number, lines: readonly Line[]): Mark[] {
  return [
    { kind: 'rect', x, y, width, height, fill: 'none', stroke: ink, strokeWidth: 1 },
    ...lines.map(({ text, weight, indent }, i): Mark => ({
      kind: 'text',
      x: x + PAD + indent,
      y: y + PAD + 12 + LINE * i,
      text,
      size: type.small,
      weight,
    })),
  ]
}

function rule(x1: number, y1: number, x2: number, y2: number): Mark {
  return { kind: 'line', x1, y1, x2, y2, stroke: ink, strokeWidth: 1 }
}

function arrow(x: number, from: number, to: number): Mark[] {
  return [
    rule(x, from, x, to - 5),
    {
      kind: 'path',
      d: `${pathData([
        [x - 3.5, to - 6],
        [x + 3.5, to - 6],
        [x, to],
      ])}Z`,
      fill: ink,
    },
  ]
}

const stageRows = (arm: string | null, stage: string, all: readonly Reason[]) =>
  (all.length > 0 ? all : [{ reason: null, subjects: 0 }]).map(({ reason, subjects }) => [
    arm,
    stage,
    reason,
    subjects,
  ])

function flowData({ assessed, notAllocated, arms }: ReturnType<typeof consortFlow>): Figure['data'] {
  return {
    columns: ['arm', 'stage', 'reason', 'subjects'],
    rows: [
      ...(assessed === undefined
        ? []
        : [[null, 'assessed', null, assessed], ...stageRows(null, 'not randomized', notAllocated)]),
      ...arms.flatMap(({ arm, entered, excluded, analysed, between }) => [
        [arm, 'entered', null, entered],
        ...(between
          ? [
              [arm, 'received', null, between.received],
              ...stageRows(arm, 'did not receive', between.notReceived),
              ...stageRows(arm, 'lost to follow-up', between.lost),
              ...stageRows(arm, 'discontinued', between.discontinued),
            ]
          : []),
        ...stageRows(arm, 'excluded', excluded),
        [arm, 'analysed', null, analysed],
      ]),
    ],
  }
}
