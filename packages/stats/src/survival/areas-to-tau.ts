/**
 * Area under a step curve that starts at 1: from 0 to τ, and from each of its times up to τ.
 *
 *   A_j = ∫_{t_j}^τ S(t) dt,   total = ∫₀^τ S(t) dt;   past the last time the curve is carried flat
 *
 * @returns `area`, one element per time ≤ τ, and `total`. Summed from τ backwards. O(rows). Checked: through rmst.
 */
export function areasToTau(
  { time, survival }: { readonly time: Float64Array; readonly survival: Float64Array },
  tau: number,
): { readonly area: Float64Array; readonly total: number } {
  let rows = 0
  while (rows < time.length && time[rows] <= tau) rows++
  const area = new Float64Array(rows)
  let sum = 0
  for (let j = rows - 1; j >= 0; j--) {
    sum += ((j + 1 < rows ? time[j + 1] : tau) - time[j]) * survival[j]
    area[j] = sum
  }
  return { area, total: sum + (rows > 0 ? time[0] : tau) }
}
