import type { Readout } from '@abscopal/trial/analysis/readout.ts'

/** Each population in words, its size by arm, and who was left out and why. */
export function Populations({ readout }: { readout: Readout }) {
  const armTitle = (arm: string) => readout.arms.find(({ id }) => id === arm)?.title ?? arm
  return (
    <div>
      {readout.populations.map((population) => (
        <section key={population.id} className="population">
          <h3>
            {population.title}: {population.subjects} subjects
          </h3>
          <p>{population.says}</p>
          <ul className="plain">
            {population.byArm.map(({ arm, subjects }) => (
              <li key={arm}>
                {armTitle(arm)}: {subjects}
              </li>
            ))}
          </ul>
          {population.excluded.length > 0 && (
            <details>
              <summary>{population.excluded.length} left out, with reasons</summary>
              <ul className="plain">
                {population.excluded.map(({ subject, reason, from }) => (
                  <li key={subject}>
                    {subject}: {reason} <span className="rows">{from.join(', ')}</span>
                  </li>
                ))}
              </ul>
            </details>
          )}
        </section>
      ))}
    </div>
  )
}
