/**
 * Values summed within clusters, in the order in which the clusters first appear; without clusters, the values.
 * O(n). Checked: through clusteredRmst and pseudoValues.
 */
export function clusterSums(values: Float64Array, cluster: Int32Array | undefined): Float64Array {
  if (!cluster) return values
  const place = new Map<number, number>()
  const sums = new Float64Array(values.length)
  for (let i = 0; i < values.length; i++) {
    let at = place.get(cluster[i])
    if (at === undefined) place.set(cluster[i], (at = place.size))
    sums[at] += values[i]
  }
  return sums.subarray(0, place.size)
}
