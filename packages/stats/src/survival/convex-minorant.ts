/**
 * The monotone step of the iterative convex minorant: F_j + g_j / h_j, made non-decreasing between 0 and 1 by weighted isotonic
 * regression with weights h (pool adjacent violators). Ends 0 and m stay as they are.
 *
 * Source: Groeneboom & Wellner 1992, Information Bounds and Nonparametric Maximum Likelihood Estimation, §3.2.
 */
export function convexMinorant(F: Float64Array, g: Float64Array, h: Float64Array): Float64Array {
  const m = F.length - 1
  const value = new Float64Array(m)
  const weight = new Float64Array(m)
  const size = new Int32Array(m)
  let blocks = 0
  for (let j = 1; j < m; j++) {
    // Where no row has an end the likelihood is flat, and a hair of weight keeps F where it is.
    weight[blocks] = Math.max(h[j], 1e-12)
    value[blocks] = F[j] + (h[j] > 0 ? g[j] / h[j] : 0)
    size[blocks++] = 1
    while (blocks > 1 && value[blocks - 2] >= value[blocks - 1]) {
      const [a, b] = [blocks - 2, blocks - 1]
      const total = weight[a] + weight[b]
      value[a] = (weight[a] * value[a] + weight[b] * value[b]) / total
      weight[a] = total
      size[a] += size[b]
      blocks--
    }
  }
  const target = F.slice()
  for (let b = 0, j = 1; b < blocks; b++)
    for (let k = 0; k < size[b]; k++) target[j++] = Math.min(1, Math.max(0, value[b]))
  return target
}
