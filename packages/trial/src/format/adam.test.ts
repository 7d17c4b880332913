import assert from 'node:assert/strict'
import { test } from 'node:test'
import { endpointsBySubject } from '../endpoint/endpoints.ts'
import { patient, protocolOf, recordsOf } from '../endpoint/patient-line.ts'
import { adrs } from './adam-adrs.ts'
import { adtte } from './adam-adtte.ts'
import { adamCsv } from './adam-csv.ts'

const patients = [patient('P1', 'PR@43 PD@85')]
const responses = patients.map((one) => one.responses)
const records = recordsOf(patients)
const protocol = protocolOf({
  analyses: [
    { id: 'ema', title: 'PFS, "EMA"', endpoint: 'pfs', policy: 'ema-type' },
    { id: 'main', rank: 'primary', endpoint: 'pfs' },
  ],
})
const adtteLines = (of = records) =>
  adamCsv(adtte(of, endpointsBySubject(of, responses, protocol).byAnalysis, protocol)).split('\n')

test('of several analyses of one endpoint the primary has the plain code', () => {
  const [header, main, other, end] = adtteLines()
  assert.equal(header?.split(',')[3], 'PARAMCD')
  assert.ok(
    main?.startsWith('test,P1,1,PFS,Progression Free Survival,2022-01-01,2022-03-26,85,DAYS,0,'),
    main,
  )
  assert.ok(
    other?.startsWith('test,P1,2,PFS2,"Progression Free Survival (PFS, ""EMA""; policy ema-type)",'),
    other,
  )
  assert.equal(end, '')
})

test('made data says so in a first column of both files, observed data has no such column', () => {
  const made = { ...records, synthetic: true }
  for (const lines of [adtteLines(made), adamCsv(adrs(made, responses, protocol)).split('\n')]) {
    assert.ok(lines[0]?.startsWith('SYNTHFL,STUDYID,'))
    assert.ok(lines.slice(1, -1).every((line) => line.startsWith('Y,test,')))
  }
  assert.ok(adtteLines()[0]?.startsWith('STUDYID,'))
})
