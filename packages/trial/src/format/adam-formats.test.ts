/** Dataset-JSON keeps its published schema; a transport file is read back by R's haven, byte by byte where the format says so. */
import assert from 'node:assert/strict'
import { execFileSync, spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import fc from 'fast-check'
import type { Day } from '../day.ts'
import { readFiles } from '../read.ts'
import type { AdamDataset } from './adam-dataset.ts'
import { datasetJson } from './dataset-json.ts'
import { ibmDouble } from './ibm-double.ts'
import { xpt } from './xpt.ts'

const example = new URL('../../examples/booster-synthetic/', import.meta.url)
const names = readdirSync(example).filter((name) => /\.csv$|^protocol\.json$/.test(name))
const { adam } = readFiles(new Map(names.map((name) => [name, readFileSync(new URL(name, example), 'utf8')])))
const created = '2024-07-31' as Day
const schemaFile = new URL('../../../../../shared/data/dataset-json/dataset.schema.json', import.meta.url)
const hasHaven = spawnSync('Rscript', ['-e', 'library(haven); library(jsonlite)']).status === 0

const made = (
  variable: Partial<AdamDataset['variables'][number]>,
  values: AdamDataset['rows'][number],
): AdamDataset => ({
  name: 'ADSL',
  label: 'Made',
  class: 'SUBJECT LEVEL ANALYSIS DATASET',
  structure: 'One record per subject',
  variables: [
    { name: 'A', label: 'A', type: 'text', origin: 'Assigned', says: 'a letter' },
    { name: 'B', label: 'B', type: 'text', origin: 'Assigned', says: 'made', ...variable },
  ],
  rows: values.map((value) => ['x', value]),
})

const back = (bytes: Uint8Array) => {
  const fraction = bytes.slice(1).reduce((all, byte) => all * 256n + BigInt(byte), 0n)
  return (bytes[0]! > 127 ? -1 : 1) * Number(fraction) * 2 ** (4 * ((bytes[0]! & 127) - 64) - 56)
}

const keeps = (value: Record<string, unknown>, schema: { required: string[]; properties: object }) => {
  for (const key of schema.required) assert.ok(key in value, key)
  for (const key of Object.keys(value)) assert.ok(key in schema.properties, key)
}

for (const dataset of adam!)
  test(
    `Dataset-JSON of ${dataset.name} has what the published schema requires, and nothing that it does not know`,
    {
      skip: existsSync(schemaFile) ? false : 'shared/data/dataset-json absent',
    },
    () => {
      const { $defs } = JSON.parse(readFileSync(schemaFile, 'utf8'))
      const json = JSON.parse(datasetJson(dataset, { study: 'S', created }))
      keeps(json, $defs.Dataset)
      const { datasetJSONCreationDateTime: when, datasetJSONVersion: version } = $defs.Dataset.properties
      assert.match(json.datasetJSONCreationDateTime, new RegExp(when.pattern))
      assert.match(json.datasetJSONVersion, new RegExp(version.pattern))
      for (const column of json.columns) {
        keeps(column, $defs.Column)
        assert.ok($defs.DataTypesEnum.enum.includes(column.dataType))
        assert.ok(
          column.targetDataType === undefined ||
            $defs.TargetDataTypesEnum.enum.includes(column.targetDataType),
        )
        assert.ok(column.length === undefined || column.length >= 1)
      }
      assert.equal(json.records, json.rows.length)
      json.rows.forEach((row: unknown[], r: number) => {
        assert.equal(row.length, json.columns.length)
        row.forEach((value, i) => {
          if (value === null) return
          const { dataType, length, name } = json.columns[i]
          const number = dataType === 'integer' ? Number.isInteger(value) : typeof value === 'number'
          const text = typeof value === 'string' && (length === undefined || value.length <= length)
          assert.ok(['integer', 'float'].includes(dataType) ? number : text, `${name}, row ${r}: ${value}`)
        })
      })
    },
  )

test('every double between the limits of the format comes back from its IBM bytes bit by bit', () => {
  fc.assert(
    fc.property(fc.double({ noNaN: true, noDefaultInfinity: true }), (value) => {
      const bytes = ibmDouble(value)
      const held = value === 0 || (Math.abs(value) >= 16 ** -65 && Math.abs(value) < 16 ** 63)
      assert.equal(bytes !== undefined, held, String(value))
      if (bytes) assert.equal(back(bytes), value === 0 ? 0 : value)
    }),
  )
  assert.deepEqual([...ibmDouble(1)!], [0x41, 0x10, 0, 0, 0, 0, 0, 0])
  assert.deepEqual([...ibmDouble(-118.625)!], [0xc2, 0x76, 0xa0, 0, 0, 0, 0, 0])
  for (const none of [NaN, Infinity, 1e76, 1e-80]) assert.equal(ibmDouble(none), undefined)
})

test('a transport file has the headers of the format in whole records of 80 bytes', () => {
  const { bytes, findings } = xpt(adam![0]!, created)
  const text = Buffer.from(bytes).toString('latin1')
  assert.deepEqual(findings, [])
  assert.equal(bytes.length % 80, 0)
  assert.ok(
    text.startsWith(
      `HEADER RECORD*******LIBRARY HEADER RECORD!!!!!!!${'0'.repeat(30)}  SAS     SAS     SASLIB  6.06`,
    ),
  )
  assert.equal(
    text.slice(240, 320),
    'HEADER RECORD*******MEMBER  HEADER RECORD!!!!!!!000000000000000001600000000140  ',
  )
  assert.ok(text.includes('31JUL24:00:00:00'))
})

for (const [law, variable, value] of [
  ['a text of 201 bytes', {}, 'a'.repeat(201)],
  ['a letter that is not ASCII', {}, 'µ'],
  ['a name of nine letters', { name: 'ABCDEFGHI' }, 'a'],
  ['a label of 41 letters', { label: 'l'.repeat(41) }, 'a'],
  ['a number too large', { type: 'float' }, 1e76],
] as const)
  test(`${law} leaves its variable out, with a finding`, () => {
    const { findings } = xpt(made(variable, [value]), created)
    assert.deepEqual(
      findings.map(({ code, where }) => [code, where?.field]),
      [['xpt.left-out', 'name' in variable ? variable.name : 'B']],
    )
  })

test('what just fits is written', () => {
  assert.deepEqual(
    xpt(made({ name: 'ABCDEFGH', label: 'l'.repeat(40) }, ['a'.repeat(200)]), created).findings,
    [],
  )
})

test(
  'haven reads every value and label back',
  { skip: hasHaven || process.env.CI ? false : 'R haven absent' },
  () => {
    const folder = mkdtempSync(join(tmpdir(), 'abscopal-xpt-'))
    try {
      for (const dataset of adam!) {
        const file = join(folder, 'a.xpt')
        writeFileSync(file, xpt(dataset, created).bytes)
        const program = `d <- haven::read_xpt("${file}"); l <- sapply(d, attr, "label"); for (n in names(d)) if (inherits(d[[n]], "Date")) d[[n]] <- as.character(d[[n]]);
        cat(jsonlite::toJSON(list(labels = unname(l), rows = lapply(d, as.vector)), digits = NA, na = "null", auto_unbox = FALSE))`
        const read = JSON.parse(
          execFileSync('Rscript', ['-e', program], { encoding: 'utf8', maxBuffer: 1e9 }),
        )
        assert.deepEqual(
          read.labels,
          dataset.variables.map(({ label }) => label),
        )
        dataset.variables.forEach(({ name, type }, i) => {
          const ours = dataset.rows.map((row) => (type === 'text' ? (row[i] ?? '') : (row[i] ?? null)))
          const theirs =
            type === 'text' ? read.rows[name].map((value: string | null) => value ?? '') : read.rows[name]
          assert.deepEqual(theirs, ours, `${dataset.name}.${name}`)
        })
      }
    } finally {
      rmSync(folder, { recursive: true })
    }
  },
)
