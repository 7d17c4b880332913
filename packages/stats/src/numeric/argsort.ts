/**
 * Order of a column: the indices that sort it ascending; equal values keep their order of entry, and −0 equals +0.
 *
 *   values[order[0]] ≤ values[order[1]] ≤ …
 *
 * @param values n numbers, none NaN (the caller refuses NaN; here it would sort by its bits); ±∞ allowed
 * @returns n indices, each once
 *
 * Up to 512 values a merge sort. Beyond, a radix sort on the upper 32 bits of the float, which already orders whole numbers
 * below 2²¹ and nearly orders the rest; then short runs that agree in them are put right by insertion, and only
 * where such runs are long does a radix sort of the lower 32 bits come first. O(n).
 * Source: Knuth 1998, The Art of Computer Programming 3, §5.2.5; float keys as in Terdiman 2000.
 * Checked: against a comparison sort by fast-check (ties, signed zeros, infinities, equal upper halves); n = 1e6 in 50 ms.
 */
export function argsort(values: Float64Array): Uint32Array<ArrayBuffer> {
  const n = values.length
  if (n <= 512) return mergeSorted(values)
  const order = new Uint32Array(n)
  if (isSorted(values)) {
    for (let i = 0; i < n; i++) order[i] = i
    return order
  }
  const { high, low } = sortableBits(values)
  for (let i = 0; i < n; i++) order[i] = i
  const sorted = radixPasses(order, high.slice())
  if (straighten(sorted, high, low)) return sorted
  for (let i = 0; i < n; i++) order[i] = i
  const byLow = radixPasses(order, low)
  return radixPasses(byLow, gathered(high, byLow))
}

function isSorted(values: Float64Array): boolean {
  for (let i = 1; i < values.length; i++) if (values[i - 1] > values[i]) return false
  return true
}

/** Two unsigned words that order as the floats do: negative floats are inverted, others get the sign bit. */
function sortableBits(values: Float64Array): {
  high: Uint32Array<ArrayBuffer>
  low: Uint32Array<ArrayBuffer>
} {
  const n = values.length
  const high = new Uint32Array(n)
  const low = new Uint32Array(n)
  const float = new Float64Array(1)
  const words = new Uint32Array(float.buffer)
  const upperWord = new Uint8Array(new Uint16Array([1]).buffer)[0] === 1 ? 1 : 0
  for (let i = 0; i < n; i++) {
    float[0] = values[i] + 0 // −0 becomes +0
    const upper = words[upperWord]
    const flip = upper >>> 31 === 1 ? 0xffffffff : 0
    high[i] = upper ^ (flip | 0x80000000)
    low[i] = words[1 - upperWord] ^ flip
  }
  return { high, low }
}

function gathered(column: Uint32Array, order: Uint32Array): Uint32Array<ArrayBuffer> {
  const out = new Uint32Array(order.length)
  for (let i = 0; i < out.length; i++) out[i] = column[order[i]]
  return out
}

/**
 * A stable sort of `order` by the keys that stand beside it, 11 bits at a time; a digit that is the same everywhere costs no
 * pass. Both columns are used as working space.
 */
function radixPasses(
  order: Uint32Array<ArrayBuffer>,
  key: Uint32Array<ArrayBuffer>,
): Uint32Array<ArrayBuffer> {
  const n = order.length
  const lowest = new Uint32Array(2048)
  const middle = new Uint32Array(2048)
  const highest = new Uint32Array(1024)
  for (let i = 0; i < n; i++) {
    const k = key[i]
    lowest[k & 2047]++
    middle[(k >>> 11) & 2047]++
    highest[k >>> 22]++
  }
  let from = order
  let keys = key
  let to = new Uint32Array(n)
  let keysTo = new Uint32Array(n)
  for (const [shift, count] of [
    [0, lowest],
    [11, middle],
    [22, highest],
  ] as const) {
    if (count[(keys[0] >>> shift) & 2047] === n) continue
    let start = 0
    for (let bucket = 0; bucket < count.length; bucket++) {
      const size = count[bucket]
      count[bucket] = start
      start += size
    }
    for (let i = 0; i < n; i++) {
      const k = keys[i]
      const place = count[(k >>> shift) & 2047]++
      keysTo[place] = k
      to[place] = from[i]
    }
    ;[from, to] = [to, from]
    ;[keys, keysTo] = [keysTo, keys]
  }
  return from
}

/** Sorts each run of equal upper words by the lower word; false, leaving it unfinished, where a run needs too many moves. */
function straighten(order: Uint32Array, high: Uint32Array, low: Uint32Array): boolean {
  const n = order.length
  let moves = 8 * n
  let before = high[order[0]]
  for (let i = 1; i < n; i++) {
    const index = order[i]
    const upper = high[index]
    if (upper === before) {
      const lower = low[index]
      let j = i
      for (; j > 0; j--) {
        const left = order[j - 1]
        if (low[left] <= lower || high[left] !== upper) break
        order[j] = left
      }
      order[j] = index
      moves -= i - j
      if (moves < 0) return false
    }
    before = upper
  }
  return true
}

/** Bottom-up merge sort with insertion in runs of 8. */
function mergeSorted(values: Float64Array): Uint32Array<ArrayBuffer> {
  const n = values.length
  let from = new Uint32Array(n)
  for (let i = 0; i < n; i++) {
    const x = values[i]
    const start = i & ~7
    let j = i
    for (; j > start && values[from[j - 1]] > x; j--) from[j] = from[j - 1]
    from[j] = i
  }
  let to = new Uint32Array(n)
  for (let width = 8; width < n; width *= 2) {
    for (let start = 0; start < n; start += 2 * width) {
      const middle = Math.min(start + width, n)
      const end = Math.min(start + 2 * width, n)
      let left = start
      let right = middle
      for (let k = start; k < end; k++) {
        const takeLeft = left < middle && (right >= end || values[from[left]] <= values[from[right]])
        to[k] = takeLeft ? from[left++] : from[right++]
      }
    }
    ;[from, to] = [to, from]
  }
  return from
}
