/** A name or a cell of a stranger's file may hold line breaks and terminal codes; a person gets one line without them. */
export function oneLine(text: string): string {
  // oxlint-disable-next-line no-control-regex
  return text.replace(/[\u0000-\u001f\u007f-\u009f\u2028\u2029]+/g, ' ')
}
