/** The bytes of a file as text: UTF-8 or, in words, why not. What is no UTF-8 is refused rather than read with other letters. */
export function utf8Text(bytes: Uint8Array): { readonly text: string } | { readonly fault: string } {
  const [first, second] = bytes
  if ((first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff))
    return { fault: 'the text is UTF-16; save it as UTF-8' }
  if (bytes.subarray(0, 65_536).includes(0))
    return { fault: 'not a text file; a CSV file in UTF-8 is allowed' }
  const text = strict(bytes)
  return text === undefined ? { fault: `${firstFault(bytes)}; save it as UTF-8` } : { text }
}

/** The line of the first byte that UTF-8 does not allow. */
function firstFault(bytes: Uint8Array): string {
  let row = 1
  for (let start = 0; start < bytes.length; row++) {
    const end = bytes.indexOf(10, start)
    const stop = end < 0 ? bytes.length : end + 1
    if (strict(bytes.subarray(start, stop)) === undefined) return `row ${row} is not UTF-8 text`
    start = stop
  }
  return 'not UTF-8 text'
}

function strict(bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    return undefined
  }
}
