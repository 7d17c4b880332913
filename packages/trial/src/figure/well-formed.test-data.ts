/** For tests: throws unless the text is XML whose tags close in order and whose entities and attributes are written properly. */
export function wellFormed(xml: string): void {
  const open: string[] = []
  let rest = xml.trim()
  while (rest !== '') {
    const tag = /^<(\/?)([A-Za-z][A-Za-z0-9]*)((?: [\w:-]+="[^"<]*")*)(\/?)>/.exec(rest)
    const text = tag ? null : /^[^<]+/.exec(rest)
    const piece = tag?.[0] ?? text?.[0]
    if (piece === undefined) throw new SyntaxError(`wellFormed: a tag or text, got ${rest.slice(0, 60)}`)
    if (/&(?!(?:amp|lt|gt|quot|#\d+);)/.test(piece))
      throw new SyntaxError(`wellFormed: a known entity, got ${piece}`)
    // oxlint-disable-next-line no-control-regex -- XML 1.0 has none of these
    if (/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/.test(piece) || !piece.isWellFormed())
      throw new SyntaxError(`wellFormed: characters of XML 1.0, got ${JSON.stringify(piece)}`)
    if (tag?.[1]) {
      const last = open.pop()
      if (last !== tag[2]) throw new SyntaxError(`wellFormed: </${last}>, got ${piece}`)
    } else if (tag && !tag[4]) open.push(tag[2] ?? '')
    rest = rest.slice(piece.length)
  }
  if (open.length > 0) throw new SyntaxError(`wellFormed: every tag closed, got open ${open.join(' ')}`)
}
