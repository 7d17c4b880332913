/**
 * A figure as data: marks in a coordinate system of CSS pixels, top left at 0,0. `svg.ts` turns marks into text, the same
 * bytes in Node and in the browser; the pages only wrap them. Every figure carries the columns that it draws.
 */
export type Figure = {
  readonly id: string
  readonly title: string
  /** What a journal would print beneath, with data cut-off, population, policy and method. */
  readonly caption: string
  readonly synthetic: boolean
  readonly width: number
  readonly height: number
  readonly marks: readonly Mark[]
  readonly data: {
    readonly columns: readonly string[]
    readonly rows: readonly (readonly (string | number | null)[])[]
  }
}

type Paint = {
  readonly fill?: string
  readonly stroke?: string
  readonly strokeWidth?: number
  readonly dash?: string
  readonly opacity?: number
}

/** What a mark stands for, so that a page can open the chain behind it: written as `data-` attributes. */
export type About = { readonly subject?: string; readonly endpoint?: string; readonly label?: string }

export type Mark =
  | (Paint & { readonly kind: 'path'; readonly d: string; readonly about?: About })
  | (Paint & {
      readonly kind: 'line'
      readonly x1: number
      readonly y1: number
      readonly x2: number
      readonly y2: number
      readonly about?: About
    })
  | (Paint & {
      readonly kind: 'rect'
      readonly x: number
      readonly y: number
      readonly width: number
      readonly height: number
      readonly about?: About
    })
  | (Paint & {
      readonly kind: 'circle'
      readonly cx: number
      readonly cy: number
      readonly r: number
      readonly about?: About
    })
  | (Paint & {
      readonly kind: 'text'
      readonly x: number
      readonly y: number
      readonly text: string
      readonly size: number
      readonly anchor?: 'start' | 'middle' | 'end'
      readonly weight?: 400 | 600
      readonly rotate?: number
    })
