/**
 * Probability that at least one of several correlated standard normals goes beyond its bound.
 *
 *   p = 1 − P( Z_1 ≤ b, …, Z_m ≤ b )   or, two-sided,   1 − P( |Z_1| ≤ b, …, |Z_m| ≤ b ),   Z ~ N(0, R)
 *
 * @param correlation  R, m×m flat; may be singular (weights ρ=0 γ=0, ρ=1 γ=0 and ρ=0 γ=1 add up: their tests always are)
 * @param bound b; @param twoSided
 * @returns `p` and `error`, an estimate of its absolute error
 *
 * With R = A A′ of rank r, Z = A x and the region is a polytope in r independent normals. Up to r = 3 the probability outside it is integrated
 * directly, which keeps relative accuracy in the tail: one coordinate exactly, the others by adaptive Gauss–Kronrod between the vertices. Beyond, by
 * Genz's sequential conditioning over a Richtmyer lattice of fixed points, without random numbers.
 * Source: Genz & Bretz 2009, Computation of Multivariate Normal and t Probabilities; Genz & Kwong 2000 for singular R.
 * Checked: independent, equal and opposite normals in closed form to 1e-10; R mvtnorm 1.1-3 (Miwa, TVPACK) to 1e-8 for r ≤ 3 and GenzBretz to 3e-5 beyond.
 */
import { cholesky } from '../numeric/cholesky.ts'
import { integrate } from '../numeric/integrate.ts'
import { normalCdf, normalDensity, normalQuantile } from '../special/normal.ts'

const SINGULAR = 1e-12
const REACH = 14 // beyond ± this a normal has less than 1e-43

export function normalMaximum(
  correlation: Float64Array,
  bound: number,
  twoSided: boolean,
): { p: number; error: number } {
  const m = Math.round(Math.sqrt(correlation.length))
  const { factor, rank } = cholesky(correlation, m, SINGULAR)
  const kept = Array.from({ length: m }, (_, j) => j).filter((j) => factor[j * m + j] > 0)
  const loading = (i: number, j: number) =>
    j > i ? 0 : (i === j ? 1 : factor[i * m + j]) * Math.sqrt(factor[j * m + j])
  const sides = Array.from({ length: m }, (_, i) => ({
    a: Float64Array.from(kept, (j) => loading(i, j)),
    b: bound,
  }))
  const region = twoSided ? [...sides, ...sides.map(({ a, b }) => ({ a: a.map((x) => -x), b }))] : sides
  if (rank <= 3) {
    const p = Math.min(1, outside(region, rank))
    return { p, error: 1e-7 * p }
  }
  return outsideByLattice(region, rank)
}

/** a · x ≤ b. */
type HalfSpace = { readonly a: Float64Array; readonly b: number }

/** Probability of r independent normals outside the intersection of half-spaces. */
function outside(region: readonly HalfSpace[], r: number): number {
  if (r === 1) {
    const { lower, upper } = interval(region, 0)
    return lower >= upper ? 1 : normalCdf(lower) + normalCdf(upper, { upper: true })
  }
  const inner = (x: number) =>
    outside(
      region.map(({ a, b }) => ({ a: a.subarray(1), b: b - a[0] * x })),
      r - 1,
    )
  return integral((x) => normalDensity(x) * inner(x), kinks(region, r))
}

/** The stretch of one coordinate that half-spaces leave; those that do not bind it must hold by themselves. */
function interval(region: readonly HalfSpace[], at: number): { lower: number; upper: number } {
  let lower = -Infinity
  let upper = Infinity
  for (const { a, b } of region) {
    const slope = a[at]
    if (slope > 0) upper = Math.min(upper, b / slope)
    else if (slope < 0) lower = Math.max(lower, b / slope)
    else if (b < 0) return { lower: 0, upper: 0 }
  }
  return { lower, upper }
}

/** Where the first coordinate of the polytope's vertices lies: between these the integrand is smooth. */
function kinks(region: readonly HalfSpace[], r: number): number[] {
  const at = [-REACH, -6, -3, 0, 3, 6, REACH]
  for (const { a, b } of region) if (a[0] !== 0) at.push(b / a[0])
  for (const planes of subsets(region, r)) {
    const x = crossing(planes, r)
    if (
      x &&
      region.every(({ a, b }) => a.reduce((sum, ai, i) => sum + ai * x[i], 0) <= b + 1e-9 * (1 + Math.abs(b)))
    )
      at.push(x[0])
  }
  return at.filter((x) => Math.abs(x) <= REACH).toSorted((x, y) => x - y)
}

function subsets<T>(items: readonly T[], size: number): T[][] {
  if (size === 0) return [[]]
  return items.flatMap((item, i) => subsets(items.slice(i + 1), size - 1).map((rest) => [item, ...rest]))
}

/** The point where r planes meet, by elimination; undefined where they do not meet in one. */
function crossing(planes: readonly HalfSpace[], r: number): Float64Array | undefined {
  const rows = planes.map(({ a, b }) => [...a, b])
  for (let i = 0; i < r; i++) {
    let pivot = i
    for (let k = i + 1; k < r; k++) if (Math.abs(rows[k][i]) > Math.abs(rows[pivot][i])) pivot = k
    if (Math.abs(rows[pivot][i]) < 1e-12) return undefined
    ;[rows[i], rows[pivot]] = [rows[pivot], rows[i]]
    for (let k = 0; k < r; k++) {
      if (k === i) continue
      const ratio = rows[k][i] / rows[i][i]
      for (let j = i; j <= r; j++) rows[k][j] -= ratio * rows[i][j]
    }
  }
  return Float64Array.from(rows, (row, i) => row[r] / row[i])
}

/** ∫ f over consecutive stretches, each to 1e-8 of itself or of the largest. */
function integral(f: (x: number) => number, cuts: readonly number[]): number {
  const stretches = cuts.slice(1).map((to, i) => ({ from: cuts[i], to }))
  const largest = Math.max(...stretches.map(({ from, to }) => f((from + to) / 2) * (to - from)))
  return stretches.reduce(
    (sum, { from, to }) => sum + integrate(f, from, to, { relative: 1e-8, absolute: 1e-8 * largest }).value,
    0,
  )
}

const SHIFTS = 8
const POINTS = 20_011
const PRIMES = [2, 3, 5, 7, 11, 13, 17, 19, 23, 29]

/** Each coordinate is drawn within what the half-spaces that end at it leave; the mean over shifted lattices, and their spread. */
function outsideByLattice(region: readonly HalfSpace[], r: number): { p: number; error: number } {
  if (r > PRIMES.length)
    throw new RangeError(`normalMaximum: at most ${PRIMES.length} independent normals, got ${r}`)
  const ending = Array.from({ length: r }, (_, i) =>
    region.filter(({ a }) => a.findLastIndex((x) => x !== 0) === i),
  )
  const x = new Float64Array(r)
  const means = Array.from({ length: SHIFTS }, (_, shift) => {
    let sum = 0
    for (let point = 1; point <= POINTS; point++) {
      let inside = 1
      for (let i = 0; i < r && inside > 0; i++) {
        const left = ending[i].map(({ a, b }) => ({
          a,
          b: b - a.subarray(0, i).reduce((s, ai, k) => s + ai * x[k], 0),
        }))
        const { lower, upper } = interval(left, i)
        const [from, to] = [normalCdf(lower), normalCdf(upper)]
        inside *= Math.max(0, to - from)
        const u = (point * Math.sqrt(PRIMES[i]) + shift / SHIFTS + i * shift * 0.6180339887) % 1
        const folded = Math.abs(2 * u - 1) // the lattice is good for periodic integrands
        x[i] = normalQuantile(Math.min(1 - 1e-16, Math.max(1e-300, from + folded * (to - from))))
      }
      sum += inside
    }
    return sum / POINTS
  })
  const mean = means.reduce((s, v) => s + v, 0) / SHIFTS
  const spread = Math.sqrt(means.reduce((s, v) => s + (v - mean) ** 2, 0) / (SHIFTS * (SHIFTS - 1)))
  return { p: 1 - mean, error: 3 * spread }
}
