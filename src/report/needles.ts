/** Texts to look for, each written in digits of so many bits: bytes are digits of eight. */
export interface Needles {
  add(needle: Uint8Array): void
  /** For each hash of the first digits a bit, set if a needle may begin with them. */
  readonly bits: Uint32Array
  /** How many digits the longest needle has that they begin with; `next` gives one after another. */
  longest(first: number, next: () => number): number
}

/** Needles that begin with the same digits. One that is alone with its beginning is kept whole. */
interface Branch {
  ends: boolean
  readonly next: Map<number, Branch | Uint8Array>
}

/** Of 128 KiB of bits, thousands of needles set one in a hundred. */
const hashBits = 20

/**
 * No needles yet. Ordinary text is passed by with one look at a bit for each digit: only where `mayBegin(bits, 0x6e706d5f)`
 * says that some needle may begin with `npm_`, the tree of needles is walked.
 */
export function createNeedles(first: (needle: Uint8Array) => number): Needles {
  const bits = new Uint32Array(2 ** hashBits / 32)
  const beginnings = new Set<number>()
  const root = branch()
  return {
    add(needle) {
      const hash = hashOf(first(needle))
      bits[hash >>> 5] = (bits[hash >>> 5] as number) | (1 << hash)
      beginnings.add(first(needle))
      insert(root, needle, 0)
    },
    bits,
    longest: (first, next) => (beginnings.has(first) ? longestOf(root, next) : 0)
  }
}

/** Whether a needle may begin with these digits, as one number. One that does is never missed. */
export function mayBegin(bits: Uint32Array, first: number): boolean {
  const hash = hashOf(first)
  return (((bits[hash >>> 5] as number) >>> hash) & 1) === 1
}

function hashOf(first: number): number {
  return Math.imul(first, 0x9e3779b1) >>> (32 - hashBits)
}

function branch(): Branch {
  return { ends: false, next: new Map() }
}

function insert(root: Branch, needle: Uint8Array, from: number): void {
  let at = root
  for (let index = from; index < needle.length; index++) {
    const digit = needle[index] as number
    const there = at.next.get(digit)
    if (!there) {
      at.next.set(digit, needle)
      return
    }
    const inner = there instanceof Uint8Array ? branch() : there
    if (there instanceof Uint8Array) {
      if (Buffer.compare(there, needle) === 0) return
      at.next.set(digit, inner)
      insert(inner, there, index + 1)
    }
    at = inner
  }
  at.ends = true
}

function longestOf(root: Branch, next: () => number): number {
  let length = 0
  let at = root
  for (let depth = 1; ; depth++) {
    const there = at.next.get(next())
    if (!there) return length
    if (there instanceof Uint8Array) {
      for (let index = depth; index < there.length; index++) if (next() !== there[index]) return length
      return there.length
    }
    if (there.ends) length = depth
    at = there
  }
}
