import { Button } from '@mantine/core'
import { type DragEvent, useRef, useState } from 'react'
import { droppedFiles, studyFiles } from '../../read/dropped-files.ts'

export function DropZone({ onFiles }: { onFiles: (files: readonly File[]) => void }) {
  const [over, setOver] = useState(false)
  const files = useRef<HTMLInputElement>(null)
  const folder = useRef<HTMLInputElement>(null)
  const drop = (event: DragEvent) => {
    event.preventDefault()
    setOver(false)
    void droppedFiles(event.dataTransfer).then(onFiles)
  }
  const picked = (input: HTMLInputElement) => {
    onFiles(studyFiles([...(input.files ?? [])]))
    input.value = '' // the same file may be picked again once it was mended
  }
  return (
    <div
      className="drop"
      data-over={over || undefined}
      onDragOver={(event) => {
        event.preventDefault()
        setOver(true)
      }}
      onDragLeave={() => setOver(false)}
      onDrop={drop}
    >
      <p>
        <strong>Drop a CSV or a study folder here.</strong> A CSV has a row per subject; a study folder holds
        protocol.json and its tables (dm.csv, ds.csv, tu.csv, tr.csv, rs.csv, …).
      </p>
      <div className="buttons">
        <Button onClick={() => files.current?.click()}>Choose a file</Button>
        <Button variant="default" onClick={() => folder.current?.click()}>
          Choose a folder
        </Button>
      </div>
      <input
        ref={files}
        type="file"
        multiple
        hidden
        accept=".csv,.json"
        aria-label="CSV file, or the files of a study"
        onChange={(event) => picked(event.currentTarget)}
      />
      <input
        ref={folder}
        type="file"
        hidden
        aria-label="Study folder"
        {...{ webkitdirectory: '' }}
        onChange={(event) => picked(event.currentTarget)}
      />
      <p className="source">Your data is read in this browser. It is not uploaded and not kept.</p>
    </div>
  )
}
