import { causeCount, checkWeights, codeCount } from './cause-codes.ts'
import { cumulativeIncidence } from './cumulative-incidence.ts'
import type { CumulativeIncidence, CumulativeIncidenceOptions } from './cumulative-incidence.ts'
import { tiedTimes } from './tied-times.ts'

/**
 * One curve of `cumulativeIncidence` for each group, all with the same causes.
 *
 * @param options  `group` n codes 0..k−1; `entry`, `weights`, `unit` and `causes` as there
 * @returns k curves; a code that nobody bears has a curve without rows
 * @throws RangeError as `cumulativeIncidence`, and for a group code below 0
 *
 * Ties are settled over all groups together, as `kaplanMeierByGroup` and R do. A unit whose rows lie in two groups counts in both.
 * Checked: the grouped `aalen_johansen` fixtures.
 */
export function cumulativeIncidenceByGroup(
  time: Float64Array,
  cause: Int32Array,
  {
    group,
    entry,
    weights,
    unit,
    causes,
  }: Omit<CumulativeIncidenceOptions, 'tied'> & { readonly group: Int32Array },
): CumulativeIncidence[] {
  const name = 'cumulativeIncidenceByGroup'
  const n = time.length
  const shared = causeCount(name, n, cause, causes)
  const groups = codeCount(name, 'group', n, group)
  if (weights) checkWeights(name, n, weights)
  if (unit) codeCount(name, 'unit', n, unit)
  if (entry && entry.length !== n)
    throw new RangeError(`${name}: as many entries as times, got ${entry.length} for ${n}`)

  const all = tiedTimes(time, entry)
  return Array.from({ length: groups }, (_, g) => {
    const inGroup = (_value: number, i: number) => group[i] === g
    const settled = tiedTimes(all.time.filter(inGroup), all.entry?.filter(inGroup), 0)
    return cumulativeIncidence(settled.time, cause.filter(inGroup), {
      tied: { ...settled, merged: all.merged },
      weights: weights?.filter(inGroup),
      unit: unit?.filter(inGroup),
      causes: shared,
    })
  })
}
