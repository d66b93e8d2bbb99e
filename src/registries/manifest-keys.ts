import { textProblem, tokenPattern } from './address.ts'
import type { Place } from './problem.ts'
import {
  fields,
  isRepositoryId,
  notBlank,
  orgName,
  parseValue,
  registryName,
  type Shape,
  selectionPattern,
  selectionProblem
} from './registry.ts'

/** What a list may contain: texts that match a pattern, ids, or both; `mustBe` describes them. */
type ListShape = { kind: 'list'; pattern?: RegExp; ids: boolean; mustBe: string; mayBeEmpty: boolean }

/** A part of the manifest. An `unread` one is already rejected, or nested too deeply to matter. */
export type Part =
  | { readonly kind: 'mapping'; readonly place: Place; readonly members: readonly Member[] }
  | { readonly kind: 'list'; readonly place: Place; readonly items: readonly Part[] }
  | { readonly kind: 'scalar'; readonly place: Place; readonly value: unknown; readonly written: string }
  | { readonly kind: 'unread'; readonly place: Place }

/** A key with its value; `key` is undefined if it is not text. */
export interface Member {
  readonly key: string | undefined
  readonly place: Place
  readonly value: Part
}

/** Adds a problem of the manifest. Its text never repeats a value. */
export type Refuse = (place: Place, text: string) => undefined

const reservedPrefixes = ['GITHUB', 'INPUT', 'ACTIONS', 'RUNNER', 'NODE']
const reservedNames = ['PATH', 'HOME']
/** The variable from which npm reads its token after setup-node. */
const allowedName = 'NODE_AUTH_TOKEN'

/** Every key that an entry of the manifest may have, in the order of the documentation. */
export const entryKeys: ReadonlyMap<string, Shape | ListShape> = new Map(
  Object.entries<Shape | ListShape>({
    name: {
      kind: 'text',
      pattern: registryName,
      mustBe: 'the name of a registry: letters, digits, _, - and ., but not public-key'
    },
    ...fields,
    secret_env: {
      kind: 'text',
      pattern: new RegExp(
        `^(?!(?!${allowedName}$)(${anyCase(reservedPrefixes)})_)(?!(${anyCase(reservedNames)})$)(?!${tokenPattern})[A-Za-z_][A-Za-z0-9_]*$`
      ),
      mustBe: `the name of a variable, but not ${reservedPrefixes.map(prefix => `${prefix}_*`).join(', ')} (except ${allowedName}), ${reservedNames.join(' or ')}`
    },
    selected_repository_ids: {
      ...{ kind: 'list', ids: true, mayBeEmpty: true },
      mustBe: `a repository id, which is a whole number such as 1296269`
    },
    selected_repositories: {
      ...{ kind: 'list', pattern: selectionPattern, ids: true, mayBeEmpty: true },
      mustBe: `a repository name, a pattern with * or an id`
    },
    orgs: { kind: 'list', pattern: orgName, ids: false, mayBeEmpty: false, mustBe: `an organization name` },
    ignore_advice: {
      ...{ kind: 'list', pattern: notBlank, ids: false, mayBeEmpty: true },
      mustBe: 'the name of advice, such as http'
    }
  })
)

/** Keys that apply to a single registry, so `defaults` cannot have them. */
export const perRegistryKeys: readonly string[] = ['name', 'url']

/** JSON Schema has no flag to ignore case. */
function anyCase(words: readonly string[]): string {
  const letters = (word: string) =>
    word.replace(/[a-z]/gi, letter => `[${letter.toUpperCase()}${letter.toLowerCase()}]`)
  return words.map(letters).join('|')
}

/** The value of a key; undefined if it was rejected. */
export function readValue(name: string, part: Part, refuse: Refuse): unknown {
  const shape = entryKeys.get(name)
  if (!shape || part.kind === 'unread') return undefined
  const wrong = (text: string) => refuse(part.place, `'${name}' ${text}`)
  const problem = partProblem(name, part)
  if (problem) return wrong(`${problem}.`)
  if (shape.kind === 'list') return readList(name, shape, part, refuse)
  const isNumber = part.kind === 'scalar' && typeof part.value === 'number'
  if (shape.kind === 'text' && isNumber && /^[-+]?0\d/.test(part.written))
    return wrong('is read as a number and has lost its leading zero; write it in quotes.')
  const parsed = parseValue(shape, part.kind === 'scalar' ? part.value : [])
  return 'value' in parsed ? parsed.value : wrong(parsed.problem)
}

/** The problem of a text that is not allowed for any key. */
function partProblem(name: string, part: Part): string | undefined {
  const text = part.kind === 'scalar' ? part.value : undefined
  return typeof text === 'string' && notBlank.test(text) ? textProblem(name, text) : undefined
}

function readList(name: string, shape: ListShape, part: Part, refuse: Refuse): unknown {
  if (part.kind !== 'list') {
    const isText = part.kind === 'scalar' && part.written !== ''
    const hint = isText ? ` Put it in brackets, and put quotes around a name that begins with *.` : ''
    return refuse(part.place, `'${name}' must be a list, such as [a, b].${hint}`)
  }
  if (part.items.length === 0 && !shape.mayBeEmpty)
    return refuse(part.place, `'${name}' is empty; add an entry, or remove the key.`)
  const seen = new Set<string>()
  const values = part.items.map(item => {
    const value = readItem(name, shape, item, refuse)
    const same = String(value).toLowerCase()
    if (value !== undefined && seen.has(same))
      refuse(item.place, `'${name}' has this entry twice; remove one.`)
    seen.add(same)
    return value
  })
  return values.includes(undefined) ? undefined : values
}

function readItem(name: string, { pattern, ids, mustBe }: ListShape, part: Part, refuse: Refuse) {
  if (part.kind === 'unread') return undefined
  const problem = partProblem(name, part)
  if (problem) return refuse(part.place, `'${name}' ${problem}.`)
  const { value, written } = part.kind === 'scalar' ? part : { value: undefined, written: '' }
  if (ids && typeof value === 'number' && isRepositoryId(written)) return pattern ? written : value
  if (typeof value === 'string' && pattern?.test(value) && !(ids && selectionProblem(value))) return value
  const isQuotable = pattern && part.kind === 'scalar' && typeof value !== 'string'
  const hint = isQuotable ? '; write a name in quotes' : ''
  return refuse(part.place, `'${name}' has an entry that is not ${mustBe}${hint}.`)
}
