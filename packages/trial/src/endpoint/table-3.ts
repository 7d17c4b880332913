/**
 * Best overall response where a response counts only once it is confirmed, by table 3 of RECIST 1.1: each CR or PR is put
 * beside the assessment that follows it, and the best of what the rows give is the answer. The table leaves one row to a
 * person, CR then PR: either reading is worked out, and where they differ the answer says that it is not decided.
 */
import { daysBetween, type Day } from '../day.ts'
import type { RuleId } from '../ids.ts'
import type { Protocol } from '../protocol/protocol.ts'
import type { OverallResponse } from '../recist/response.ts'
import type { Sentence } from '../recist/rule.ts'
import type { Assessment } from './assessments.ts'

export type Confirmation = Protocol['response']['confirmation'] & {
  /** The day from which the least duration of stable disease counts. */
  readonly from: Day
  readonly stableMinDays: number
}

type Follows = 'CR' | 'PR' | 'SD' | 'PD' | 'NE'
type Row = Sentence & {
  readonly first: 'CR' | 'PR'
  readonly next: readonly Follows[]
  /** `lasted`: the first of the two came no earlier than the least duration of stable disease. */
  readonly best: (lasted: boolean) => OverallResponse
}

const source = 'RECIST 1.1 table 3, Eisenhauer 2009, 10.1016/j.ejca.2008.10.026'
const stableOr = (other: OverallResponse) => (lasted: boolean) => (lasted ? 'SD' : other)

export const table3Rules: readonly Row[] = [
  {
    id: 'bor.cr-cr',
    first: 'CR',
    next: ['CR'],
    best: () => 'CR',
    says: 'CR, then CR at least the protocol’s interval later: CR',
    source,
    tag: 'S',
  },
  {
    id: 'bor.cr-pr',
    first: 'CR',
    next: ['PR'],
    best: stableOr('PD'),
    says: 'CR, then PR: a person decides. A definite CR was followed by disease: SD if the CR came late enough for it, else PD. A CR that was none is read as PR',
    source: `${source}, footnote`,
    tag: 'S',
  },
  {
    id: 'bor.cr-sd-pd',
    first: 'CR',
    next: ['SD', 'PD'],
    best: stableOr('PD'),
    says: 'CR, then SD or PD: SD if the CR came late enough for it, else PD',
    source,
    tag: 'S',
  },
  {
    id: 'bor.cr-none',
    first: 'CR',
    next: ['NE'],
    best: stableOr('NE'),
    says: 'CR, then not evaluable or nothing: SD if the CR came late enough for it, else NE',
    source,
    tag: 'S',
  },
  {
    id: 'bor.pr-pr',
    first: 'PR',
    next: ['CR', 'PR'],
    best: () => 'PR',
    says: 'PR, then CR or PR at least the protocol’s interval later: PR',
    source,
    tag: 'S',
  },
  {
    id: 'bor.pr-sd',
    first: 'PR',
    next: ['SD'],
    best: () => 'SD',
    says: 'PR, then SD: SD',
    source,
    tag: 'S',
  },
  {
    id: 'bor.pr-pd',
    first: 'PR',
    next: ['PD'],
    best: stableOr('PD'),
    says: 'PR, then PD: SD if the PR came late enough for it, else PD',
    source,
    tag: 'S',
  },
  {
    id: 'bor.pr-none',
    first: 'PR',
    next: ['NE'],
    best: stableOr('NE'),
    says: 'PR, then not evaluable or nothing: SD if the PR came late enough for it, else NE',
    source,
    tag: 'S',
  },
]

export const table3Others = {
  stable: {
    id: 'bor.stable',
    says: 'SD (NON-CR/NON-PD, NED) counts from the least duration of stable disease on, else it is NE',
    source: 'RECIST 1.1, Eisenhauer 2009, 10.1016/j.ejca.2008.10.026',
    tag: 'S',
  },
  progression: {
    id: 'bor.pd',
    says: 'nothing better before it: the first progression, PD; what follows it is not asked',
    source: 'RECIST 1.1, Eisenhauer 2009, 10.1016/j.ejca.2008.10.026',
    tag: 'S',
  },
  notEvaluable: {
    id: 'bor.ne',
    says: 'nothing that can be evaluated, or stable disease that did not last: NE',
    source: 'RECIST 1.1, Eisenhauer 2009, 10.1016/j.ejca.2008.10.026',
    tag: 'S',
  },
  reread: {
    id: 'bor.cr-read-as-pr',
    says: 'disease followed a CR that no CR confirmed and that the reader, or the protocol where the reader is silent, does not call definite: the CR is read as PR',
    source: `${source}, footnote; which reading is the default: ours`,
    tag: 'D',
  },
} as const satisfies Record<string, Sentence>

export type Table3 = {
  readonly response: OverallResponse
  readonly assessment: Assessment
  readonly because: readonly RuleId[]
  /** What the other reading of CR then PR gives, where it differs and the reader has not said which holds. */
  readonly undecided?: OverallResponse
}

/** `all`: assessments in order of date up to the first progression. Undefined where there is none. */
export function bestByTable3(all: readonly Assessment[], within: Confirmation): Table3 | undefined {
  const printed = bestOf(all, within, diseaseAfterComplete(all))
  const complete = printed?.response === 'CR' ? undefined : followedByDisease(all)
  if (!printed || !complete) return printed
  const reread = bestOf(readAsPartial(all), within, all.length)!
  const partial = { ...reread, because: [...reread.because, table3Others.reread.id] }
  if (complete.definite !== undefined) return complete.definite ? printed : partial
  const [used, other] = within.completeThenPartial === 'partial' ? [partial, printed] : [printed, partial]
  return used.response === other.response ? used : { ...used, undecided: other.response }
}

/** Whether the table confirms the response of this assessment. */
export function isConfirmedByTable3(
  all: readonly Assessment[],
  one: Assessment,
  within: Pick<Confirmation, 'minDays' | 'maxNotEvaluable' | 'stableBetween'>,
): boolean {
  return confirms(one, followerOf(all, all.indexOf(one), within))
}

function confirms({ response }: Assessment, next: Follows): boolean {
  return (response === 'CR' && next === 'CR') || (response === 'PR' && (next === 'CR' || next === 'PR'))
}

const order: readonly OverallResponse[] = ['CR', 'PR', 'SD', 'NON-CR/NON-PD', 'NED', 'PD', 'NE']

/** Of equals the earliest; those from `end` on only follow. */
function bestOf(all: readonly Assessment[], within: Confirmation, end: number): Table3 | undefined {
  return all
    .slice(0, end)
    .map((one, i) => outcome(all, i, one, within))
    .toSorted((a, b) => order.indexOf(a.response) - order.indexOf(b.response))[0]
}

function outcome(
  all: readonly Assessment[],
  i: number,
  assessment: Assessment,
  within: Confirmation,
): Table3 {
  const { response: word } = assessment
  const lasted = daysBetween(within.from, assessment.date.day) >= within.stableMinDays
  const stable = assessment.nonTarget && !assessment.target ? 'NON-CR/NON-PD' : 'SD' // no target, no SD
  const said = (response: OverallResponse, id: RuleId): Table3 => ({
    response: response === 'SD' ? stable : response,
    assessment,
    because: [id],
  })
  if (word === 'CR' || word === 'PR') {
    const next = followerOf(all, i, within)
    const row = table3Rules.find(({ first, next: words }) => first === word && words.includes(next))!
    return said(row.best(lasted), row.id)
  }
  if (word === 'PD') return said('PD', table3Others.progression.id)
  if (word === 'NE' || !lasted) return said('NE', table3Others.notEvaluable.id)
  return said(word, table3Others.stable.id)
}

/** The assessment that the table puts beside this one. Disease of any kind after a complete response stands for PR or SD. */
function followerOf(
  all: readonly Assessment[],
  i: number,
  {
    minDays,
    maxNotEvaluable,
    stableBetween,
  }: Pick<Confirmation, 'minDays' | 'maxNotEvaluable' | 'stableBetween'>,
): Follows {
  const first = all[i]!
  let unseen = 0
  let stable = stableBetween ? 0 : 1
  let complete = first.response === 'CR'
  for (const { response, date } of all.slice(i + 1)) {
    if (response === 'NE') {
      if (++unseen > maxNotEvaluable) return 'NE'
    } else if (response === 'CR' || (response === 'PR' && !complete)) {
      complete ||= response === 'CR'
      if (daysBetween(first.date.day, date.day) >= minDays) return response
    } else if (response === 'PD' || response === 'PR') {
      return first.response === 'PR' ? 'PD' : response // after a CR in between, disease is PD
    } else if (complete || ++stable > 1) {
      return first.response === 'PR' && complete ? 'PD' : 'SD'
    }
  }
  return stable === 1 && stableBetween ? 'SD' : 'NE'
}

/** Where disease is seen after a complete response: as the table prints it, that is progression, and nothing counts from there. */
function diseaseAfterComplete(all: readonly Assessment[]): number {
  const complete = all.findIndex(({ response }) => response === 'CR')
  const disease = all.findIndex(
    ({ response }, i) => complete >= 0 && i > complete && !['CR', 'NE', 'NED', 'PD'].includes(response),
  )
  return disease < 0 ? all.length : disease
}

/** The first complete response after which disease was seen that is no progression. */
function followedByDisease(all: readonly Assessment[]): Assessment | undefined {
  return all.find(
    ({ response }, i) =>
      response === 'CR' &&
      all.slice(i + 1).find((later) => later.response !== 'NE' && later.response !== 'CR')?.response === 'PR',
  )
}

function readAsPartial(all: readonly Assessment[]): readonly Assessment[] {
  const last = all.findLastIndex(({ response }) => response === 'PR')
  return all.map((one, i) => (one.response === 'CR' && i < last ? { ...one, response: 'PR' } : one))
}
