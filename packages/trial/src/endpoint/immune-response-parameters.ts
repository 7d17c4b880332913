/**
 * What is said of one subject's iRECIST responses as a whole, the parameters of admiralonco's iRECIST vignette.
 * Source: admiralonco 1.4. Checked: golden set C, every subject and parameter.
 */
import type { Imputed } from '../day.ts'
import type { RowId } from '../ids.ts'
import type { Protocol } from '../protocol/protocol.ts'
import type { ImmuneResponse, ImmuneTimePoint } from '../recist/irecist/immune-response.ts'
import { daysBetween, type Day } from '../day.ts'
import { confirmedAt } from './confirmed-response.ts'
import { immuneAssessments, inRecistWords, upToConfirmed } from './immune-assessments.ts'

export type ImmuneParameterCode = 'ICPD' | 'IUPD' | 'IRSP' | 'ICB' | 'IBOR' | 'ICRSP' | 'ICCB' | 'ICBOR'

export type ImmuneParameter = {
  readonly code: ImmuneParameterCode
  /** Y, N, an iRECIST response, or MISSING where there is no assessment. */
  readonly value: string
  readonly date?: Imputed
  readonly timePoint?: ImmuneTimePoint
  readonly from: readonly RowId[]
}

export function immuneResponseParameters(
  timePoints: readonly ImmuneTimePoint[],
  randomized: Day,
  { confirmation, stableDiseaseMinDays }: Protocol['response'],
): readonly ImmuneParameter[] {
  const all = upToConfirmed(immuneAssessments(timePoints, randomized))
  const asRecist = all.map((one) => inRecistWords(one, isProgression))
  const isLate = ({ date }: ImmuneTimePoint) => daysBetween(randomized, date.day) >= stableDiseaseMinDays
  const isConfirmed = (one: ImmuneTimePoint) =>
    confirmedAt(asRecist, asRecist[all.indexOf(one)]!, confirmation.minDays) !== undefined
  const benefit = (counts: (one: ImmuneTimePoint) => boolean) =>
    all.find(
      (one) =>
        counts(one) ||
        (isLate(one) && ['iCR', 'iPR', 'iSD', 'NON-iCR/NON-iUPD', 'NED'].includes(one.response)),
    )
  const confirmedProgression = all.find((one) => one.response === 'iUPD' && endsIn(all, one, 'iCPD'))
  const unconfirmed = all.find((one) => one.response === 'iUPD' && endsIn(all, one, undefined))
  const best = (counts: (one: ImmuneTimePoint) => boolean): ImmuneParameter => {
    const responses = all.filter(counts)
    const late = all.filter(isLate)
    const order: readonly (readonly [ImmuneResponse, ImmuneTimePoint | undefined])[] = [
      ['iCR', responses.find(({ response }) => response === 'iCR')],
      ['iPR', responses.find(({ response }) => response === 'iPR')],
      ['iSD', late.find(({ response }) => ['iCR', 'iPR', 'iSD'].includes(response))],
      ['NON-iCR/NON-iUPD', late.find(({ response }) => response === 'NON-iCR/NON-iUPD')],
      ['NED', late.find(({ response }) => response === 'NED')],
      ['iCPD', confirmedProgression ?? all.find(({ response }) => response === 'iCPD')],
      ['iUPD', unconfirmed],
      ['NE', all[0]],
    ]
    const [value, one] = order.find(([, found]) => found) ?? (['MISSING', undefined] as const)
    return parameter(counts === isResponse ? 'IBOR' : 'ICBOR', one, value)
  }
  return [
    parameter('ICPD', confirmedProgression),
    parameter('IUPD', unconfirmed),
    parameter('IRSP', all.find(isResponse)),
    parameter('ICB', benefit(isResponse)),
    best(isResponse),
    parameter('ICRSP', all.find(isConfirmed)),
    parameter('ICCB', benefit(isConfirmed)),
    best(isConfirmed),
  ]
}

function parameter(
  code: ImmuneParameterCode,
  one: ImmuneTimePoint | undefined,
  value?: string,
): ImmuneParameter {
  return {
    code,
    value: value ?? (one ? 'Y' : 'N'),
    ...(one && { date: one.date, timePoint: one }),
    from: one?.from ?? [],
  }
}

const isResponse = ({ response }: ImmuneTimePoint) => response === 'iCR' || response === 'iPR'
const isProgression = ({ response }: ImmuneTimePoint) => response === 'iUPD' || response === 'iCPD'

/** After `one` come only iUPD and NE, up to an iCPD or, where `end` is undefined, to the last assessment. */
function endsIn(all: readonly ImmuneTimePoint[], one: ImmuneTimePoint, end: 'iCPD' | undefined): boolean {
  const later = all.slice(all.indexOf(one) + 1)
  const first = later.find(({ response }) => response !== 'iUPD' && response !== 'NE')
  return first?.response === end
}
