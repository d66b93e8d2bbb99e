import {
  behindBlanks,
  behindEnds,
  bidi,
  brackets,
  doubleColons,
  outputKeys,
  terminal,
  withUnseen
} from './payload-commands.ts'
import { html, links, markdown, mentions, tables } from './payload-markup.ts'

/** A text that wants to be more than text. Whatever comes alive of it says `pwned`. */
export interface Payload {
  readonly kind: string
  readonly text: string
}

const shapes = [
  '${{ github.token }} pwned',
  '$(pwned)',
  '`pwned`; pwned',
  '"; pwned; "',
  "'; pwned; '",
  '{"pwned": "pwned"}',
  '"}, {"pwned": "pwned',
  '%s %d %j %o pwned',
  '../../pwned',
  '__proto__ pwned',
  'constructor pwned',
  '- pwned: &pwned !!js/function pwned',
  '"pwned" # pwned',
  'pwned: pwned\npwned2: pwned',
  '\ud800pwned',
  'pwned\udc00',
  'p\u0301\u0301\u0301\u0301wned pwned',
  '\uffff\ufffepwned',
  'pwned '.repeat(1000),
  ' pwned '
]

function of(kind: string, texts: readonly string[]): Payload[] {
  return texts.map(text => ({ kind, text }))
}

/** Every payload, each once. */
export const payloads: readonly Payload[] = [
  ...of('a command with colons', doubleColons),
  ...of('a command in brackets', brackets),
  ...of('a command behind the end of a line', behindEnds),
  ...of('a command behind blanks', behindBlanks),
  ...of('a command with unseen characters', withUnseen),
  ...of('a key of an output', outputKeys),
  ...of('terminal control', terminal),
  ...of('a mark that turns text', bidi),
  ...of('HTML', html),
  ...of('a link or an image', links),
  ...of('a mention', mentions),
  ...of('Markdown', markdown),
  ...of('a table', tables),
  ...of('another language', shapes)
]

/** A payload that tells which one it was, wherever it comes. */
export function marked({ text }: Payload, number: number): string {
  return text.replaceAll(/pwned/gi, found => `${found}${number}q`)
}

/** What is found of a payload where it came. */
export function markOf(number: number): string {
  return `pwned${number}q`
}
