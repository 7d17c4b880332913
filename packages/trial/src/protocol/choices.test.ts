import assert from 'node:assert/strict'
import { test } from 'node:test'
import { choiceLists, choicesText, withChoices } from './choices.ts'
import { boosterPreset } from './presets/booster.ts'
import { isTimeToEvent } from './analysis.ts'

const own = boosterPreset
const analysis = (protocol: typeof own, id: string) =>
  protocol.analyses.filter(isTimeToEvent).find((each) => each.id === id)!

test('without a choice, or with the protocol’s own, the protocol is the same object', () => {
  assert.equal(withChoices(own, {}), own)
  assert.equal(
    withChoices(own, { policy: 'fda-type-a', ablatedLesions: 'exclude', population: 'full-analysis' }),
    own,
  )
})

test('another policy goes to progression-free survival and never to overall survival', () => {
  const other = withChoices(own, { policy: 'ema-type' })
  assert.equal(analysis(other, 'pfs').policy, 'ema-type')
  assert.deepEqual(analysis(other, 'os'), analysis(own, 'os'))
})

test('another policy stands without the estimand that sets the switches of the first, and the title says so', () => {
  const estimated = {
    ...own,
    estimands: [{ id: 'whatever', endpoint: 'pfs', population: 'full-analysis', intercurrentEvents: {} }],
    analyses: own.analyses.map((each) =>
      isTimeToEvent(each) && each.id === 'pfs' ? { ...each, estimand: 'whatever' } : each,
    ),
  }
  assert.equal(analysis(withChoices(estimated, { policy: 'ema-type' }), 'pfs').estimand, undefined)
  assert.equal(
    choicesText(estimated, { policy: 'ema-type' }),
    'policy ema-type in place of fda-type-a, without whatever',
  )
  const randomized = withChoices(estimated, { population: 'randomized' })
  assert.equal(analysis(randomized, 'pfs').estimand, 'whatever')
  assert.equal(randomized.estimands[0]?.population, 'randomized')
})

test('another population goes to every analysis of a time, another rule to the response', () => {
  const other = withChoices(own, { population: 'randomized', ablatedLesions: 'freeze' })
  assert.deepEqual(
    other.analyses.filter(isTimeToEvent).map(({ population }) => population),
    ['randomized', 'randomized'],
  )
  assert.equal(other.response.ablatedLesions, 'freeze')
})

test('the title says what was changed, so that no figure of it passes for the protocol’s', () => {
  const choices = { policy: 'ema-type', ablatedLesions: 'freeze' } as const
  assert.equal(
    choicesText(own, choices),
    'policy ema-type in place of fda-type-a; ablated lesions by freeze in place of exclude',
  )
  assert.ok(
    withChoices(own, choices).title.endsWith(`(not the protocol's choice: ${choicesText(own, choices)})`),
  )
})

test('the lists mark one choice of each as the protocol’s own', () => {
  const lists = choiceLists(own, [
    { id: 'randomized', title: 'Randomized' },
    { id: 'full-analysis', title: 'Full analysis set' },
  ])
  assert.deepEqual(
    Object.values(lists).map((list) => list.filter((each) => each.own).map(({ id }) => id)),
    [['fda-type-a'], ['exclude'], ['full-analysis']],
  )
  assert.ok(lists.policy.length >= 5)
})

for (const choices of [{ policy: 'none' }, { ablatedLesions: 'none' as 'freeze' }, { policy: 'constructor' }])
  test(`a choice that does not exist throws: ${JSON.stringify(choices)}`, () =>
    assert.throws(() => withChoices(own, choices), RangeError))
