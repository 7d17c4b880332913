import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { RowId } from '@abscopal/trial/ids.ts'
import { decidingTimePoint } from './deciding-time-point.ts'

const rows = (...ids: string[]) => ids as RowId[]
const point = (scan: string | null, ...from: string[]) => ({ scan, from: rows(...from) })
const endpoint = point
const subject = (...timePoints: ReturnType<typeof point>[]) => ({ timePoints })

test('the scan of an endpoint names its response', () => {
  const second = point('s2', 'tr.csv:3')
  assert.equal(decidingTimePoint(subject(point('s1', 'tr.csv:2'), second), endpoint('s2')), second)
})

test('a reported response is found by the row that it shares with the endpoint, the last one first', () => {
  const later = point(null, 'rs.csv:9')
  const of = subject(point(null, 'rs.csv:8'), later)
  assert.equal(decidingTimePoint(of, endpoint(null, 'dm.csv:2', 'rs.csv:8', 'rs.csv:9')), later)
})

test('a death rests on no response', () => {
  assert.equal(decidingTimePoint(subject(point('s1', 'tr.csv:2')), endpoint(null, 'dm.csv:2')), undefined)
})
