/** A figure as PNG at the resolution that journals ask of line art on a page. */
import type { Figure } from '@abscopal/trial/figure/figure.ts'
import { svgText } from '@abscopal/trial/figure/svg.ts'
import { fontFamily, presets } from '@abscopal/trial/figure/tokens.ts'
import { Resvg } from '@resvg/resvg-js'
import { fonts } from './fonts.ts'

const DOTS_PER_INCH = 300
const MM_PER_INCH = 25.4

/** @returns 300 dots an inch at the printed width of the figure */
export function figurePng(figure: Figure): Uint8Array {
  const dots = Math.round((printedMm(figure) / MM_PER_INCH) * DOTS_PER_INCH)
  const drawn = new Resvg(svgText(figure), {
    fitTo: { mode: 'width', value: dots },
    font: {
      loadSystemFonts: false,
      fontFiles: Object.values(fonts),
      defaultFontFamily: fontFamily.split(',')[0]!.replaceAll("'", ''),
    },
  })
  return drawn.render().asPng()
}

/** A figure that is wider than the page it was laid out for is printed at the same size of type, and so wider. */
export function printedMm({ width }: Pick<Figure, 'width'>): number {
  const { column, page } = presets
  const preset = width < page.width ? column : page
  return (width / preset.width) * preset.mm
}
