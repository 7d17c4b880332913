/** A figure's id is also its file name and an XML id, so it keeps to letters, digits, `-` and `_`. */
export function figureId(kind: string, of: string): string {
  const safe = of.replace(/[^A-Za-z0-9_-]+/g, '-')
  return `${kind}-${safe}`
}
