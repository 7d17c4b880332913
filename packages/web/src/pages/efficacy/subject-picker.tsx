import type { EndpointReadout } from '@abscopal/trial/analysis/readout.ts'
import { NativeSelect } from '@mantine/core'
import { useSetSearch, useStudySearch } from '../../study/study-search.ts'

/** The same door as a mark on the curve, for fingers and keyboards. */
export function SubjectPicker({ endpoint }: { endpoint: EndpointReadout }) {
  const setSearch = useSetSearch()
  const search = useStudySearch()
  return (
    <NativeSelect
      className="picker"
      label="Where a subject's time comes from: choose a mark on the curve, or a subject here"
      value={search.endpoint === endpoint.id ? (search.subject ?? '') : ''}
      onChange={(event) => {
        const subject = event.currentTarget.value
        if (subject) setSearch({ subject, endpoint: endpoint.id })
      }}
    >
      <option value="">choose a subject</option>
      {endpoint.arms.map(({ arm, title, marks }) => (
        <optgroup key={arm} label={title}>
          {marks.map(({ subject, event }) => (
            <option key={subject} value={subject}>
              {subject}, {event ? 'event' : 'censored'}
            </option>
          ))}
        </optgroup>
      ))}
    </NativeSelect>
  )
}
