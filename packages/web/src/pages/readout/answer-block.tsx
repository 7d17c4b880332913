import type { Answer } from '@abscopal/trial/report/answers.ts'
import { armStyles } from '@abscopal/trial/figure/arm-style.ts'
import { useStudy } from '../../study/study-context.ts'
import { StudyLink } from '../../study/study-link.tsx'
import { studyPages } from '../../study/study-pages.ts'

/** Where more of an answer stands: the first of these that the readout has. */
const behind: Readonly<Record<Answer['id'], readonly string[]>> = {
  work: ['efficacy'],
  sure: ['sensitivity', 'findings'],
  whom: ['forest', 'participants'],
  safe: ['safety', 'findings'],
}

/** One question with its few numbers, and the page behind it. */
export function AnswerBlock({ answer: { id, question, lines } }: { answer: Answer }) {
  const { readout } = useStudy()
  const styles = armStyles(readout.arms)
  const page = studyPages.find(
    ({ path, absent }) =>
      path ===
        behind[id].find((each) => studyPages.some((one) => one.path === each && !one.absent(readout))) &&
      absent(readout) === undefined,
  )
  return (
    <section className="answer-block" aria-labelledby={`question-${id}`}>
      <div className="question">
        <h2 id={`question-${id}`}>{question}</h2>
        {page && <StudyLink page={page.path}>{page.title}</StudyLink>}
      </div>
      <dl>
        {lines.map(({ label, value, arm }) => (
          <div key={label}>
            <dt>
              {arm !== undefined && <ArmSwatch {...styles.get(arm)} />}
              {label}
            </dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
    </section>
  )
}

function ArmSwatch({ colour, dash }: { colour?: string; dash?: string }) {
  return (
    <svg className="swatch" width="20" height="8" aria-hidden="true">
      <line x1="0" y1="4" x2="20" y2="4" stroke={colour} strokeWidth="2.5" strokeDasharray={dash} />
    </svg>
  )
}
