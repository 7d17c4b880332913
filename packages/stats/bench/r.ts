import { execFileSync, spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Columns } from './job.ts'

export type RAnswer = {
  readonly seconds: Readonly<Record<string, number>>
  readonly values: readonly number[]
}

/** Whether Rscript and the packages are here. */
export function hasR(): boolean {
  const probe = spawnSync('Rscript', ['-e', 'library(survival);library(cmprsk);library(jsonlite)'], {
    stdio: 'ignore',
  })
  return probe.status === 0
}

/** Runs a script on the columns; R reads them as doubles from one file, so both sides fit the same numbers. */
export function answerOfR(script: string, columns: Columns, clock: 'timed' | 'untimed'): RAnswer {
  const folder = mkdtempSync(join(tmpdir(), 'bench-'))
  try {
    const names = Object.keys(columns)
    const data = join(folder, 'columns.bin')
    const out = join(folder, 'answer.json')
    writeFileSync(data, Buffer.concat(names.map((name) => bytes(columns[name]))))
    const lengths = names.map((name) => columns[name].length).join(',')
    execFileSync('Rscript', [script, data, names.join(','), lengths, out, clock], {
      cwd: import.meta.dirname,
      stdio: ['ignore', 'ignore', 'inherit'],
    })
    return JSON.parse(readFileSync(out, 'utf8'))
  } finally {
    rmSync(folder, { recursive: true })
  }
}

const bytes = (column: Float64Array) => Buffer.from(column.buffer, column.byteOffset, column.byteLength)
