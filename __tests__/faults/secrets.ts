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

// Drawing each character of a very long text would take long.
const mostDrawn = 400

/** Texts of so many of these characters. */
function textOf(unit: fc.Arbitrary<string>, length: number): fc.Arbitrary<string> {
  const drawn = Math.min(length, mostDrawn)
  const text = fc.noBias(fc.array(unit, { minLength: drawn, maxLength: drawn, size: 'max' }))
  return text.map(all => Array.from({ length }, (_, at) => all[at % drawn]).join(''))
}

/** A secret of some kind, of 8 bytes to so many; short ones are as likely as long ones, and few are very long. */
export function secrets(longest = longestSecret): fc.Arbitrary<string> {
  const most = fc.oneof({ weight: 9, arbitrary: fc.constant(Math.min(2000, longest)) }, fc.constant(longest))
  const size = fc.double({ min: 0, max: 1, noNaN: true })
  return fc
    .record({ kind: fc.constantFrom(...kinds), most, size })
    .chain(({ kind: [template, unit], most, size }) => {
      const length = Math.round(8 * (most / 8) ** size)
      const text = textOf(unit, Math.max(length, 7 * (template.split('¤').length - 1)))
      return text.map(text => cutToBytes(filled(template, text), Math.max(length, 24)))
    })
}

/** A template, again and again, until all of a text has found its place in its words. */
function filled(template: string, text: string): string {
  // No more than a hundred lines, and at least some letters in each.
  const length = template === '¤' ? text.length : Math.max(7, Math.ceil(text.length / 100))
  const words = text.match(new RegExp(`.{1,${length}}`, 'gsu')) ?? []
  const times = Math.ceil(words.length / (template.split('¤').length - 1))
  return template.repeat(times).replaceAll('¤', () => words.shift() ?? '')
}

function cutToBytes(text: string, most: number): string {
  const cut = Buffer.from(text).subarray(0, most).toString('utf8')
  return Buffer.byteLength(text) <= most ? text : cut.replace(/\ufffd+$/, '')
}

/** A token has no blanks, and nothing beyond ASCII. */
export const tokens: fc.Arbitrary<string> = fc.oneof(
  textOf(letter, 36).map(text => `ghp_${text}`),
  textOf(letter, 70).map(text => `github_pat_${text}`),
  textOf(
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
