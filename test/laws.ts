/** Loaded before every test: the laws draw the same cases on each run; ABSCOPAL_LAWS=random draws others, a number repeats those. */
import fc from 'fast-check'

const wish = process.env['ABSCOPAL_LAWS'] ?? '20251117'
if (wish !== 'random') {
  const seed = Number(wish)
  if (!Number.isInteger(seed)) throw new RangeError(`ABSCOPAL_LAWS: a whole number or random, got ${wish}`)
  fc.configureGlobal({ seed })
}
