/**
 * Agreement weights of a k × k table, 1 on the diagonal.
 *
 *   none  w_ij = [i = j]      linear  w_ij = 1 − |i − j| / (k − 1)      quadratic  w_ij = 1 − (i − j)² / (k − 1)²
 *
 * @param k     categories, at least 2; for linear and quadratic they must stand in their order
 * @param kind  which of the three
 * @returns k² weights, row by row
 * Special: none.
 * @throws RangeError for fewer than two categories
 *
 * Source: Cohen 1968, Psychol Bull 70:213; linear, Cicchetti & Allison 1971; quadratic, Fleiss & Cohen 1973.
 * Checked: by hand, k = 3.
 */
export function agreementWeights(k: number, kind: WeightKind): Float64Array {
  if (!(Number.isInteger(k) && k >= 2))
    throw new RangeError(`agreementWeights: at least 2 categories, got ${k}`)
  return Float64Array.from({ length: k * k }, (_, cell) => {
    const distance = Math.abs(Math.floor(cell / k) - (cell % k)) / (k - 1)
    if (kind === 'none') return distance === 0 ? 1 : 0
    return 1 - (kind === 'linear' ? distance : distance * distance)
  })
}

export type WeightKind = 'none' | 'linear' | 'quadratic'
