import { type Items, type ManifestKey, notBlank, type Shape } from './manifest-keys.ts'
import { didYouMean, nearest } from './nearest.ts'
import type { Place, Sentence } from './problem.ts'
import { choiceNamed } from './registry.ts'
import { isRepositoryId, selectionProblem } from './selection.ts'
import { looksLikeToken } from './token.ts'

/** A part of the manifest with its place. What is `unread` has been complained of, or lies too deep to matter. */
export type Part =
  | { readonly kind: 'mapping'; readonly place: Place; readonly members: readonly Member[] }
  | { readonly kind: 'list'; readonly place: Place; readonly items: readonly Part[] }
  | { readonly kind: 'scalar'; readonly place: Place; readonly value: unknown; readonly written: string }
  | { readonly kind: 'unread'; readonly place: Place }

/** A key with its value; `key` is undefined if it is no text. */
export interface Member {
  readonly key: string | undefined
  readonly place: Place
  readonly value: Part
}

/** A problem at its place. */
export type Finding = Exclude<Sentence, string>

/** Says that something is wrong with a place. No text holds a value of the manifest. */
export type Complain = (place: Place, text: string) => void

type Text = Extract<Shape, { kind: 'text' }>
type List = Extract<Shape, { kind: 'list' }>

/** The value of a key, undefined if it is not what the key may have. */
export function readValue(name: string, { shape }: ManifestKey, part: Part, complain: Complain): unknown {
  if (part.kind === 'unread') return undefined
  const wrong = (text: string) => complain(part.place, `'${name}' ${text}`)
  const value = part.kind === 'scalar' ? part.value : undefined
  switch (shape.kind) {
    case 'text':
      return readText(shape, part, wrong)
    case 'boolean':
      if (typeof value === 'boolean') return value
      return wrong('must be true or false.')
    case 'choice':
      return (
        choiceNamed(String(value), shape.choices) ??
        wrong(
          `must be one of ${shape.choices.join(', ')}.${didYouMean(nearest(String(value), shape.choices))}`
        )
      )
    case 'list':
      return readList(shape, part, name, complain)
  }
}

function readText(shape: Text, part: Part, wrong: (text: string) => void): string | null | undefined {
  if (part.kind !== 'scalar') return void wrong('must be text.')
  const { value, written } = part
  if (value === null && shape.clearable) return null
  if (value === null || (typeof value === 'string' && !notBlank.test(value)))
    return void wrong('has no value; give it one, or remove the key.')
  if (typeof value !== 'string')
    return void wrong(
      isZeroLed(written)
        ? 'is a number here and has lost its leading zero; write it in quotes.'
        : 'must be text; write it in quotes.'
    )
  if (shape.pattern?.test(value) === false)
    return void wrong(
      looksLikeToken(value)
        ? 'looks like a token itself; revoke that token, and give the name of the variable that holds a new one.'
        : `must be ${shape.mustBe}.`
    )
  return value
}

function isZeroLed(number: string): boolean {
  return /^[-+]?0\d/.test(number)
}

function readList({ items, mayBeEmpty }: List, part: Part, name: string, complain: Complain): unknown {
  if (part.kind !== 'list') {
    const isText = part.kind === 'scalar' && part.written !== ''
    const hint = isText ? ` Put it in brackets, and a name that begins with * in quotes.` : ''
    return complain(part.place, `'${name}' must be a list, such as [a, b].${hint}`)
  }
  if (part.items.length === 0 && !mayBeEmpty)
    return complain(part.place, `'${name}' is empty; fill it, or remove the key.`)
  const seen = new Set<string>()
  const values = part.items.map(item => {
    const value = readItem(items, item, text => complain(item.place, `'${name}' ${text}`))
    const same = String(value).toLowerCase()
    if (value !== undefined && seen.has(same)) complain(item.place, `'${name}' holds this twice; remove one.`)
    seen.add(same)
    return value
  })
  return values.includes(undefined) ? undefined : values
}

function readItem(items: Items, part: Part, wrong: (text: string) => void): string | number | undefined {
  if (part.kind === 'unread') return undefined
  const { value, written } = part.kind === 'scalar' ? part : { value: undefined, written: '' }
  const isDecimal = typeof value === 'number' && /^[1-9]\d*$/.test(written)
  if (items.ids && isDecimal && isRepositoryId(written)) return items.pattern ? written : value
  if (typeof value === 'string' && items.pattern?.test(value)) {
    if (!items.ids || !selectionProblem(value)) return value
  }
  const hint =
    items.pattern && part.kind === 'scalar' && typeof value !== 'string' ? '; write a name in quotes' : ''
  return void wrong(`holds something that is not ${items.mustBe}${hint}.`)
}
