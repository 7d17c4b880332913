import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import type { Column } from '../../read/column.ts'
import { keepStudy } from '../../read/kept-study.ts'
import { openReader, readColumns } from '../../read/reader.ts'
import type { TableOptions } from '../../read/read-result.ts'
import { FindingsList } from '../../parts/findings-list.tsx'
import { ColumnForm } from './column-form.tsx'
import { DropZone } from './drop-zone.tsx'
import type { Finding } from '@abscopal/trial/finding.ts'

type State =
  | { readonly kind: 'waiting' }
  | { readonly kind: 'reading'; readonly name: string }
  | { readonly kind: 'choosing'; readonly file: File; readonly columns: readonly Column[] }
  | { readonly kind: 'unread'; readonly name: string; readonly findings: readonly Finding[] }

/** One CSV or a study folder, read here and never sent anywhere. */
export function OwnData() {
  const navigate = useNavigate()
  const [state, setState] = useState<State>({ kind: 'waiting' })

  async function read(files: readonly File[], name: string, options?: TableOptions) {
    setState({ kind: 'reading', name })
    try {
      const reader = await openReader(files, options)
      if (!reader.own.readout) {
        reader.close()
        return setState({ kind: 'unread', name, findings: reader.own.findings })
      }
      keepStudy(name, reader)
      await navigate({ to: '/local' })
    } catch (error) {
      setState({ kind: 'unread', name, findings: [unreadable(name, error)] })
    }
  }

  async function choose(files: readonly File[]) {
    const [file] = files
    if (!file) {
      const message = 'nothing here to read: allowed are one CSV file, or protocol.json with its CSV tables'
      return setState({ kind: 'unread', name: 'the files', findings: [noted('file.none', 'files', message)] })
    }
    if (files.length > 1 || /^protocol\.jsonc?$/i.test(file.name)) return read(files, 'the study folder')
    setState({ kind: 'reading', name: file.name })
    try {
      const { columns, findings } = await readColumns(file)
      setState(
        columns.length > 0
          ? { kind: 'choosing', file, columns }
          : { kind: 'unread', name: file.name, findings },
      )
    } catch (error) {
      setState({ kind: 'unread', name: file.name, findings: [unreadable(file.name, error)] })
    }
  }

  return (
    <section aria-labelledby="own-data">
      <h2 id="own-data">Your own data</h2>
      <DropZone onFiles={(files) => void choose(files)} />
      <div aria-live="polite">
        {state.kind === 'reading' && <p>Reading {state.name}…</p>}
        {state.kind === 'unread' && (
          <div className="unread">
            <h3>{state.name} could not be read</h3>
            <FindingsList findings={state.findings} />
          </div>
        )}
      </div>
      {state.kind === 'choosing' && (
        <ColumnForm
          key={`${state.file.name} ${state.file.lastModified}`}
          file={state.file.name}
          columns={state.columns}
          onRead={(options) => void read([state.file], state.file.name, options)}
        />
      )}
    </section>
  )
}

const unreadable = (file: string, error: unknown) =>
  noted('file.unreadable', file, error instanceof Error ? error.message : String(error))

function noted(code: string, file: string, message: string): Finding {
  return { code, severity: 'error', where: { file }, message }
}
