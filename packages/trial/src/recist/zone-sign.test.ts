import assert from 'node:assert/strict'
import { test } from 'node:test'
import { fromMillimetres } from '../length.ts'
import { zonePhase } from './zone-phase.ts'
import { signsOf, zoneSignRules, type SignFacts } from './zone-sign.ts'

const signs = (facts: Partial<SignFacts>) =>
  signsOf({ daysSince: 100, grown: false, ...facts }).map(({ id }) => id.replace('zone.sign.', ''))
const nodule = fromMillimetres

for (const [law, off, on] of [
  ['growth is a sign from 2 months on (day 61)', signs({ daysSince: 60, grown: true }), ['scar']],
  ['growth after 3 months is on day 92', signs({ daysSince: 91, grown: true }), ['growth']],
  [
    'growth after 6 months is certain, on day 183',
    signs({ daysSince: 182, grown: true }),
    ['growth.certain'],
  ],
  ['a nodule of more than 10 mm', signs({ nodule: nodule(10) }), ['nodule.large']],
  ['a nodule of any size', signs({ nodule: nodule(0) }), ['nodule']],
  ['margin enhancement over 15 HU', signs({ marginEnhancement: 15 }), ['enhancement.margin']],
  ['central enhancement over 15 HU', signs({ centralEnhancement: 15 }), ['enhancement.central']],
  ['ground glass that turns solid', signs({ groundGlassTurnedSolid: false }), ['solid']],
  ['PET rising counts beyond 2 months', signs({ petRising: true, daysSince: 60 }), ['pet']],
] as const) {
  const beyond = {
    scar: { daysSince: 61, grown: true },
    growth: { daysSince: 92, grown: true },
    'growth.certain': { daysSince: 183, grown: true },
    'nodule.large': { nodule: nodule(10.1) },
    nodule: { nodule: nodule(0.1) },
    'enhancement.margin': { marginEnhancement: 15.1 },
    'enhancement.central': { centralEnhancement: 15.1 },
    solid: { groundGlassTurnedSolid: true },
    pet: { petRising: true, daysSince: 61 },
  }[on[0]]
  test(`sign of a zone: ${law}`, () => {
    assert.ok(!(off as string[]).includes(on[0]))
    assert.deepEqual(signs(beyond), on)
  })
}

test('growth that the reader states counts as growth by diameters does, and only growth after 6 months is certain', () => {
  assert.deepEqual(signs({ daysSince: 183, scarGrowth: true }), ['growth.certain'])
  assert.deepEqual(
    zoneSignRules.filter(({ response }) => response === 'certain').map(({ id }) => id),
    ['zone.sign.growth.certain'],
  )
})

test('a zone has no sign by its size, whatever the size', () => {
  assert.deepEqual(signs({ daysSince: 1 }), [])
})

for (const [day, phase] of [
  [0, 'early'],
  [7, 'early'],
  [8, 'intermediate'],
  [60, 'intermediate'],
  [61, 'late'],
  [5000, 'late'],
] as const)
  test(`day ${day} after ablation is in the ${phase} phase`, () => assert.equal(zonePhase(day).phase, phase))

test('before the session there is no phase', () => assert.throws(() => zonePhase(-1), RangeError))
