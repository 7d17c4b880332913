/** A subject's oligo state over time, in words: scans in a row with the same burden and state are one line. */
import type { OligoSubject } from '../analysis/oligo-section.ts'
import type { Readout, RuleSentence } from '../analysis/readout.ts'
import { ruleSentence } from '../rules.ts'

export type OligoRow = {
  readonly from: string
  readonly to: string
  readonly scans: number
  readonly says: string
  /** Of the first of these scans. */
  readonly because: readonly RuleSentence[]
  readonly rows: readonly string[]
}

export function oligoRows({ oligo }: Pick<Readout, 'oligo'>, subject: string): readonly OligoRow[] {
  const rows: OligoRow[] = []
  for (const point of oligo?.find((one) => one.subject === subject)?.points ?? []) {
    const says = sentence(point)
    const last = rows.at(-1)
    if (last?.says === says) rows[rows.length - 1] = { ...last, to: point.day, scans: last.scans + 1 }
    else
      rows.push({
        from: point.day,
        to: point.day,
        scans: 1,
        says,
        because: [...new Set(point.because)].map((id) => ruleSentence(id)),
        rows: point.from,
      })
  }
  return rows
}

function sentence({
  state,
  burden: { lesions, organs, uncertain },
  class: found,
}: OligoSubject['points'][number]) {
  const doubt = uncertain.map(({ lesion, why }) => `${lesion}: ${why}`)
  return [
    `${state.replaceAll('-', ' ')}, ${range(lesions, 'lesion')} in ${range(organs, 'organ')}`,
    ...(found.class ? [found.class] : []),
    ...(doubt.length > 0 ? [`not certain ${doubt.join(', ')}`] : []),
  ].join('; ')
}

function range({ min, max }: { readonly min: number; readonly max: number }, what: string): string {
  return `${min === max ? min : `${min} to ${max}`} ${max === 1 ? what : `${what}s`}`
}
