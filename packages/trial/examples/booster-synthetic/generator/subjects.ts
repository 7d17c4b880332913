/** Who enters, when, at which site, and to which arm: permuted blocks of the protocol's sizes, two to one. */
import { addDays, daysBetween, type Day } from '../../../src/day.ts'
import type { Assumptions } from './assumptions.ts'
import { chance, normal, picked, streamOf, uniform, whole } from './draws.ts'

export type ArmName = 'ablation' | 'immunotherapy'

export type Person = {
  readonly number: number
  readonly id: string
  readonly site: string
  readonly age: number
  readonly sex: 'F' | 'M'
  readonly arm: ArmName
  readonly consent: Day
  readonly randomized: Day
  /** Days from randomization to the data cutoff. */
  readonly lastDay: number
  readonly excluded?: string
}

const reasons: Record<ArmName, readonly string[]> = {
  ablation: ['CONSENT WITHDRAWN BEFORE ANY STUDY TREATMENT'],
  immunotherapy: [
    'OLIGO-RESIDUAL DISEASE NOT CONFIRMED ON CENTRAL REVIEW OF BASELINE IMAGING',
    'CONSENT WITHDRAWN BEFORE ANY POST-BASELINE ASSESSMENT',
  ],
}

export function people(a: Assumptions): readonly Person[] {
  const arms = allocation(a)
  const out = excludedNumbers(a, arms)
  return arms.map((arm, i) => {
    const number = i + 1
    const stream = streamOf(a.seed, number, 'person')
    const site = picked(
      stream,
      a.sites.map((s, k) => [s, a.sites.length - k] as const),
    )
    const share = (i + uniform(stream, 0, 1)) / a.subjects
    const randomized = addDays(a.accrual.from as Day, Math.floor(a.accrual.days * share ** a.accrual.bend))
    return {
      number,
      id: `SYN-${site}-${String(number).padStart(3, '0')}`,
      site,
      age: Math.round(Math.min(82, Math.max(38, 62 + 9 * normal(stream)))),
      sex: chance(stream, 0.68) ? 'M' : 'F',
      arm,
      consent: addDays(randomized, -whole(stream, [17, 27])),
      randomized,
      lastDay: daysBetween(randomized, a.dataCutoff as Day),
      ...(out.has(number) && { excluded: out.get(number) }),
    }
  })
}

function allocation(a: Assumptions): ArmName[] {
  const stream = streamOf(a.seed, 0, 'design')
  const arms: ArmName[] = []
  while (arms.length < a.subjects) {
    const size = picked(
      stream,
      a.blockSizes.map((s) => [s, 1] as const),
    )
    const block = Array.from({ length: size }, (_, k): ArmName => (k % 3 < 2 ? 'ablation' : 'immunotherapy'))
    for (let k = size - 1; k > 0; k--) {
      const other = whole(stream, [0, k])
      ;[block[k], block[other]] = [block[other] as ArmName, block[k] as ArmName]
    }
    arms.push(...block)
  }
  return arms.slice(0, a.subjects)
}

/** Which subjects leave the full analysis set is drawn among all of an arm, before anything of their course is known. */
function excludedNumbers(a: Assumptions, arms: readonly ArmName[]): Map<number, string> {
  const stream = streamOf(a.seed, 0, 'person')
  const out = new Map<number, string>()
  for (const arm of ['ablation', 'immunotherapy'] as const) {
    const numbers = arms.flatMap((name, i) => (name === arm ? [i + 1] : []))
    for (let k = 0; k < a.excluded[arm]; k++)
      out.set(
        numbers.splice(whole(stream, [0, numbers.length - 1]), 1)[0] ?? 0,
        reasons[arm][k] ?? 'NOT ELIGIBLE',
      )
  }
  return out
}
