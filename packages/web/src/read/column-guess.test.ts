import assert from 'node:assert/strict'
import { test } from 'node:test'
import { columnGuess } from './column-guess.ts'
import { columnsOf } from './columns.ts'

const guess = (text: string) => columnGuess(columnsOf('any.csv', text).columns)

for (const [law, text, expected] of [
  [
    'names decide',
    'trt,time,event\na,5,1\nb,6,0\n',
    { time: 'time', event: 'event', eventValue: '', arm: 'trt', unit: 'days' },
  ],
  [
    'case does not matter',
    'ARM,OS_Months,Status\na,5,1\nb,6,0\n',
    { time: 'OS_Months', event: 'Status', arm: 'ARM', unit: 'months' },
  ],
  ['of a status of 1 and 2, 2 is the event', 'time,status\n5,1\n6,2\n', { event: 'status', eventValue: '2' }],
  [
    'CNSR is 0 at an event',
    'AVAL,CNSR,TRT01P\n5,1,a\n6,0,b\n',
    { time: 'AVAL', event: 'CNSR', eventValue: '0', arm: 'TRT01P' },
  ],
  ['a word that says event is taken', 'days,status\n5,dead\n6,alive\n', { time: 'days', eventValue: 'dead' }],
  [
    'without a name, a column of 0 and 1 is the event',
    'weeks,relapsed\n5,1\n6,0\n',
    { event: 'relapsed', unit: 'weeks' },
  ],
  [
    'what 1 means in a column of censoring is not guessed',
    'time,cens\n5,1\n6,0\n',
    { time: 'time', event: '' },
  ],
  ['nothing is guessed where nothing speaks for it', 'x,y\n5,7\n6,8\n', { time: '', event: '', arm: '' }],
] as const)
  test(`columns of a table: ${law}`, () => assert.deepEqual({ ...guess(text), ...expected }, guess(text)))
