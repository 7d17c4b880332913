import { Button, NativeSelect } from '@mantine/core'
import { useState } from 'react'
import { columnGuess } from '../../read/column-guess.ts'
import type { Column } from '../../read/column.ts'
import { isFew } from '../../read/column.ts'
import type { TableOptions } from '../../read/read-result.ts'

type Props = {
  file: string
  columns: readonly Column[]
  onRead: (options: TableOptions) => void
}

/** Which column is the time, the event and the arm; what can be guessed is filled in. */
export function ColumnForm({ file, columns, onRead }: Props) {
  const [choice, setChoice] = useState(() => ({ ...columnGuess(columns), reference: '' }))
  const set = (change: Partial<typeof choice>) => setChoice((before) => ({ ...before, ...change }))
  const valuesOf = (name: string) =>
    columns.filter((c) => c.name === name && isFew(c)).flatMap((c) => c.values)
  const names = columns.map(({ name }) => ({ value: name, label: name }))
  const read = () =>
    onRead({
      time: choice.time,
      event: { column: choice.event, ...(choice.eventValue !== '' && { value: choice.eventValue }) },
      ...(choice.arm !== '' && { arm: choice.arm }),
      ...(choice.reference !== '' && { reference: choice.reference }),
      unit: choice.unit,
    })
  return (
    <form
      className="columns"
      onSubmit={(event) => {
        event.preventDefault()
        read()
      }}
    >
      <h3>What the columns of {file} mean</h3>
      <div className="fields">
        <NativeSelect
          label="Time of follow-up"
          required
          data={[{ value: '', label: 'choose a column' }, ...names]}
          value={choice.time}
          onChange={(event) => set({ time: event.currentTarget.value })}
        />
        <NativeSelect
          label="Unit of the time"
          data={['days', 'weeks', 'months']}
          value={choice.unit}
          onChange={(event) => set({ unit: event.currentTarget.value as typeof choice.unit })}
        />
        <NativeSelect
          label="Event"
          required
          data={[{ value: '', label: 'choose a column' }, ...names]}
          value={choice.event}
          onChange={(event) => set({ event: event.currentTarget.value, eventValue: '' })}
        />
        <NativeSelect
          label="It is an event where the value is"
          data={[{ value: '', label: '1 or true' }, ...valuesOf(choice.event)]}
          value={choice.eventValue}
          onChange={(event) => set({ eventValue: event.currentTarget.value })}
        />
        <NativeSelect
          label="Arm"
          data={[{ value: '', label: 'no arms: one curve' }, ...names]}
          value={choice.arm}
          onChange={(event) => set({ arm: event.currentTarget.value, reference: '' })}
        />
        {choice.arm !== '' && (
          <NativeSelect
            label="Reference arm"
            data={[{ value: '', label: 'the first in sorted order' }, ...valuesOf(choice.arm)]}
            value={choice.reference}
            onChange={(event) => set({ reference: event.currentTarget.value })}
          />
        )}
      </div>
      <Button type="submit" disabled={choice.time === '' || choice.event === ''}>
        Read the table
      </Button>
    </form>
  )
}
