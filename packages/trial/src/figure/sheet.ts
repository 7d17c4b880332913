/** What every figure has: its paper, the word that marks made data, and who it is. */
import type { Readout } from '../analysis/readout.ts'
import type { Figure } from './figure.ts'
import { syntheticWord } from './synthetic-word.ts'
import { paper } from './tokens.ts'

/** Room above the marks: the word for made data stands there. */
export const SHEET_TOP = 32

export function sheet(
  { synthetic }: Readout,
  { marks, width, height, ...rest }: Omit<Figure, 'synthetic'>,
): Figure {
  return {
    ...rest,
    synthetic,
    width,
    height,
    marks: [
      { kind: 'rect', x: 0, y: 0, width, height, fill: paper },
      ...(synthetic ? [syntheticWord(width - 16)] : []),
      ...marks,
    ],
  }
}
