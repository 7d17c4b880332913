/**
 * How a follow-up ended: 0 censored, 1..K one of K competing causes.
 *
 * @returns K: the number asked for, or else the largest code present (at least 1)
 * @throws RangeError in the name of `caller` where a code is not 0..K or the lengths differ
 */
export function causeCount(caller: string, n: number, cause: Int32Array, causes?: number): number {
  if (cause.length !== n)
    throw new RangeError(`${caller}: as many causes as times, got ${cause.length} for ${n}`)
  if (causes !== undefined && !(Number.isInteger(causes) && causes >= 1))
    throw new RangeError(`${caller}: the number of causes must be a whole number ≥ 1, got ${causes}`)
  let largest = 1
  for (let i = 0; i < n; i++) {
    if (cause[i] < 0 || cause[i] > (causes ?? Infinity))
      throw new RangeError(
        `${caller}: a cause must be 0 (censored) or 1..${causes ?? 'K'}, row ${i} is ${cause[i]}`,
      )
    if (cause[i] > largest) largest = cause[i]
  }
  return causes ?? largest
}

/** Throws unless `of` names one of the K causes. */
export function checkCauseOfInterest(caller: string, of: number, causes: number) {
  if (!(Number.isInteger(of) && of >= 1 && of <= causes))
    throw new RangeError(`${caller}: the cause of interest must be 1..${causes}, got ${of}`)
}

/** Throws unless there are n case weights, each finite and ≥ 0. */
export function checkWeights(caller: string, n: number, weights: Float64Array) {
  if (weights.length !== n)
    throw new RangeError(`${caller}: as many weights as times, got ${weights.length} for ${n}`)
  for (let i = 0; i < n; i++)
    if (!(weights[i] >= 0 && weights[i] < Infinity))
      throw new RangeError(`${caller}: a weight must be a finite number ≥ 0, row ${i} is ${weights[i]}`)
}

/** Throws unless there are n codes, each a whole number ≥ 0; returns how many codes 0..m−1 span them. */
export function codeCount(caller: string, what: string, n: number, codes: Int32Array): number {
  if (codes.length !== n)
    throw new RangeError(`${caller}: as many ${what} codes as times, got ${codes.length} for ${n}`)
  let most = -1
  for (let i = 0; i < n; i++) {
    if (codes[i] < 0)
      throw new RangeError(`${caller}: a ${what} code must be 0, 1, 2 …, row ${i} is ${codes[i]}`)
    if (codes[i] > most) most = codes[i]
  }
  return most + 1
}
