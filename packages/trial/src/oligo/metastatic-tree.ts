/**
 * The ESTRO/EORTC classification of oligometastatic disease, as a walk over five questions. A question whose answer is not
 * known ends the walk there: the class is then unknown, and the question stands open.
 * Source: Guckenberger 2020, Lancet Oncol 21:e18, 10.1016/S1470-2045(19)30718-1 [K: order and cut to be verified].
 */
import { DAYS_PER_MONTH, daysBetween } from '../day.ts'
import type { RowId, RuleId } from '../ids.ts'
import type { Sentence } from '../recist/rule.ts'
import type { DiseaseHistory } from '../record/disease-history.ts'

export type TreeFacts = Omit<DiseaseHistory, 'immunotherapySince'> & {
  readonly synchronousMonths: number
  /** Any lesion progressive on the imaging at hand. */
  readonly progressive?: boolean
}
export type Class =
  | 'synchronous oligometastatic disease'
  | 'metachronous oligorecurrence'
  | 'metachronous oligoprogression'
  | `${'repeat' | 'induced'} ${'oligorecurrence' | 'oligoprogression' | 'oligopersistence'}`

type Question = Sentence & {
  readonly answer: (facts: TreeFacts) => boolean | undefined
  readonly yes: QuestionId | Class
  readonly no: QuestionId | Class
}
type QuestionId = 'Q1' | 'Q2' | 'Q3' | `Q4 ${Branch}` | `Q5 ${Exclude<Branch, 'metachronous'>}`
type Branch = 'metachronous' | 'repeat' | 'induced'

const source = 'ESTRO/EORTC, Guckenberger 2020, 10.1016/S1470-2045(19)30718-1'
const question = (id: string, says: string) => ({ id: `omd.${id}`, says, source, tag: 'K' as const })
const onTherapy = (branch: Branch) => ({
  ...question(`q4.${branch}`, 'Q4: under active systemic therapy when the oligometastatic state was found?'),
  answer: (facts: TreeFacts) => facts.onSystemicTherapy,
  no: `${branch} oligorecurrence` as const,
})
const progressing = (branch: 'repeat' | 'induced') => ({
  ...question(`q5.${branch}`, 'Q5: is any lesion progressive on the current imaging?'),
  answer: (facts: TreeFacts) => facts.progressive,
  yes: `${branch} oligoprogression` as const,
  no: `${branch} oligopersistence` as const,
})

export const treeQuestions: Readonly<Record<QuestionId, Question>> = {
  Q1: {
    ...question('q1', 'Q1: polymetastatic disease before the current oligometastatic state?'),
    answer: ({ polymetastaticBefore }) => polymetastaticBefore,
    yes: 'Q4 induced',
    no: 'Q2',
  },
  Q2: {
    ...question('q2', 'Q2: oligometastatic disease before the current diagnosis?'),
    answer: ({ oligometastaticBefore }) => oligometastaticBefore,
    yes: 'Q4 repeat',
    no: 'Q3',
  },
  Q3: {
    ...question('q3', 'Q3: diagnosed more than 6 months (setting: 3 or 6) after the primary cancer?'),
    answer: ({ primaryDiagnosed, oligometastaticDiagnosed, synchronousMonths }) =>
      primaryDiagnosed &&
      oligometastaticDiagnosed &&
      daysBetween(primaryDiagnosed, oligometastaticDiagnosed) > synchronousMonths * DAYS_PER_MONTH,
    yes: 'Q4 metachronous',
    no: 'synchronous oligometastatic disease',
  },
  'Q4 metachronous': { ...onTherapy('metachronous'), yes: 'metachronous oligoprogression' },
  'Q4 repeat': { ...onTherapy('repeat'), yes: 'Q5 repeat' },
  'Q4 induced': { ...onTherapy('induced'), yes: 'Q5 induced' },
  'Q5 repeat': progressing('repeat'),
  'Q5 induced': progressing('induced'),
}

/** As a clinician reads them: each question with where its answers lead. */
export const treeRows: readonly Sentence[] = Object.values(treeQuestions).map(
  ({ id, says, source: of, tag, yes, no }) => ({
    id,
    says: `${says} Yes → ${yes}; no → ${no}`,
    source: of,
    tag,
  }),
)

export type Classification = {
  readonly class: Class | null
  readonly answers: readonly { readonly question: RuleId; readonly answer: 'yes' | 'no' | 'unknown' }[]
  readonly because: readonly RuleId[]
  readonly from: readonly RowId[]
}

export function metastaticClass(facts: TreeFacts): Classification {
  const answers: { question: RuleId; answer: 'yes' | 'no' | 'unknown' }[] = []
  const because: RuleId[] = []
  let at: QuestionId | Class = 'Q1'
  while (isQuestion(at)) {
    const { id, answer, yes, no }: Question = treeQuestions[at]
    const is = answer(facts)
    answers.push({ question: id, answer: is === undefined ? 'unknown' : is ? 'yes' : 'no' })
    because.push(id)
    if (is === undefined) return { class: null, answers, because, from: facts.from }
    at = is ? yes : no
  }
  return { class: at, answers, because, from: facts.from }
}

function isQuestion(at: QuestionId | Class): at is QuestionId {
  return Object.hasOwn(treeQuestions, at)
}
