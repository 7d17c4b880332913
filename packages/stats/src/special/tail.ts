/** Which side of a distribution is meant (`upper`: P(X > x)), and whether the probability is on the log scale. */
export type Tail = { readonly upper?: boolean; readonly log?: boolean }

/** The logarithm of a probability and the side it lies on; kernels return the side they know without cancellation. */
export type KnownTail = { readonly upper: boolean; readonly log: number }

/** The probability asked for, from the side that is known. */
export function tailProbability(known: KnownTail, { upper = false, log = false }: Tail): number {
  if (known.upper === upper) return log ? known.log : Math.exp(known.log)
  return log ? logOneMinusExp(known.log) : -Math.expm1(known.log)
}

/** The smaller of the two tail probabilities that a quantile is asked for, on the log scale. */
export function smallerTail(caller: string, p: number, { upper = false, log = false }: Tail): KnownTail {
  if (log ? !(p <= 0) : !(p >= 0 && p <= 1))
    throw new RangeError(`${caller}: p must be ${log ? 'a logarithm ≤ 0' : 'a number from 0 to 1'}, got ${p}`)
  const here = log ? p : Math.log(p)
  const there = log ? logOneMinusExp(p) : Math.log1p(-p)
  return here <= there ? { upper, log: here } : { upper: !upper, log: there }
}

/** log(1 − eˣ) for x ≤ 0 without cancellation (Mächler 2012, R package Rmpfr). */
export function logOneMinusExp(x: number): number {
  return x > -Math.LN2 ? Math.log(-Math.expm1(x)) : Math.log1p(-Math.exp(x))
}

/** x as a number that is not NaN, or a RangeError naming the caller. */
export function demandNumber(caller: string, x: number): void {
  if (Number.isNaN(x)) throw new RangeError(`${caller}: x must be a number, got NaN`)
}
