/** Numbers and lengths as text has them. What is not a plain decimal is undefined: no `0x10`, no `Infinity`, no `1,5`. */
import { fromMillimetres, millimetres } from '../length.ts'
import type { Micrometres } from '../length.ts'

const decimal = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d{1,3})?$/

export function numberText(text: string): number | undefined {
  const value = decimal.test(text) ? Number(text) : NaN
  return Number.isFinite(value) ? value : undefined
}

/** Also `32.3199999999999`, as a program may write 32.32: within 1e-9 mm of a whole micrometre. */
export function lengthText(text: string, unit: 'mm' | 'cm'): Micrometres | undefined {
  const exact = millimetres(unit === 'mm' ? text : timesTen(text))
  if (exact !== undefined) return exact
  const mm = (numberText(text) ?? NaN) * (unit === 'cm' ? 10 : 1)
  const um = Math.round(mm * 1000)
  return um >= 0 && um < 1e9 && Math.abs(um / 1000 - mm) <= 1e-9 ? fromMillimetres(um / 1000) : undefined
}

function timesTen(text: string): string {
  const [whole = '', fraction = ''] = text.split('.')
  return `${whole}${fraction.slice(0, 1) || '0'}.${fraction.slice(1) || '0'}`
}

/** An empty cell, and what R writes for one. */
export function isMissing(text: string | undefined): boolean {
  return text === undefined || text === '' || text === 'NA'
}
