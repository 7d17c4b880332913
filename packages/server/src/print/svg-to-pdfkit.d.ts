declare module 'svg-to-pdfkit' {
  /** Draws an SVG text on the current page; only the options that are used here. */
  export default function svgToPdf(
    document: PDFKit.PDFDocument,
    svg: string,
    x: number,
    y: number,
    options: {
      readonly width: number
      readonly height: number
      readonly fontCallback: (family: string, bold: boolean, italic: boolean) => string
      readonly warningCallback: (warning: string) => void
    },
  ): void
}
