/**
 * What is said of one subject's responses as a whole: the parameters of ADRS, in the order and with the numbers of the export.
 * Source: admiralonco 1.4, ADRS template. Checked: golden sets A and B.
 */
import type { Day, Imputed } from '../day.ts'
import type { RowId } from '../ids.ts'
import type { Protocol } from '../protocol/protocol.ts'
import { firstProgression, inOrderOfDate, type Assessment } from './assessments.ts'
import { bestConfirmedResponse, bestResponse, clinicalBenefit, type Best } from './best-response.ts'
import { confirmedAt } from './confirmed-response.ts'
import type { Course, Seen } from './course.ts'

export type ResponseParameterCode =
  'BCP' | 'BOR' | 'CB' | 'CBCP' | 'CBOR' | 'CCB' | 'CRSP' | 'DEATH' | 'LSTA' | 'MDIS' | 'OVR' | 'PD' | 'RSP'

export type ResponseParameter = {
  readonly code: ResponseParameterCode
  /** Place among the subject's rows, from 1. */
  readonly sequence: number
  /** A response word, Y, N, or null where it cannot be known. */
  readonly value: string | null
  readonly date?: Imputed
  /** The assessment that decided. */
  readonly timePoint?: Seen
  /** Analysed: of OVR the worst of its day, of the others always. */
  readonly analysed: boolean
  /** Rests on an assessment up to and including the first progression. */
  readonly upToProgression: boolean
  readonly from: readonly RowId[]
}

type Row = Omit<ResponseParameter, 'sequence'>

export function responseParameters(course: Course, protocol: Protocol): readonly ResponseParameter[] {
  const { assessments: all, untilProgression: until, subject, death, measurable } = course
  const window = {
    minDays: protocol.response.confirmation.minDays,
    stableMinDays: protocol.response.stableDiseaseMinDays,
    randomized: subject.randomized ?? ('' as Day),
  }
  const at = (code: ResponseParameterCode, one: Assessment | undefined, value?: string): Row => ({
    code,
    value: one ? (value ?? 'Y') : (value ?? 'N'),
    date: one?.date,
    timePoint: one,
    analysed: true,
    upToProgression: one !== undefined && until.includes(one),
    from: one?.from ?? [],
  })
  const confirmed = (one: Assessment) => confirmedAt(until, one, window.minDays) !== undefined
  const best = bestResponse(until, window)
  const bestConfirmed = bestConfirmedResponse(until, window)
  const last = all.at(-1)
  const rows: Row[] = [
    at('BCP', inCrPr(best)),
    at('BOR', best?.assessment, best?.response ?? 'MISSING'),
    at('CB', clinicalBenefit(until, window, responds)),
    at('CBCP', inCrPr(bestConfirmed)),
    at('CBOR', bestConfirmed?.assessment, bestConfirmed?.response ?? 'MISSING'),
    at('CCB', clinicalBenefit(until, window, confirmed)),
    at('CRSP', until.find(confirmed)),
    { ...at('DEATH', undefined, death ? 'Y' : 'N'), date: death, from: death ? subject.from : [] },
    last ? at('LSTA', last, last.response) : { ...at('LSTA', undefined), value: null },
    {
      ...at('MDIS', undefined),
      value: measurable ? (measurable.is ? 'Y' : 'N') : null,
      from: measurable?.from ?? [],
    },
    ...[...course.timePoints, ...course.unread].toSorted(inOrderOfDate).map((one) => overall(one, course)),
    at('PD', firstProgression(all)),
    at('RSP', until.find(responds)),
  ]
  return rows.map((row, index) => ({ ...row, sequence: index + 1 }))
}

function responds({ response }: Assessment): boolean {
  return response === 'CR' || response === 'PR'
}

function overall(one: Seen, { assessments, randomized }: Course): Row {
  const end = firstProgression(assessments)?.date.day
  return {
    code: 'OVR',
    value: one.response,
    date: one.date,
    timePoint: one,
    analysed: (assessments as readonly Seen[]).includes(one),
    upToProgression: randomized !== undefined && one.date.day >= randomized && (!end || one.date.day <= end),
    from: one.from,
  }
}

function inCrPr(best: Best | undefined): Assessment | undefined {
  return best && (best.response === 'CR' || best.response === 'PR') ? best.assessment : undefined
}
