import { test } from 'node:test'
import assert from 'node:assert/strict'
import fc from 'fast-check'
import { lengthText, numberText } from './number-text.ts'

for (const [text, value] of [
  ['1', 1],
  ['-0.5', -0.5],
  ['1e3', 1000],
  ['.5', 0.5],
  ['1,5', undefined],
  ['0x10', undefined],
  ['Infinity', undefined],
  ['1e999', undefined],
  ['', undefined],
  ['five', undefined],
  ['NaN', undefined],
] as const)
  test(`number: ${JSON.stringify(text)} is ${value}`, () => assert.equal(numberText(text), value))

for (const [text, unit, um] of [
  ['32.32', 'mm', 32_320],
  ['3.232', 'cm', 32_320],
  ['3', 'cm', 30_000],
  ['0.1234', 'cm', 1234],
  ['32.3199999999999', 'mm', 32_320],
  ['2.1000000000000001', 'cm', 21_000],
  ['33.6128', 'mm', undefined],
  ['-5', 'mm', undefined],
  ['1e999', 'mm', undefined],
  ['0', 'mm', 0],
] as const)
  test(`length: ${text} ${unit} is ${um} µm`, () => assert.equal(lengthText(text, unit), um))

test('length: centimetres are ten times the millimetres, exactly', () => {
  fc.assert(fc.property(fc.nat(999_999), (um) => assert.equal(lengthText(String(um / 10_000), 'cm'), um)))
})
