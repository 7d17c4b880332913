/** Colours and sizes of every figure. Text is always ink: an arm's colour marks lines, where 3:1 against paper is enough. */
export const paper = '#fbfbf9'
export const ink = '#1c2024'
export const mutedInk = '#5b6166'
export const rules = '#d9dbdd'
export const fontFamily = "'Source Sans 3', 'Source Sans Pro', Inter, system-ui, 'Segoe UI', sans-serif"

/** Type in CSS pixels. */
export const type = { small: 12, text: 14, large: 16 } as const

/** Mean width of a letter as a part of the type size; figures are laid out without a browser, so widths are estimated. */
const LETTER = 0.56

export function textWidth(text: string, size: number): number {
  return [...text].length * size * LETTER
}

/** Breaks at spaces so that no line is wider than `width`; a longer word is cut, and says so by an ellipsis. */
export function textLines(text: string, size: number, width: number): string[] {
  const most = Math.max(2, Math.floor(width / (size * LETTER)))
  const lines: string[] = []
  for (const word of text.split(/\s+/).filter(Boolean)) {
    const letters = [...word]
    const piece = letters.length > most ? `${letters.slice(0, most - 1).join('')}…` : word
    const last = lines.at(-1)
    if (last !== undefined && [...last].length + 1 + [...piece].length <= most)
      lines[lines.length - 1] = `${last} ${piece}`
    else lines.push(piece)
  }
  return lines
}

/** Figures are laid out at one of these widths and printed at that of a journal's column or page: 12 px are then 8 points. */
export const presets = { column: { width: 350, mm: 85 }, page: { width: 720, mm: 175 } } as const

/** Overall response: green to red through grey, told apart by lightness too; NE is not filled. */
export const responseColours: Readonly<Record<string, string>> = {
  CR: '#1b7837',
  PR: '#7fbf7b',
  SD: '#bdbdbd',
  'NON-CR/NON-PD': '#bdbdbd',
  NED: '#bdbdbd',
  PD: '#b2182b',
}

export const modalityColours: Readonly<Record<string, string>> = {
  cryoablation: '#56b4e9',
  microwave: '#e69f00',
  radiofrequency: '#f0e442',
}

/** Shades of a CTCAE grade from 1 to 5 over paper. */
export const gradeOpacity: readonly number[] = [0.25, 0.45, 0.65, 0.85, 1]
