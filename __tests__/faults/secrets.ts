import { type Dice, word } from './dice.ts'

/** No run of fixed characters is longer than ten, so that sixteen of a secret are never there by chance. */
type Shape = (dice: Dice, length: number) => string

const w = (dice: Dice) => word(dice, 7)

function repeated(make: (dice: Dice) => string): Shape {
  return (dice, length) => {
    let text = make(dice)
    while (text.length < length) text += make(dice)
    return text
  }
}

/** Up to fifty lines; longer secrets have longer lines. */
function lines(end: string): Shape {
  return (dice, length) => {
    const count = Math.min(50, 2 + Math.floor(length / 24))
    const line = Math.max(6, Math.floor(length / count))
    return Array.from({ length: count }, () => word(dice, line)).join(end)
  }
}

/** Any character that a variable can hold: no NUL, no half of a pair. */
function anyCharacter(dice: Dice): string {
  const point = 1 + dice.below(0x10ffff)
  return point >= 0xd800 && point <= 0xdfff ? 'é' : String.fromCodePoint(point)
}

const shapes: Readonly<Record<string, Shape>> = {
  word: word,
  'printable ASCII': (dice, length) =>
    dice.text(length, ' !"#$%&\'()*+,-./:;<=>?@[\\]^_`{|}~abcXYZ0123456789'),
  'all of Unicode': repeated(anyCharacter),
  'Latin-1 and more': (dice, length) => dice.text(length, 'äöüßéèñçøåÆÐ¿¡€Жדあ漢한🔑👩🚀'),
  'several lines': lines('\n'),
  'lines of Windows': lines('\r\n'),
  'a workflow command': repeated(dice => `::error::${w(dice)}##[debug]${w(dice)}%0A`),
  YAML: repeated(dice => `${w(dice)}: "${w(dice)}"\n- ${w(dice)} # ${w(dice)}\n`),
  JSON: repeated(dice => `{"${w(dice)}": "${w(dice)}\\n${w(dice)}"}`),
  HTML: repeated(dice => `<b a='${w(dice)}'>&${w(dice)};"${w(dice)}"</b>`),
  'a regular expression': repeated(dice => `^(${w(dice)}|[${w(dice)}])*\\d+$.{2,}${w(dice)}?`),
  'percent codes': repeated(dice => `%41%0A${w(dice)}%25%zz+${w(dice)}%F0%9F`),
  'base64 of its own': (dice, length) =>
    Buffer.from(word(dice, Math.ceil((length * 3) / 4))).toString('base64'),
  'blanks around it': (dice, length) => `  \t${word(dice, length)} \t `,
  'a line break at its end': (dice, length) => `${word(dice, length)}\n`,
  'a key': (dice, length) => `-----BEGIN ${w(dice)}\n${lines('\n')(dice, length)}\n-----END ${w(dice)}\n`,
  Markdown: repeated(dice => `**${w(dice)}** [${w(dice)}](${w(dice)}) | \`${w(dice)}\` ~~${w(dice)}~~`)
}

/** What kinds of secrets there are. */
export const kindsOfSecrets: readonly string[] = Object.keys(shapes)

/** Bytes that GitHub takes at most. */
export const longestSecret = 48 * 1024

/** A secret of a kind, of 8 bytes to so many; short ones are as likely as long ones, and only one in ten is very long. */
export function makeSecret(dice: Dice, kind: string, longest = longestSecret): string {
  const most = dice.below(10) === 0 ? longest : Math.min(longest, 2000)
  const length = Math.round(8 * (most / 8) ** (dice.below(1000) / 999))
  const text = shapes[kind]?.(dice, length) ?? ''
  return cutToBytes(text.length < 8 ? text + word(dice, 8) : text, Math.max(length, 24))
}

/** A token has no blanks, and nothing beyond ASCII. */
export function makeToken(dice: Dice): string {
  const odd = dice.text(24, '!"#$%&\'()*+,-./:;<=>?@[]^_`{|}~abcXYZ0123456789\\')
  return dice.oneOf([`ghp_${word(dice, 36)}`, `github_pat_${word(dice, 70)}`, `${word(dice, 8)}${odd}`])
}

function cutToBytes(text: string, most: number): string {
  const bytes = Buffer.from(text)
  if (bytes.length <= most) return text
  return bytes
    .subarray(0, most)
    .toString('utf8')
    .replace(/\ufffd+$/, '')
}
