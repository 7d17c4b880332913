import assert from 'node:assert/strict'
import { readdirSync, readFileSync } from 'node:fs'
import { test } from 'node:test'
import { readFiles } from '../read.ts'
import { answers } from './answers.ts'
import { hazardRatioText, medianText } from './words.ts'

const folder = new URL('../../examples/booster-synthetic/', import.meta.url)
const files = new Map(
  readdirSync(folder)
    .filter((name) => /\.csv$|^protocol/.test(name))
    .map((name) => [name, readFileSync(new URL(name, folder), 'utf8')]),
)
const study = readFiles(files).readout!
const table = (text: string) =>
  readFiles(new Map([['a.csv', text]]), {
    time: 'time',
    event: { column: 'event' },
    arm: 'arm',
  }).readout!
const values = (readout: typeof study) =>
  Object.fromEntries(
    answers(readout).map(({ id, lines }) => [id, lines.map(({ value }) => value).join(' | ')]),
  )

test('the four questions in their order, none without a line', () => {
  assert.deepEqual(
    answers(study).map(({ id }) => id),
    ['work', 'sure', 'whom', 'safe'],
  )
  for (const { lines, question } of answers(study)) assert.ok(lines.length > 0, question)
})

test('the numbers are those of the primary endpoint, in the words of the report', () => {
  const pfs = study.endpoints.find(({ id }) => id === 'pfs')!
  const { work } = values(study)
  for (const arm of pfs.arms) assert.ok(work!.includes(medianText(arm)), work)
  assert.ok(
    `Hazard ratio ${work}`.includes(hazardRatioText(pfs.hazardRatio, pfs).slice('Hazard ratio '.length)),
  )
})

test('safety counts the treated of each arm, in the order of the arms', () => {
  const severe = study.safety!.summary.find(({ id }) => id === 'grade3')!
  const [a, b] = severe.byArm
  const line = answers(study)
    .find(({ id }) => id === 'safe')!
    .lines.find(({ label }) => label === severe.title)!
  assert.match(line.value, new RegExp(`^${a!.subjects} of ${a!.of} .* v ${b!.subjects} of ${b!.of} `))
})

for (const [law, text, id, says] of [
  ['without events the hazard ratio says why', 'time,event,arm\n5,0,a\n6,0,b\n', 'work', /no events/],
  ['one arm is said to be one', 'time,event,arm\n5,1,a\n6,0,a\n', 'work', /nothing is compared/],
  ['one subject still has an answer', 'time,event,arm\n5,1,a\n', 'work', /median 0\.2 months/],
  [
    'a table says that it holds no adverse events',
    'time,event,arm\n5,1,a\n6,0,b\n',
    'safe',
    /not known: a table/,
  ],
] as const)
  test(`answers: ${law}`, () => assert.match(values(table(text))[id]!, says))
