/**
 * Marks to SVG text: the same bytes in Node and in the browser. Coordinates are rounded to 1/100 pixel.
 * A figure is one image to a screen reader (`role="img"` with title and description); an interactive one is a group, because the
 * children of an image cannot be reached, and its marks that stand for a subject are buttons.
 */
import type { About, Figure, Mark } from './figure.ts'
import { fontFamily, ink } from './tokens.ts'

export function svgText(figure: Figure, { interactive = false }: { interactive?: boolean } = {}): string {
  const { id, title, caption, width, height, marks } = figure
  const root = attributes({
    xmlns: 'http://www.w3.org/2000/svg',
    viewBox: `0 0 ${rounded(width)} ${rounded(height)}`,
    width,
    height,
    role: interactive ? 'group' : 'img',
    'aria-labelledby': `${id}-title ${id}-desc`,
    'font-family': fontFamily,
    fill: ink,
  })
  const lines = [
    `<svg${root}>`,
    `<title id="${xmlEscaped(id)}-title">${xmlEscaped(title)}</title>`,
    `<desc id="${xmlEscaped(id)}-desc">${xmlEscaped(caption)}</desc>`,
    ...marks.map((mark) => markText(mark, interactive)),
    '</svg>',
  ]
  return `${lines.join('\n')}\n`
}

/** Text for XML content and attributes; characters that XML 1.0 forbids become U+FFFD. */
export function xmlEscaped(text: string): string {
  return text
    .toWellFormed()
    .replace(forbidden, '\ufffd')
    .replace(/[&<>"'\t\n\r]/g, (character) => entities[character] ?? character)
}

// oxlint-disable-next-line no-control-regex -- these are exactly the characters to find
const forbidden = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g
const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
  '\t': '&#9;',
  '\n': '&#10;',
  '\r': '&#13;',
}

/** Two decimals at most, never `-0` or an exponent. */
function rounded(value: number): string {
  if (!Number.isFinite(value)) throw new RangeError(`svgText: finite coordinates, got ${value}`)
  const hundredths = Math.round(value * 100) / 100
  return String(hundredths === 0 ? 0 : hundredths)
}

function attributes(values: Readonly<Record<string, string | number | undefined>>): string {
  return Object.entries(values)
    .filter(([, value]) => value !== undefined)
    .map(
      ([name, value]) => ` ${name}="${typeof value === 'number' ? rounded(value) : xmlEscaped(value ?? '')}"`,
    )
    .join('')
}

function markText(mark: Mark, interactive: boolean): string {
  if (mark.kind === 'text') return textElement(mark)
  const about = 'about' in mark ? mark.about : undefined
  const behind = about ? aboutAttributes(about, interactive) : {}
  const element = `<${mark.kind}${attributes({ ...geometry(mark), ...paint(mark), ...(wide(mark, interactive) ? {} : behind) })}`
  if (about && wide(mark, interactive)) {
    const target = `<${mark.kind}${attributes({ ...geometry(mark), stroke: 'transparent', 'stroke-width': 9 })}/>`
    return `<g${attributes(behind)}>${named(about)}${target}${element}/></g>`
  }
  return about?.label ? `${element}>${named(about)}</${mark.kind}>` : `${element}/>`
}

/** A hair line that stands for a subject is too thin to hit, so it gets a wider transparent twin. */
function wide(mark: Mark, interactive: boolean): boolean {
  return interactive && mark.kind === 'line' && mark.about?.subject !== undefined
}

function named({ label }: About): string {
  return label ? `<title>${xmlEscaped(label)}</title>` : ''
}

function aboutAttributes({ subject, endpoint, label }: About, interactive: boolean) {
  const button = interactive && subject !== undefined
  return {
    'data-subject': subject,
    'data-endpoint': endpoint,
    'data-label': label,
    tabindex: button ? '0' : undefined,
    role: button ? 'button' : undefined,
    'aria-label': button ? (label ?? subject) : undefined,
  }
}

function geometry(mark: Exclude<Mark, { kind: 'text' }>): Record<string, string | number> {
  switch (mark.kind) {
    case 'path':
      return { d: mark.d }
    case 'line':
      return { x1: mark.x1, y1: mark.y1, x2: mark.x2, y2: mark.y2 }
    case 'rect':
      return { x: mark.x, y: mark.y, width: mark.width, height: mark.height }
    case 'circle':
      return { cx: mark.cx, cy: mark.cy, r: mark.r }
  }
}

function paint({ fill, stroke, strokeWidth, dash, opacity }: Mark) {
  return { fill, stroke, 'stroke-width': strokeWidth, 'stroke-dasharray': dash, opacity }
}

function textElement(mark: Extract<Mark, { kind: 'text' }>): string {
  const { x, y, text, size, anchor, weight, rotate } = mark
  const turn = rotate === undefined ? undefined : `rotate(${rounded(rotate)} ${rounded(x)} ${rounded(y)})`
  const own = { x, y, 'font-size': size, 'text-anchor': anchor, 'font-weight': weight?.toString() }
  return `<text${attributes({ ...own, transform: turn, ...paint(mark) })}>${xmlEscaped(text)}</text>`
}

/** Path data from points, rounded as everything else; `M` starts, `L` goes on. */
export function pathData(points: readonly (readonly [number, number])[]): string {
  return points.map(([x, y], i) => `${i === 0 ? 'M' : 'L'}${rounded(x)},${rounded(y)}`).join('')
}
