/** `read PATH`: a study folder or one CSV → its readout, on the terminal and in files. */
import { findingText } from '@abscopal/trial/finding.ts'
import type { Finding } from '@abscopal/trial/finding.ts'
import { readFiles, readSensitivity } from '@abscopal/trial/read.ts'
import { summaryText } from '@abscopal/trial/report/summary-text.ts'
import { adamFiles } from '../adam-files.ts'
import { outputFiles } from '../output-files.ts'
import { readoutJson } from '../readout-json.ts'
import { Refusal } from '../refusal.ts'
import { studyInput } from '../study-input.ts'
import { writeFiles } from '../write-files.ts'
import { commandArguments } from './arguments.ts'
import { oneLine } from './one-line.ts'
import { figureChoice, namedColumns, readOptions, subjectTableOptions, tableOptions } from './read-options.ts'

const MOST_LINES = 20

/** @returns the exit code: 1 where nothing could be read */
export async function read(words: readonly string[]): Promise<number> {
  const given = commandArguments('read', words, readOptions)
  const [path, second] = given.paths
  if (path === undefined) throw new Refusal('read: PATH is missing: a study folder or one CSV file')
  if (second !== undefined) throw new Refusal(`read: one PATH is allowed, "${path}" and "${second}" came`)
  const options = subjectTableOptions(given)
  const out = given.one('out')
  const drawn = figureChoice(given)

  const { kind, files, findings: unopened } = await studyInput(path, namedColumns(options))
  if (kind === 'folder') {
    const surplus = tableOptions.find(({ name }) => given.given.includes(name))
    if (surplus)
      throw new Refusal(`read: --${surplus.name} is for one CSV; a study folder says it in protocol.json`)
    if (![...files.keys()].some((name) => /^protocol\.jsonc?$/i.test(name)))
      throw new Refusal(`${path}: no protocol.json in this folder; for one table, PATH is its CSV file`)
  }
  const { readout, adam, findings } = readFiles(files, options, unopened)
  const errors = findings.filter((finding) => finding.severity === 'error')
  if (readout === null) {
    printFindings(errors.length > 0 ? errors : findings)
    return 1
  }
  if (given.has('json')) {
    printFindings(errors)
    process.stdout.write(readoutJson(readout))
  } else process.stdout.write(`${summaryText(readout).trimEnd()}\n`)
  if (out !== undefined) {
    const datasets = adamFiles(readout, adam)
    const others = await outputFiles(readout, adam, {
      ...drawn,
      sensitivity: readSensitivity(files, options),
    })
    await writeFiles(out, new Map([...others, ...datasets.files]))
    printFindings(datasets.findings)
    if (!adam)
      process.stderr.write(
        'note: no adam/: one row per subject has neither responses nor dates; they come from a study folder\n',
      )
  }
  return 0
}

function printFindings(findings: readonly Finding[]): void {
  for (const finding of findings.slice(0, MOST_LINES))
    process.stderr.write(`${oneLine(findingText(finding))}\n`)
  const more = findings.length - MOST_LINES
  if (more > 0) process.stderr.write(`and ${more} more\n`)
}
