import assert from 'node:assert/strict'
import { test } from 'node:test'
import { patient, studyProtocol } from '../recist/patient.ts'
import { readStudy } from '../study.ts'
import { lesionGrid } from './lesion-grid.ts'

const gridOf = (text: string, response: Parameters<typeof studyProtocol>[0] = {}) => {
  const readout = readStudy(studyProtocol(response), patient(text))
  return lesionGrid(readout, readout.subjects[0]!)
}
const column = (grid: ReturnType<typeof gridOf>) =>
  grid.scans.map(({ response, sum, fromBaseline, fromNadir }) => [response, sum, fromBaseline, fromNadir])

test('each scan stands with its sum against baseline and nadir, the nadir marked', () => {
  const grid = gridOf('0: T1 50, T2 50; 60: T1 40, T2 20; 120: T1 40, T2 32')
  assert.deepEqual(column(grid), [
    ['baseline', '100', '', ''],
    ['PR', '60', '−40.0 %', '−40.0 %'],
    ['PD', '72', '−28.0 %', '+20.0 %'],
  ])
  assert.deepEqual(
    grid.scans.map(({ isNadir }) => isNadir),
    [false, true, false],
  )
  assert.deepEqual(
    grid.scans[2]!.cells.map(({ text }) => text),
    ['40', '32'],
  )
  assert.match(grid.scans[2]!.says, /72/)
})

test('where no sum was smaller, baseline is the nadir; an incomplete sum is none', () => {
  const grid = gridOf('0: T1 50, T2 50; 60: T1 55, T2 50; 120: T1 ?, T2 30')
  assert.deepEqual(
    grid.scans.map(({ isNadir }) => isNadir),
    [true, false, false],
  )
  assert.match(grid.scans[2]!.sum, /incomplete$/)
  assert.equal(grid.scans[2]!.cells[0]!.text, 'not scanned')
})

test('an ablated lesion has its state at each scan, and none before', () => {
  const grid = gridOf('0: T1 20, T2 30; 30: T1 ablated; 36: T1 45, T2 30; 72: T1 40, T2 30')
  assert.deepEqual(
    grid.scans.map(({ cells }) => cells[0]!.ablation),
    [null, 'ablated', 'zone as expected'],
  )
})

test('a sum from 0 has no percentage', () => {
  const grid = gridOf('0: T1 50; 60: T1 0; 120: T1 6')
  assert.equal(grid.scans[2]!.fromNadir, 'from 0')
})

test('a change is cut and not rounded: 28 of 30 mm is −6.6 %, and 29.96 % growth is not 30', () => {
  assert.equal(gridOf('0: T1 30; 60: T1 28').scans[1]!.fromBaseline, '−6.6 %')
  assert.equal(gridOf('0: T1 100; 60: T1 129.96').scans[1]!.fromBaseline, '+29.9 %')
  assert.equal(gridOf('0: T1 90; 60: T1 63').scans[1]!.fromBaseline, '−30.0 %')
})
