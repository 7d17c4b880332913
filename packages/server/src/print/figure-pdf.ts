/** A figure as PDF: vectors, the fonts embedded, a page of its printed size; the same figure gives the same bytes. */
import type { Figure } from '@abscopal/trial/figure/figure.ts'
import { svgText } from '@abscopal/trial/figure/svg.ts'
import PDFDocument from 'pdfkit'
import svgToPdf from 'svg-to-pdfkit'
import { printedMm } from './figure-png.ts'
import { fonts } from './fonts.ts'

const POINTS_PER_MM = 72 / 25.4

/** @param options  `date` of the document, that of the data; the clock would change the bytes */
export async function figurePdf(figure: Figure, { date }: { readonly date: Date }): Promise<Uint8Array> {
  const width = printedMm(figure) * POINTS_PER_MM
  const height = (width * figure.height) / figure.width
  const document = new PDFDocument({
    size: [width, height],
    margin: 0,
    info: {
      Title: figure.title,
      Subject: figure.caption,
      Creator: 'Abscopal',
      Producer: 'Abscopal',
      CreationDate: date,
      ModDate: date,
    },
  })
  const chunks: Uint8Array[] = []
  document.on('data', (chunk: Uint8Array) => chunks.push(chunk))
  const written = new Promise<void>((resolve, reject) => {
    document.once('end', resolve)
    document.once('error', reject)
  })
  const warnings: string[] = []
  svgToPdf(document, svgText(figure), 0, 0, {
    width,
    height,
    fontCallback: (_family, bold) => (bold ? fonts.semiBold : fonts.regular),
    warningCallback: (warning) => warnings.push(warning),
  })
  document.end()
  await written
  if (warnings.length > 0)
    throw new Error(`figurePdf: ${figure.id} was not drawn whole: ${warnings.join('; ')}`)
  return Buffer.concat(chunks)
}
