import { useStudy } from './study-context.ts'
import { StudyLink } from './study-link.tsx'
import { studyPages } from './study-pages.ts'

/** The pages that this readout has; the ones it does not have are named on the first page, with the reason. */
export function StudyNav() {
  const { readout } = useStudy()
  return (
    <nav aria-label="Pages of this study" className="study-nav">
      <ul>
        <li>
          <StudyLink page="">Readout</StudyLink>
        </li>
        {studyPages
          .filter(({ absent }) => absent(readout) === undefined)
          .map(({ path, title }) => (
            <li key={path}>
              <StudyLink page={path}>{title}</StudyLink>
            </li>
          ))}
      </ul>
    </nav>
  )
}
