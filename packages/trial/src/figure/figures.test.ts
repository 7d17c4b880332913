import assert from 'node:assert/strict'
import { test } from 'node:test'
import { armStyles } from './arm-style.ts'
import { figures } from './figures.ts'
import { svgText } from './svg.ts'
import { wellFormed } from './well-formed.test-data.ts'
import { workedReadout } from './worked-readout.test-data.ts'

test('every figure of a synthetic readout says so, and none of a real one', () => {
  for (const synthetic of [true, false])
    for (const figure of figures(workedReadout({ synthetic }))) {
      const drawn = figure.marks.some((mark) => mark.kind === 'text' && mark.text === 'Synthetic data')
      assert.equal(drawn, synthetic, figure.id)
      assert.equal(/synthetic/i.test(figure.caption), synthetic, figure.id)
    }
})

test('every figure is well-formed and the same text each time', () => {
  for (const interactive of [true, false]) {
    const drawn = () => figures(workedReadout()).map((figure) => svgText(figure, { interactive }))
    for (const text of drawn()) wellFormed(text)
    assert.deepEqual(drawn(), drawn())
  }
})

test('figures have ids that serve as file names, each once', () => {
  const [endpoint] = workedReadout().endpoints
  const endpoints = ['a/b', 'a b', 'PFS', 'pfs', '../x'].map((id) => ({ ...endpoint!, id }))
  const ids = figures(workedReadout({ endpoints })).map(({ id }) => id)
  assert.equal(new Set(ids.map((id) => id.toLowerCase())).size, 6)
  for (const id of ids) assert.match(id, /^[A-Za-z0-9_-]+$/)
})

test('each of seven arms has its own colour and dash; the first experimental is blue, the first control vermilion', () => {
  const roles = [
    'control',
    'experimental',
    'experimental',
    'control',
    'control',
    'control',
    'control',
  ] as const
  const styles = armStyles(roles.map((role, i) => ({ id: `arm${i}`, title: `arm ${i}`, role })))
  assert.equal(styles.get('arm0')?.colour, '#d55e00')
  assert.equal(styles.get('arm1')?.colour, '#0072b2')
  assert.equal(new Set([...styles.values()].map(({ colour }) => colour)).size, 7)
  assert.equal(new Set([...styles.values()].map(({ dash }) => dash)).size, 7)
})
