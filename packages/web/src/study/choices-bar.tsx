import { choiceLists, choicesText } from '@abscopal/trial/protocol/choices.ts'
import type { Choice } from '@abscopal/trial/protocol/choices.ts'
import { useStudy } from './study-context.ts'
import { choicesOf, useSetSearch, useStudySearch } from './study-search.ts'

/** Other choices than the protocol's, to be tried out; what is shown is then not its answer, and says so. */
export function ChoicesBar({ trouble }: { trouble: string | undefined }) {
  const { own } = useStudy()
  const search = useStudySearch()
  const setSearch = useSetSearch()
  if (own.tables.length === 0) return null // a table of subjects has its times as they are
  const lists = choiceLists(own.protocol, own.populations)
  const said = choicesText(own.protocol, choicesOf(search))
  const back = () => setSearch({ policy: undefined, ablated: undefined, population: undefined })
  return (
    <>
      <form
        className="choices-bar"
        aria-label="Choices to try out"
        onSubmit={(event) => event.preventDefault()}
      >
        <Choose
          label="Progression by policy"
          list={lists.policy}
          value={search.policy}
          onChange={(policy) => setSearch({ policy })}
        />
        <Choose
          label="Ablated lesions"
          list={lists.ablatedLesions}
          value={search.ablated}
          onChange={(ablated) => setSearch({ ablated })}
        />
        <Choose
          label="Population"
          list={lists.population}
          value={search.population}
          onChange={(population) => setSearch({ population })}
        />
      </form>
      <div aria-live="polite">
        {trouble ? (
          <p className="switched" role="alert">
            These choices could not be read: {trouble}. The protocol’s own numbers are shown.{' '}
            <button type="button" className="textual" onClick={back}>
              Back to the protocol’s choice
            </button>
          </p>
        ) : (
          said !== '' && (
            <p className="switched">
              <strong>Not the protocol’s choice:</strong> {said}.{' '}
              <button type="button" className="textual" onClick={back}>
                Back to the protocol’s choice
              </button>
            </p>
          )
        )}
      </div>
    </>
  )
}

function Choose({
  label,
  list,
  value,
  onChange,
}: {
  label: string
  list: readonly Choice[]
  value: string | undefined
  onChange: (id: string | undefined) => void
}) {
  const own = list.find((choice) => choice.own)?.id
  return (
    <label>
      {label}{' '}
      <select
        value={value ?? own ?? ''}
        onChange={({ currentTarget }) =>
          onChange(currentTarget.value === own ? undefined : currentTarget.value)
        }
      >
        {value !== undefined && !list.some(({ id }) => id === value) && (
          <option value={value}>{value}</option>
        )}
        {list.map(({ id, title, own: isOwn }) => (
          <option key={id} value={id}>
            {title}
            {isOwn ? ' (protocol)' : ''}
          </option>
        ))}
      </select>
    </label>
  )
}
