import type { Mark } from './figure.ts'
import { type } from './tokens.ts'

/** The word that marks made data, in the figure itself so that no crop of a page loses it. */
export function syntheticWord(end: number): Mark {
  return {
    kind: 'text',
    x: end,
    y: 18,
    text: 'Synthetic data',
    size: type.text,
    anchor: 'end',
    weight: 600,
    fill: '#8a4b00',
  }
}
