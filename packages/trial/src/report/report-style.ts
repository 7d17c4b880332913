/** The type and space of the printed report; fonts that every system has, so that the file needs nothing from outside. */
import { fontFamily, ink, mutedInk, paper, rules } from '../figure/tokens.ts'

export const reportStyle = `
:root { color-scheme: light }
body { margin: 0; background: ${paper}; color: ${ink}; font: 16px/1.5 ${fontFamily} }
header, main, footer { max-width: 960px; margin: 0 auto; padding: 0 24px }
header { padding-top: 32px }
h1 { font-size: 28px; line-height: 1.25; margin: 0 0 8px }
h2 { font-size: 20px; margin: 40px 0 12px; border-top: 1px solid ${rules}; padding-top: 20px }
h3 { font-size: 16px; margin: 20px 0 8px }
p, li { max-width: 80ch }
.answer { font-size: 20px; line-height: 1.4; margin: 16px 0 }
.muted, figcaption, caption, footer { color: ${mutedInk}; font-size: 14px }
.synthetic { background: #fff1d6; border: 1px solid #8a4b00; color: #5c3200; padding: 8px 12px; font-weight: 600 }
.wide { overflow-x: auto }
table { border-collapse: collapse; font-size: 14px; font-variant-numeric: tabular-nums }
caption { text-align: left; padding-bottom: 4px }
th, td { text-align: left; vertical-align: top; padding: 5px 20px 5px 0 }
thead th { border-bottom: 1px solid ${ink} }
th { font-weight: 600 }
td, th { overflow-wrap: break-word; max-width: 48ch }
.wide { margin: 12px 0 20px }
th[scope='row'] { min-width: 7ch }
.whole { white-space: nowrap }
figure { margin: 16px 0 }
figure svg { max-width: 100%; height: auto }
footer { padding-top: 24px; padding-bottom: 32px }
@media print {
  body { background: none; font-size: 10pt }
  header, main, footer { max-width: none; padding: 0 }
  h2, h3 { break-after: avoid }
  figure, tr { break-inside: avoid }
  .wide { overflow: visible }
  @page { margin: 16mm }
}
`
