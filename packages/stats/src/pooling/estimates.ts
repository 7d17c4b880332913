/** The door of both ways to pool. */
export function demandEstimates(caller: string, y: Float64Array, v: Float64Array, least: number): void {
  if (y.length !== v.length)
    throw new RangeError(`${caller}: ${y.length} estimates but ${v.length} variances`)
  if (y.length < least) throw new RangeError(`${caller}: at least ${least} estimates, got ${y.length}`)
  if (!y.every(Number.isFinite)) throw new RangeError(`${caller}: every estimate must be a finite number`)
  if (!v.every((each) => each > 0 && each < Infinity))
    throw new RangeError(`${caller}: every variance must be a finite number > 0`)
}
