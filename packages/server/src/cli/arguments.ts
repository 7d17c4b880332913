/** The words after a command, read strictly: an unknown option, or one given twice, is refused in one line. */
import { parseArgs } from 'node:util'
import { Refusal } from '../refusal.ts'

export type Option = {
  readonly name: string
  /** What stands after it in the help, such as COL; none where the option is a switch. */
  readonly value?: string
  readonly says: string
}

export type Arguments = {
  readonly paths: readonly string[]
  readonly has: (name: string) => boolean
  readonly one: (name: string) => string | undefined
  readonly list: (name: string) => readonly string[]
  readonly given: readonly string[]
}

export function commandArguments(
  command: string,
  words: readonly string[],
  options: readonly Option[],
): Arguments {
  const { values, positionals } = parsed(command, words, options)
  const all = (name: string) => {
    const value = values[name]
    return Array.isArray(value) ? value.filter((v) => typeof v === 'string') : []
  }
  for (const { name, value } of options)
    if (value && all(name).includes('')) throw new Refusal(`--${name}: ${value} is wanted, nothing came`)
  return {
    paths: positionals,
    given: Object.keys(values),
    has: (name) => values[name] === true,
    one: (name) => {
      const [value, second] = all(name)
      if (second !== undefined)
        throw new Refusal(`--${name}: given twice, "${value}" and "${second}"; once is allowed`)
      return value
    },
    list: (name) => all(name).flatMap((text) => items(name, text)),
  }
}

function items(name: string, text: string): string[] {
  const parts = text.split(',').map((part) => part.trim())
  if (parts.includes(''))
    throw new Refusal(`--${name}: names with a comma between are allowed, "${text}" came`)
  return parts
}

type Parsed = { readonly values: Readonly<Record<string, unknown>>; readonly positionals: readonly string[] }

function parsed(command: string, words: readonly string[], options: readonly Option[]): Parsed {
  try {
    return parseArgs({
      args: [...words],
      allowPositionals: true,
      options: Object.fromEntries(
        options.map(({ name, value }) =>
          value ? [name, { type: 'string' as const, multiple: true }] : [name, { type: 'boolean' as const }],
        ),
      ),
    })
  } catch (error) {
    const unknown =
      error instanceof Error && 'code' in error && error.code === 'ERR_PARSE_ARGS_UNKNOWN_OPTION'
    const said = error instanceof Error ? error.message : String(error)
    if (unknown)
      throw new Refusal(
        `${command}: ${said.split('.')[0]}; allowed are ${options.map((option) => `--${option.name}`).join(' ')}`,
      )
    throw new Refusal(`${command}: ${said.replaceAll('\n', ' ')}`)
  }
}
