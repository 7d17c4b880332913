/**
 * How much a row that a competing cause ended still counts at later times: the chance that it would not yet be censored.
 *
 *   G_g(t_j−) = Π_{l < j} (1 − c_gl / m_gl)        with late entry times  H_g(t_j−) = Π_{entries e ≥ t_j} (1 − b_ge / m′_ge)
 *
 * c are censorings, m those at risk of one. Where a cause and a censoring fall on one time, `atTie` says whether the rows that
 * had the cause are among m: 'with causes' as cmprsk::crr counts, 'after causes' as survival::finegray does. b are the
 * entries at e, m′ the rows with entry ≤ e < time: the same product with time running backwards.
 *
 * @param columns  n rows: `at[i]` the index of the distinct time that ends row i, `entryAt[i]` of the first time it is at risk at
 * @returns flat: element g · T + j is G H of group g just before distinct time j. Beyond the last time of its group it is 0,
 *   as in both R packages, for nothing is known there
 *
 * Source: Fine & Gray 1999, J Am Stat Assoc 94:496; Geskus 2011, Biometrics 67:39 (left truncation).
 * Checked: through `fineGray` and `fineGrayRows`.
 */
export function censoringWeights(
  { at, ended, group, weight, entryAt, times, groups }: CensoringColumns,
  atTie: 'with causes' | 'after causes',
): Float64Array {
  const n = at.length
  const leaving = new Float64Array(groups * times)
  const caused = new Float64Array(groups * times)
  const censored = new Float64Array(groups * times)
  const entering = new Float64Array(groups * (times + 1)) // by the index of the first distinct time after the entry
  const exposed = new Float64Array(times)
  const last = new Int32Array(groups).fill(-1)
  for (let i = 0; i < n; i++) {
    const cell = group[i] * times + at[i]
    leaving[cell] += weight[i]
    if (ended[i] === 0) censored[cell] += weight[i]
    else caused[cell] += weight[i]
    if (at[i] > last[group[i]]) last[group[i]] = at[i]
    entering[group[i] * (times + 1) + (entryAt ? entryAt[i] : 0)] += weight[i]
  }
  const result = new Float64Array(groups * times)
  for (let g = 0; g < groups; g++) {
    const row = g * times
    const entered = g * (times + 1)
    let atRisk = 0
    let G = 1
    for (let j = 0; j <= last[g]; j++) {
      atRisk += entering[entered + j]
      result[row + j] = G
      exposed[j] = atRisk
      const m = atRisk - (atTie === 'after causes' ? caused[row + j] : 0)
      if (censored[row + j] > 0) G *= Math.max(0, 1 - censored[row + j] / m)
      atRisk -= leaving[row + j]
    }
    let H = 1
    if (entryAt)
      for (let j = last[g]; j >= 0; j--) {
        result[row + j] *= H
        if (entering[entered + j] > 0) H *= Math.max(0, 1 - entering[entered + j] / exposed[j])
      }
  }
  return result
}

export type CensoringColumns = {
  readonly at: Int32Array
  readonly ended: Uint8Array // 0 censored, 1 the cause of interest, 2 another
  readonly group: Int32Array
  readonly weight: Float64Array
  readonly entryAt?: Int32Array
  readonly times: number
  readonly groups: number
}
