/**
 * Adds sign · Xᵀ diag(a) X to the lower triangle of a flat p×p matrix, for the first n rows of columns X.
 *
 * Rows are taken in blocks that stay in the nearest cache, and columns in pairs, so that four sums live in registers;
 * block sums are formed apart and then added, which also keeps rounding near √blocks instead of √n. O(n p²/2).
 */
const BLOCK = 512

export type CrossProductRoom = { readonly weighted: readonly Float64Array[] }

export function crossProductRoom(p: number): CrossProductRoom {
  return { weighted: Array.from({ length: p }, () => new Float64Array(BLOCK)) }
}

export function addCrossProduct(
  into: Float64Array,
  X: readonly Float64Array[],
  weight: Float64Array | undefined,
  sign: 1 | -1,
  { weighted }: CrossProductRoom,
  n = X[0]?.length ?? 0,
) {
  const p = X.length
  for (let from = 0; from < n; from += BLOCK) {
    const size = Math.min(BLOCK, n - from)
    if (weight) for (let j = 0; j < p; j++) weigh(weighted[j], X[j], weight, from, size)
    const left = weight ? weighted : X
    const at = weight ? 0 : from
    for (let j = 0; j < p; j += 2)
      for (let k = 0; k <= j; k += 2)
        if (j + 1 < p) addTile(into, p, j, k, left, at, X, from, size, sign)
        else addRow(into, p, j, k, left[j], at, X, from, size, sign)
  }
}

function weigh(out: Float64Array, x: Float64Array, weight: Float64Array, from: number, size: number) {
  for (let i = 0; i < size; i++) out[i] = weight[from + i] * x[from + i]
}

/** Rows j, j+1 and columns k, k+1; the element above the diagonal that a tile on it also makes is not kept. */
function addTile(
  into: Float64Array,
  p: number,
  j: number,
  k: number,
  left: readonly Float64Array[],
  at: number,
  X: readonly Float64Array[],
  from: number,
  size: number,
  sign: number,
) {
  const wj = left[j]
  const wj1 = left[j + 1]
  const xk = X[k]
  const xk1 = X[k + 1]
  let a = 0
  let b = 0
  let c = 0
  let d = 0
  for (let i = 0; i < size; i++) {
    const p0 = wj[at + i]
    const p1 = wj1[at + i]
    const q0 = xk[from + i]
    const q1 = xk1[from + i]
    a += p0 * q0
    b += p0 * q1
    c += p1 * q0
    d += p1 * q1
  }
  into[j * p + k] += sign * a
  if (k < j) into[j * p + k + 1] += sign * b
  into[(j + 1) * p + k] += sign * c
  into[(j + 1) * p + k + 1] += sign * d
}

/** The last row of an odd p: columns k and k+1. */
function addRow(
  into: Float64Array,
  p: number,
  j: number,
  k: number,
  wj: Float64Array,
  at: number,
  X: readonly Float64Array[],
  from: number,
  size: number,
  sign: number,
) {
  const xk = X[k]
  if (k === j) {
    let a = 0
    for (let i = 0; i < size; i++) a += wj[at + i] * xk[from + i]
    into[j * p + k] += sign * a
    return
  }
  const xk1 = X[k + 1]
  let a = 0
  let b = 0
  for (let i = 0; i < size; i++) {
    a += wj[at + i] * xk[from + i]
    b += wj[at + i] * xk1[from + i]
  }
  into[j * p + k] += sign * a
  into[j * p + k + 1] += sign * b
}
