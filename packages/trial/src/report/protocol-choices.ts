/** The protocol's choices as rows of text, in its own order: `analyses.pfs.model.ties`, `efron`. Nothing is left out. */
export type Choice = { readonly path: string; readonly value: string }

export function protocolChoices(value: unknown, path = ''): Choice[] {
  if (Array.isArray(value)) {
    if (value.every((each) => typeof each !== 'object' || each === null))
      return [{ path, value: value.length === 0 ? 'none' : value.map(written).join(', ') }]
    return value.flatMap((each, i) => protocolChoices(each, joined(path, named(each) ?? String(i + 1))))
  }
  if (typeof value === 'object' && value !== null)
    return Object.entries(value).flatMap(([key, each]) => protocolChoices(each, joined(path, key)))
  return value === undefined ? [] : [{ path, value: written(value) }]
}

function joined(path: string, key: string): string {
  return path === '' ? key : `${path}.${key}`
}

function named(value: unknown): string | undefined {
  const id = typeof value === 'object' && value !== null && 'id' in value ? value.id : undefined
  return typeof id === 'string' ? id : undefined
}

function written(value: unknown): string {
  if (value === null) return 'none'
  return typeof value === 'boolean' ? (value ? 'yes' : 'no') : String(value)
}
