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
  readonly excluded: readonly { readonly reason: string; readonly subjects: number }[]
  readonly analysed: number
}

const LINE = 16
const PAD = 10
const GAP = 28

export function consortFigure(readout: Readout): Figure {
  const { entry, entered, analysed, notAllocated, arms } = consortFlow(readout)
  const boxWidth = arms.length > 3 ? 180 : 260
  const width = Math.max(560, 24 + arms.length * (boxWidth + 24))
  const left = (i: number) => (width - arms.length * (boxWidth + 24) + 24) / 2 + i * (boxWidth + 24)
  const wrapped = (lead: string, others: readonly string[] = [], room = boxWidth) => [
    ...boxLines([lead], 600, room),
    ...boxLines(others, 400, room),
  ]

  const top = wrapped(
    `${entry}: ${entered}`,
    notAllocated.map(({ reason, subjects }) => `Not allocated, ${reason}: ${subjects}`),
    340,
  )
  const rows = [
    arms.map((flow) =>
      wrapped(flow.title, [`${flow.entered} ${entry === 'Randomized' ? 'allocated' : 'subjects'}`]),
    ),
    arms.map((flow) => boxLines(excludedLines(flow), 400, boxWidth)),
    arms.map((flow) => wrapped(`${analysed}: ${flow.analysed}`)),
  ]
  const topHeight = tallest([top])
  const start = 36
  const middle = width / 2
  const marks: Mark[] = [...box((width - 340) / 2, start, 340, topHeight, top)]
  const bar = start + topHeight + GAP / 2
  if (arms.length > 0) marks.push(rule(middle, start + topHeight, middle, bar))
  if (arms.length > 1)
    marks.push(rule(left(0) + boxWidth / 2, bar, left(arms.length - 1) + boxWidth / 2, bar))
  let y = start + topHeight + GAP
  for (const [row, boxes] of rows.entries()) {
    const height = tallest(boxes)
    for (const [i, lines] of boxes.entries()) {
      const centre = left(i) + boxWidth / 2
      marks.push(...arrow(centre, row === 0 ? bar : y - GAP, y))
      marks.push(...box(left(i), y, boxWidth, height, lines))
    }
    y += height + GAP
  }
  const height = arms.length > 0 ? y - GAP + 16 : start + topHeight + 16
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
    data: flowData(arms),
  }
}

function tallest(boxes: readonly (readonly unknown[])[]): number {
  return Math.max(0, ...boxes.map((lines) => lines.length * LINE + 2 * PAD))
}

/** The counts of the flow: from the randomized, where the study has them, to the population of the first primary analysis. */
export function consortFlow(readout: Readout) {
  const endpoint = readout.endpoints.find(({ rank }) => rank === 'primary') ?? readout.endpoints[0]
  const populations = readout.populations
  const final = populations.find(({ id }) => id === endpoint?.population) ?? populations.at(-1)
  const randomized = populations.find(({ id }) => id === 'randomized')
  const arms = readout.arms.map(({ id, title }) => armFlow(id, title, final, randomized))
  return {
    entry: randomized ? 'Randomized' : 'Subjects read',
    entered: randomized?.subjects ?? arms.reduce((sum, flow) => sum + flow.entered, 0),
    analysed: `Analysed (${final?.title ?? 'no population'})`,
    notAllocated: reasons(
      (final?.excluded ?? []).filter(({ arm }) => arm === null).map(({ reason }) => reason),
    ),
    arms,
  }
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

function excludedLines({ excluded }: ArmFlow): string[] {
  const total = excluded.reduce((sum, { subjects }) => sum + subjects, 0)
  return [`Excluded: ${total}`, ...excluded.map(({ reason, subjects }) => `${subjects} ${reason}`)]
}

type Line = { readonly text: string; readonly weight: 400 | 600 }

function boxLines(texts: readonly string[], weight: Line['weight'], room: number): Line[] {
  return texts
    .flatMap((text) => textLines(text, type.small, room - 2 * PAD))
    .map((text) => ({ text, weight }))
}

function box(x: number, y: number, width: number, height: number, lines: readonly Line[]): Mark[] {
  return [
    { kind: 'rect', x, y, width, height, fill: 'none', stroke: ink, strokeWidth: 1 },
    ...lines.map(({ text, weight }, i): Mark => ({
      kind: 'text',
      x: x + PAD,
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

function flowData(arms: readonly ArmFlow[]): Figure['data'] {
  return {
    columns: ['arm', 'stage', 'reason', 'subjects'],
    rows: arms.flatMap((flow) => [
      [flow.arm, 'entered', null, flow.entered],
      ...(flow.excluded.length > 0 ? flow.excluded : [{ reason: null, subjects: 0 }]).map(
        ({ reason, subjects }) => [flow.arm, 'excluded', reason, subjects],
      ),
      [flow.arm, 'analysed', null, flow.analysed],
    ]),
  }
}
