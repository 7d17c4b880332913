/** `help`: every command and option, from the same tables that the commands read. */
import type { Option } from './arguments.ts'
import { readOptions } from './read-options.ts'
import { serveOptions } from './serve-options.ts'

export function helpText(): string {
  return `Abscopal reads randomized trials that add local tumour therapy to immunotherapy.

  read PATH     a study folder (protocol.json and tables as CSV), or one CSV with a row per subject
${lines(readOptions)}

  serve         the pages on this machine, with the example studies
${lines(serveOptions)}

  help          this text

For example
  npm run --silent abscopal -- read packages/trial/examples/booster-synthetic
  npm run --silent abscopal -- read trial.csv --time days --event died=1 --arm arm --reference control
`
}

function lines(options: readonly Option[]): string {
  return options
    .map(({ name, value, says }) => {
      const left = `      --${name}${value ? ` ${value}` : ''}`
      return left.length < 30 ? `${left.padEnd(30)}${says}` : `${left}\n${' '.repeat(30)}${says}`
    })
    .join('\n')
}
