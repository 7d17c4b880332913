import assert from 'node:assert/strict'
import { test } from 'node:test'
import { readStudy } from '../study.ts'
import { patient, studyProtocol } from '../recist/patient.ts'
import { findingParts } from './finding-parts.ts'

test('what a finding says, what it proposes and its rule are told apart', () => {
  const { findings } = readStudy(studyProtocol(), patient('0: N1 12; 60: N1 10'))
  const found = findings.find(({ code }) => code === 'target-too-small')!
  const { says, proposed, rule } = findingParts(found)
  assert.match(says, /^INVESTIGATOR: target N1 is a node of 12 mm; a target node has at least 15 mm/)
  assert.doesNotMatch(says, /Proposed|measurable\.node/)
  assert.equal(proposed, 'make it a non-target lesion')
  assert.equal(rule?.id, 'measurable.node')
})

test('a finding without either stays as it is, also where it ends in parentheses', () => {
  const message = 'three columns (a.b)'
  assert.deepEqual(findingParts({ code: 'csv.columns', message }), {
    says: message,
    proposed: null,
    rule: null,
  })
})
