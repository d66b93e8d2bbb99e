import type { Dice } from './dice.ts'
import { kindsOfSecrets, makeSecret, makeToken } from './secrets.ts'

/** Characters that nothing tells apart but what they are: as long in UTF-8, and treated alike everywhere. */
const alike = [
  'abcdefghijklmnopqrstuvwxyz',
  'ABCDEFGHIJKLMNOPQRSTUVWXYZ',
  '0123456789',
  'äöüßéèñçøå',
  'Жд',
  'あ漢한',
  '🔑👩🚀'
].map(characters => [...characters])

/** A token's or a secret's beginning that has a meaning. */
const prefix = /^(ghp_|github_pat_)/

const kinds = [...kindsOfSecrets.filter(kind => kind !== 'all of Unicode'), 'a token of GitHub']

/** Two secrets of the same length and shape. */
export function twinSecrets(dice: Dice): { kind: string; texts: readonly [string, string] } {
  const kind = dice.oneOf(kinds)
  const text =
    kind === 'a token of GitHub' ? `ghp_${dice.text(36, 'abcXYZ089')}` : makeSecret(dice, kind, 2000)
  return { kind, texts: [text, twinOf(text)] }
}

/** Two tokens of the same length and shape. */
export function twinTokens(dice: Dice): readonly [string, string] {
  const token = makeToken(dice)
  return [token, twinOf(token)]
}

/** The same text with other letters and digits; where that alone tells nothing apart there is no twin. */
function twinOf(text: string): string {
  const [start = ''] = prefix.exec(text) ?? []
  const others = [...text.slice(start.length)].map(character => {
    const row = alike.find(characters => characters.includes(character))
    return row ? row[(row.indexOf(character) + 1) % row.length] : character
  })
  const twin = start + others.join('')
  if (twin === text) throw new Error(`There is no twin of ${JSON.stringify(text)}.`)
  return twin
}
