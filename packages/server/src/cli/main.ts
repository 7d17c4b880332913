/** The command line: one file a command. Whatever happens, a person gets a line and never a stack trace. */
import { Refusal } from '../refusal.ts'
import { helpText } from './help.ts'
import { oneLine } from './one-line.ts'

/** A command is loaded when it is asked for, so that reading does not wait for the server's libraries. */
const commands: Readonly<Record<string, (words: readonly string[]) => Promise<number>>> = {
  read: async (words) => (await import('./read.ts')).read(words),
  serve: async (words) => (await import('./serve.ts')).serve(words),
  help: async () => {
    process.stdout.write(helpText())
    return 0
  },
}

// `read … | head` closes the pipe before we are done; that is no fault of anybody.
process.stdout.on('error', () => process.exit(0))
process.exitCode = await outcome(process.argv.slice(2))

async function outcome([name = 'help', ...words]: readonly string[]): Promise<number> {
  try {
    if (/^(-h|--help)$/.test(name) || words.includes('--help')) return await commands.help!([])
    const command = Object.hasOwn(commands, name) ? commands[name] : undefined
    if (!command)
      throw new Refusal(`"${name}" is no command; allowed are ${Object.keys(commands).join(', ')}`)
    return await command(words)
  } catch (error) {
    process.stderr.write(`${oneLine(line(error))}\n`)
    return 1
  }
}

function line(error: unknown): string {
  if (error instanceof Refusal) return `error: ${error.message}`
  const said = error instanceof Error ? error.message : String(error)
  return `error: this should not have happened, please report it: ${said.split('\n')[0]}`
}
