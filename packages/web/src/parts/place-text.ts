import type { Finding } from '@abscopal/trial/finding.ts'

/** `tr.csv, row 17, TRSTRESN · subject 0102` */
export function placeText({ where, subject }: Finding): string {
  const place =
    where &&
    [where.file, where.row !== undefined && `row ${where.row}`, where.field].filter(Boolean).join(', ')
  return [place, subject && `subject ${subject}`].filter(Boolean).join(' · ')
}
