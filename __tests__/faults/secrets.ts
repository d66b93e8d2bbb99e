import fc from 'fast-check'
import { character } from '../character.ts'

const letter = fc.constantFrom(...'abcdefghijkmnpqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789')
const printable = fc.constantFrom(...' !"#$%&\'()*+,-./:;<=>?@[\\]^_`{|}~abcXYZ0123456789')
const beyondAscii = fc.constantFrom(...'äöüßéèñçøåÆÐ¿¡€Жדあ漢한🔑👩🚀')

/**
 * Kinds of secrets, with random words at each `¤`. No run of fixed characters is longer than ten, so sixteen characters
 * of a secret are nowhere by chance.
 */
const templates = [
  ...['¤', '¤¤¤\n', '¤¤¤\r\n', '::error::¤##[debug]¤%0A', '¤: "¤"\n- ¤ # ¤\n', '{"¤": "¤\\n¤"}'],
  ...['<b a=\'¤\'>&¤;"¤"</b>', '^(¤|[¤])*\\d+$.{2,}¤?', '%41%0A¤%25%zz+¤%F0%9F', '  \t¤¤¤ \t '],
  ...['-----BEGIN ¤\n¤¤\n-----END ¤\n', '**¤** [¤](¤) | `¤` ~~¤~~']
]
type Kind = readonly [template: string, unit: fc.Arbitrary<string>]
const kinds: readonly Kind[] = [
  ...templates.map((template): Kind => [template, letter]),
  // No variable can hold NUL.
  ...[printable, beyondAscii, character.map(one => one.replace('\0', 'x'))].map((unit): Kind => ['¤', unit])
]

/** Bytes that GitHub takes at most. */
export const longestSecret = 48 * 1024

const words = (unit: fc.Arbitrary<string>) =>
  fc.array(fc.string({ unit, minLength: 7, maxLength: 20, size: 'max' }), {
    minLength: 1,
    maxLength: 20,
    size: 'max'
  })

/** A secret of some kind, of 8 bytes to so many; short ones are as likely as long ones, and few are very long. */
export function secrets(longest = longestSecret): fc.Arbitrary<string> {
  const most = fc.oneof({ weight: 9, arbitrary: fc.constant(Math.min(2000, longest)) }, fc.constant(longest))
  return fc
    .record({ kind: fc.constantFrom(...kinds), most, size: fc.double({ min: 0, max: 1, noNaN: true }) })
    .chain(({ kind: [template, unit], most, size }) => {
      const length = Math.max(24, Math.round(8 * (most / 8) ** size))
      return words(unit).map(words => {
        // Longer words instead of more than a hundred.
        const times = Math.ceil(length / 700)
        let [text, at] = ['', 0]
        while (Buffer.byteLength(text) < length)
          text += template.replaceAll('¤', () => (words[at++ % words.length] ?? '').repeat(times))
        return Buffer.from(text)
          .subarray(0, length)
          .toString('utf8')
          .replace(/\ufffd+$/, '')
      })
    })
}

const characters = (unit: fc.Arbitrary<string>, length: number) =>
  fc.string({ unit, minLength: length, maxLength: length })
/** A token has no blanks, and nothing beyond ASCII. */
export const tokens: fc.Arbitrary<string> = fc.oneof(
  characters(letter, 36).map(text => `ghp_${text}`),
  characters(letter, 70).map(text => `github_pat_${text}`),
  characters(
    printable.filter(one => one !== ' '),
    32
  )
)

// As long in UTF-8, and treated alike everywhere.
const alike = [
  ...['abcdefghijklmnopqrstuvwxyz', 'ABCDEFGHIJKLMNOPQRSTUVWXYZ', '0123456789', 'äöüßéèñçøå', 'Жд'],
  ...['あ漢한', '🔑👩🚀']
].map(characters => [...characters])

/** The same text with other letters and digits, which differs in nothing but its characters. */
export function twinOf(text: string): string {
  const [start = ''] = /^(ghp_|github_pat_)/.exec(text) ?? []
  const others = [...text.slice(start.length)].map(character => {
    const row = alike.find(characters => characters.includes(character))
    return row ? row[(row.indexOf(character) + 1) % row.length] : character
  })
  return start + others.join('')
}
