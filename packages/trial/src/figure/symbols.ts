/** Small marks of the same area for what happens to a subject, told apart by shape before colour. */
import type { About, Mark } from './figure.ts'
import { pathData } from './svg.ts'
import { ink, modalityColours, responseColours } from './tokens.ts'

type At = { readonly x: number; readonly y: number; readonly r: number; readonly about?: About }

/** An ablation: a diamond in the colour of its modality, with a dark edge. */
export function diamond({ x, y, r, about }: At, modality: string | null): Mark {
  const d = pathData([
    [x, y - r],
    [x + r, y],
    [x, y + r],
    [x - r, y],
  ])
  return {
    kind: 'path',
    d: `${d}Z`,
    fill: modalityColours[modality ?? ''] ?? '#ffffff',
    stroke: ink,
    strokeWidth: 0.8,
    ...(about && { about }),
  }
}

/** A response: a square in its colour; what was not evaluable is open with a stroke through it. */
export function responseSquare({ x, y, r, about }: At, response: string): Mark[] {
  const colour = responseColours[response]
  return [
    {
      kind: 'rect',
      x: x - r,
      y: y - r,
      width: 2 * r,
      height: 2 * r,
      fill: colour ?? '#ffffff',
      stroke: ink,
      strokeWidth: 0.5,
      ...(about && { about }),
    },
    ...(colour
      ? []
      : [
          {
            kind: 'line' as const,
            x1: x - r,
            y1: y + r,
            x2: x + r,
            y2: y - r,
            stroke: ink,
            strokeWidth: 0.7,
          },
        ]),
  ]
}

export function cross({ x, y, r, about }: At): Mark {
  const d = `${pathData([
    [x - r, y - r],
    [x + r, y + r],
  ])}${pathData([
    [x - r, y + r],
    [x + r, y - r],
  ])}`
  return { kind: 'path', d, fill: 'none', stroke: ink, strokeWidth: 1.6, ...(about && { about }) }
}

export function triangle({ x, y, r, about }: At, fill: string): Mark {
  const d = pathData([
    [x, y - r],
    [x + r, y + r],
    [x - r, y + r],
  ])
  return { kind: 'path', d: `${d}Z`, fill, stroke: ink, strokeWidth: 0.5, ...(about && { about }) }
}

/** An arrow head to the right: what goes on. */
export function arrowHead({ x, y, r }: At, fill: string): Mark {
  return {
    kind: 'path',
    d: `${pathData([
      [x, y - r],
      [x + 1.4 * r, y],
      [x, y + r],
    ])}Z`,
    fill,
  }
}
