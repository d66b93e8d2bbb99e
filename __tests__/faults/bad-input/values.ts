import fc from 'fast-check'
import { hidden } from './case.ts'
import { nearly, oddAddresses, oddTexts, pieces } from './oddities.ts'

/** Texts that are nearly a value of some kind. */
export function nearlyA(kind: keyof typeof nearly): fc.Arbitrary<string> {
  return fc.constantFrom(...nearly[kind])
}

const json = fc.json({ maxDepth: 3 })
const long = fc
  .constantFrom('x', 'é', '1', '[', 'a,', '\u{1f680}', '../')
  .chain(unit =>
    fc.constantFrom(300, 5000, 25_000, 200_000).map(length => unit.repeat(Math.ceil(length / unit.length)))
  )

/** Addresses that are odd, or made of the pieces of good ones. */
export const addresses: fc.Arbitrary<string> = fc.oneof(
  fc.constantFrom(...oddAddresses),
  fc.array(fc.constantFrom(...pieces), { minLength: 1, maxLength: 8 }).map(parts => parts.join(''))
)

/** Any text that may arrive in an input. */
export const texts: fc.Arbitrary<string> = fc.oneof(
  { weight: 6, arbitrary: fc.constantFrom(...oddTexts) },
  { weight: 1, arbitrary: fc.constantFrom(...oddAddresses.filter(text => !text.includes(hidden))) },
  { weight: 2, arbitrary: fc.string({ unit: 'binary', maxLength: 20 }) },
  { weight: 1, arbitrary: fc.string({ maxLength: 30 }) },
  { weight: 1, arbitrary: json },
  { weight: 1, arbitrary: fc.stringMatching(/^\d{12}$|^\d{20}$|^-?\d{1,3}(ms|s|m|h|d|w)$/) },
  { weight: 1, arbitrary: long }
)

/** A good word with one mistake of the keyboard. */
export function misspelt(word: string): fc.Arbitrary<string> {
  return fc
    .tuple(fc.nat(Math.max(0, word.length - 1)), fc.constantFrom('drop', 'double', 'upper', 'space'))
    .map(([at, how]) => {
      const letter = word.charAt(at)
      const other = { drop: '', double: letter + letter, upper: letter.toUpperCase(), space: `${letter} ` }[
        how
      ]
      return word.slice(0, at) + other + word.slice(at + 1)
    })
}

/** Secrets that stand where they do not belong, or cannot be read. */
export const misplacedSecrets: fc.Arbitrary<string> = fc.constantFrom(
  ...[`["${hidden}"]`, `"${hidden}"`, hidden, `{"NPM_TOKEN":"${hidden}"`, `{"NPM_TOKEN":["${hidden}"]}`],
  ...[`{"A":{"B":"${hidden}"},"C":1}`, `{"__proto__":1,"A":"${hidden}"}`, `NPM_TOKEN=${hidden}`],
  `NPM_TOKEN: ${hidden}`
)
