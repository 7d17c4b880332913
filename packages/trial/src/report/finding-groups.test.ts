import assert from 'node:assert/strict'
import { test } from 'node:test'
import { findingGroups } from './finding-groups.ts'

test('errors come before warnings and notes, one code is one group, and a finding counts as many as it stands for', () => {
  const groups = findingGroups([
    { code: 'b', severity: 'note', message: '1' },
    { code: 'a', severity: 'error', message: '2', count: 5 },
    { code: 'c', severity: 'warning', message: '3' },
    { code: 'a', severity: 'error', message: '4' },
    { code: 'a', severity: 'note', message: '5' },
  ])
  assert.deepEqual(
    groups.map(({ severity, code, count, findings }) => [severity, code, count, findings.length]),
    [
      ['error', 'a', 6, 2],
      ['warning', 'c', 1, 1],
      ['note', 'b', 1, 1],
      ['note', 'a', 1, 1],
    ],
  )
})
