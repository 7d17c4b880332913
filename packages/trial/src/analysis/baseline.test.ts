import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { BaselineRow } from './baseline.ts'
import { smallStudy } from './small-study.test-data.ts'

const dm = 'A1|abl|60|M|01|0|N/A\nA2|abl|70|F|01|1|never\nC1|io||M|02|1|former\nC2|io|65|F|02||former'
const heads = { dm: 'USUBJID,ARMCD,AGE,SEX,SITEID,ECOG,SMOKING' }
const rows = (tables: Parameters<typeof smallStudy>[0]) => {
  const { baseline } = smallStudy(tables)
  return new Map<string, BaselineRow>(baseline!.rows.map((row) => [row.id, row]))
}

test('a category has its counts by arm and in all, of those with a known value; the missing are counted', () => {
  const ecog = rows({ dm, heads }).get('ECOG')
  assert.deepEqual(ecog, {
    id: 'ECOG',
    title: 'ECOG performance status',
    unit: null,
    as: 'category',
    levels: [
      { level: '0', counts: [1, 0, 1] },
      { level: '1', counts: [1, 1, 2] },
    ],
    known: [2, 1, 3],
    missing: [0, 1, 1],
  })
})

test('a number has median, quartiles and range, as by hand', () => {
  const age = rows({ dm, heads }).get('age')
  assert.ok(age?.as === 'number')
  assert.deepEqual(age.summaries[0], { n: 2, median: 65, q1: 60, q3: 70, min: 60, max: 70 })
  assert.deepEqual(age.summaries[2], { n: 3, median: 65, q1: 60, q3: 70, min: 60, max: 70 })
  assert.deepEqual(age.missing, [0, 1, 1])
})

test('sc.csv adds characteristics; a second value of one is a finding and not used', () => {
  const sc = 'A1|PDL1|>=50%\nA1|PDL1|<1%\nC1|PDL1|<1%'
  const readout = smallStudy({ sc })
  const row = readout.baseline!.rows.find(({ id }) => id === 'PDL1')
  assert.ok(row?.as === 'category')
  assert.deepEqual(row.levels, [
    { level: '<1%', counts: [0, 1, 1] },
    { level: '>=50%', counts: [1, 0, 1] },
  ])
  assert.ok(readout.findings.some(({ code, where }) => code === 'characteristic.twice' && where?.row === 3))
})

test('lesions, organs and the sum of targets are those of the baseline scan', () => {
  const found = rows({
    tu: 'A1|T1|TUMIDENT|TARGET|LUNG|LEFT\nA1|T2|TUMIDENT|TARGET|LIVER\nA1|N1|TUMIDENT|NON-TARGET|LUNG|RIGHT',
    tr: [
      'A1|T1|TARGET|A1|LDIAM|21|mm|1|SCREENING|2021-12-20',
      'A1|T2|TARGET|A1|LDIAM|14.5|mm|1|SCREENING|2021-12-20',
      'A1|N1|NON-TARGET|A1|TUMSTATE|PRESENT||1|SCREENING|2021-12-20',
      'A1|T1|TARGET|A2|LDIAM|10|mm|2|WEEK 6|2022-02-12',
    ].join('\n'),
  })
  const level = (id: string) => {
    const row = found.get(id)
    return row?.as === 'category' ? row.levels.map((one) => one.level) : row?.summaries[2]?.median
  }
  assert.deepEqual([level('lesions'), level('organs'), level('target-sum')], [['3'], ['2'], 35.5])
})

test('doses before randomization say how long immunotherapy had lasted; without them it is not known', () => {
  const ex = 'A1|DRUG|2021-10-03|2021-10-03\nA1|DRUG|2022-01-05|2022-01-05\nC1|DRUG|2022-01-05|2022-01-05'
  const row = rows({ ex }).get('days-on-immunotherapy')
  assert.ok(row?.as === 'number')
  assert.deepEqual([row.summaries[2]?.median, row.missing[2]], [90, 3])
  assert.equal(rows({}).has('days-on-immunotherapy'), false)
})

test('the protocol chooses variables, their order, title and kind; one that the records lack is a finding', () => {
  const readout = smallStudy({
    dm,
    heads,
    protocol: {
      analyses: [
        { id: 'pfs', endpoint: 'pfs' },
        {
          id: 'table1',
          kind: 'baseline',
          population: 'full-analysis',
          variables: [{ id: 'ecog', title: 'ECOG', as: 'number' }, { id: 'sex' }, { id: 'histology' }],
        },
      ],
    },
  })
  assert.deepEqual(
    readout.baseline!.rows.map(({ id, title, as }) => [id, title, as]),
    [
      ['ECOG', 'ECOG', 'number'],
      ['sex', 'Sex', 'category'],
    ],
  )
  assert.ok(
    readout.findings.some(
      ({ code, message }) => code === 'baseline.variable.absent' && /histology/.test(message),
    ),
  )
})

test('a setting that no schema allows is refused at the door, not taken for another kind', () => {
  assert.throws(
    () => smallStudy({ protocol: { analyses: [{ id: 'b', kind: 'baseline', population: 7 }] } }),
    /expected string, received number/,
  )
})
