/**
 * Lengths as whole micrometres, so that thresholds are exact: 63 of 90 mm is −30 %, and 32.32 mm is 32,320 µm.
 * Sums, products with 70, 100 or 120, and comparisons of such integers are exact in a double up to 2^53.
 */
export type Micrometres = number & { readonly __brand: 'Micrometres' }

const millimetreText = /^(\d{1,6})(?:\.(\d{1,3})0*)?$/

/** Reads millimetres with up to three decimals; undefined for anything else (a sign, a word, a fourth decimal). */
export function millimetres(text: string): Micrometres | undefined {
  const parts = millimetreText.exec(text.trim())
  if (!parts) return undefined
  return (Number(parts[1]) * 1000 + Number((parts[2] ?? '').padEnd(3, '0'))) as Micrometres
}

/** From a count of millimetres that is exact to a thousandth. */
export function fromMillimetres(mm: number): Micrometres {
  const um = Math.round(mm * 1000)
  if (!(um >= 0) || Math.abs(um / 1000 - mm) > 1e-9)
    throw new RangeError(`fromMillimetres: at least 0 with at most three decimals, got ${mm}`)
  return um as Micrometres
}

/** For the screen and for files: `32.32`. */
export function toMillimetres(length: Micrometres): number {
  return length / 1000
}
