/** docs/guide/ablated-lesions.md is what runs. `UPDATE=1 node --test ablated-lesions-guide.test.ts` prints it anew. */
import assert from 'node:assert/strict'
import { readFileSync, writeFileSync } from 'node:fs'
import { test } from 'node:test'
import type { Readout } from '../analysis/readout.ts'
import type { Day } from '../day.ts'
import type { ArmId } from '../ids.ts'
import { patient, studyProtocol } from '../recist/patient.ts'
import { ruleSentence } from '../rules.ts'
import { readStudy } from '../study.ts'
import { lesionGrid } from './lesion-grid.ts'

const rules = {
  exclude: 'exclude: the ablated lesion leaves the sum at baseline, nadir and every scan',
  freeze: 'freeze: its last diameter before ablation stays in the sum until it progresses locally',
  're-baseline': 're-baseline: the first scan after the last planned session is the new baseline',
  'per-lesion': 'per lesion: no sum; local progression of the lesion, growth of others and new lesions',
} as const
type Rule = keyof typeof rules

const people = [
  {
    title: 'One patient under four rules',
    says: 'Two lung lesions of 30 mm. T1 is ablated on day 21; its zone is larger than the tumour and shrinks. T2 shrinks and then grows by 6 mm.',
    line: '0: T1 30, T2 30; 21: T1 ablated; 42: T1 45, T2 28; 84: T1 40, T2 24; 126: T1 36, T2 24; 168: T1 34, T2 30',
  },
  {
    title: 'A zone that is larger than the tumour is not progression',
    says: 'T1 was 20 mm and is a zone of 45 mm at the first scan after ablation. The naive sum goes from 50 to 75 mm, +50 %, and would be progression; under none of the rules is it.',
    line: '0: T1 20, T2 30; 30: T1 ablated; 60: T1 45, T2 30; 120: T1 38, T2 30',
  },
  {
    title: 'Local progression of the ablated lesion',
    says: 'The reader states tumour at the edge of the zone after a scan without it. The untreated lesion does not change. Every rule finds progression.',
    line: '0: T1 20, T2 30; 30: T1 ablated; 70: T1 38, T2 30; 130: T1 36/progression, T2 30',
  },
]

function readoutOf(line: string, ablatedLesions: Rule): Readout {
  const records = patient(line)
  const [subject] = records.subjects
  const randomized = '2022-01-01' as Day
  return readStudy(studyProtocol({ ablatedLesions }), {
    ...records,
    subjects: [{ ...subject!, randomized, arm: 'A' as ArmId }],
  })
}

function ruleText(line: string, rule: Rule): string[] {
  const readout = readoutOf(line, rule)
  const [subject] = readout.subjects
  const { lesions, scans } = lesionGrid(readout, subject!)
  const [pfs] = subject!.endpoints
  return [
    '',
    `### ${rules[rule]}`,
    '',
    `| day | ${lesions.map(({ id }) => `${id}, mm`).join(' | ')} | sum | from baseline | from nadir | response | reason |`,
    `| --- | ${lesions.map(() => '---').join(' | ')} | --- | --- | --- | --- | --- |`,
    ...scans.map(
      ({ day, cells, sum, fromBaseline, fromNadir, response, says }) =>
        `| ${day} | ${cells.map(({ text, ablation }) => (ablation ? `${text}, ${ablation}` : text)).join(' | ')} | ${sum} | ${fromBaseline} | ${fromNadir} | ${response} | ${says} |`,
    ),
    '',
    `${pfs!.says}.`.replace(/\.\.$/, '.'),
  ]
}

function guide(): string {
  const used = (Object.keys(rules) as Rule[]).map((rule) => ruleSentence(`ablated.${rule}`))
  return [
    '# Ablated lesions: worked patients',
    '',
    'RECIST 1.1 has no rule for a lesion that was ablated, so a protocol chooses one of four (`response.ablatedLesions`). The same patient under each: sums, responses and',
    'progression-free survival as Abscopal makes them. The patients are made; day 0 is randomization and baseline. The page is printed by a test from what runs.',
    '',
    '| rule | says | standing |',
    '| --- | --- | --- |',
    ...used.map(
      ({ id, says, tag }) =>
        `| \`${id}\` | ${says} | ${tag === 'D' ? 'local default' : tag === 'K' ? 'verify' : 'read in the source'} |`,
    ),
    ...people.flatMap(({ title, says, line }) => [
      '',
      `## ${title}`,
      '',
      says,
      '',
      '```',
      line.split('; ').join('\n'),
      '```',
      ...(Object.keys(rules) as Rule[]).flatMap((rule) => ruleText(line, rule)),
    ]),
    '',
  ].join('\n')
}

test('docs/guide/ablated-lesions.md says what runs', () => {
  const file = new URL('../../../../docs/guide/ablated-lesions.md', import.meta.url)
  if (process.env.UPDATE) writeFileSync(file, guide())
  assert.equal(readFileSync(file, 'utf8'), guide())
})

const responses = (at: number, rule: Rule) =>
  readoutOf(people[at]!.line, rule).subjects[0]!.timePoints.map(({ response }) => response)

test('the same patient: 24 to 30 mm alone is progression where the ablated lesion is left out, 54 to 60 mm is not where it is frozen', () => {
  assert.deepEqual(responses(0, 'exclude'), ['SD', 'SD', 'SD', 'PD']) // 30: 28, 24, 24, 30
  assert.deepEqual(responses(0, 'freeze'), ['SD', 'SD', 'SD', 'SD']) // 60: 58, 54, 54, 60
})

test('a zone larger than the tumour is progression under no rule, stated local progression under each', () => {
  for (const rule of Object.keys(rules) as Rule[]) {
    assert.ok(!responses(1, rule).includes('PD'), rule)
    assert.equal(responses(2, rule).at(-1), 'PD', rule)
  }
})
