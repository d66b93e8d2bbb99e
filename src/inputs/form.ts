import { addressProblem, hasExpression, holdsExpression, textProblem } from '../registries/address.ts'
import type { Policy } from '../registries/plan.ts'
import { didYouMean, nearest, type Sentence, textOf, tryTo } from '../registries/problem.ts'
import {
  fieldNames,
  fields,
  inputOf,
  isRepositoryId,
  type Parsed,
  parseValue,
  type RegistrySpec,
  type Shape
} from '../registries/registry.ts'
import type { Source } from '../registries/wanted.ts'
import type { Operation } from '../request.ts'
import { inputs } from './table.ts'

export type Environment = Readonly<Record<string, string | undefined>>

/** The inputs as the user filled them in, the environment, and the problems found while reading them. */
export class Form {
  readonly problems: Sentence[] = []
  readonly warnings: Sentence[] = []
  readonly notices: Sentence[] = []
  readonly variables: Environment
  readonly mask: (secret: string) => void
  readonly #texts: Map<string, string>
  #operation: Operation | undefined

  constructor(read: (name: string) => string, variables: Environment, mask: (secret: string) => void) {
    this.#texts = new Map(Object.keys(inputs).map(name => [name, read(name)]))
    this.variables = variables
    this.mask = mask
  }

  /** All problems. If the text of an input is unusable, its other problems are left out. */
  allProblems(): Sentence[] {
    const unusable = new Map<string, string>()
    for (const [name, text] of this.#texts) {
      const problem = inputProblem(name, text)
      if (problem) unusable.set(name, `'${name}' ${problem}.`)
    }
    const others = this.problems.filter(
      problem => !unusable.has(/^(Input )?'([^']+)'/.exec(textOf(problem))?.[2] ?? '')
    )
    return [...unusable.values(), ...others]
  }

  /** From here on, inputs that the operation does not use count as not given. */
  limitTo(operation: Operation): void {
    this.#operation = operation
  }

  /** Adds problems and warnings, one by one because there may be more than a call can spread. */
  add({ problems, warnings }: { problems: readonly Sentence[]; warnings: readonly Sentence[] }): void {
    for (const problem of problems) this.problems.push(problem)
    for (const warning of warnings) this.warnings.push(warning)
  }

  typed(name: string): string {
    return this.#texts.get(name) ?? ''
  }

  uses(name: string): boolean {
    return this.#operation === undefined || inputs[name]?.operations.includes(this.#operation) === true
  }

  /** The text of an input, or its default; undefined without either. A default that the runner fills in does not count. */
  text(name: string): string | undefined {
    const input = inputs[name]
    if (!this.uses(name)) return undefined
    if (this.typed(name) !== '') return this.typed(name)
    return input?.default?.startsWith('${{') ? undefined : input?.default
  }

  /** The value of an input. Adds a problem if its text cannot be parsed. */
  parsed<T>(name: string, parse: (text: string) => Parsed<T>): T | undefined {
    const text = this.text(name)
    const parsed = text === undefined ? { value: undefined } : parse(text)
    if ('value' in parsed) return parsed.value
    this.problems.push(`Input '${name}' is '${text}'; it ${parsed.problem}`)
    return undefined
  }

  /** A secret without the line break at its end. Both forms are masked. */
  masked(whole: string): string {
    const secret = whole.replace(/\r?\n$/, '')
    for (const text of secret === '' ? [] : new Set([whole, secret])) this.mask(text)
    return secret
  }

  flag(name: string): boolean {
    return this.parsed(name, text => parseInput({ kind: 'boolean' }, text)) === true
  }

  fields(): RegistrySpec {
    const values = fieldNames.map(
      field => [field, this.parsed(inputOf(field), text => parseInput(fields[field], text))] as const
    )
    return Object.fromEntries(values.filter(([, value]) => value !== undefined))
  }

  readonly source: Source = {
    spell: inputOf,
    gave: field => this.text(inputOf(field)) !== undefined,
    say: (_, text) => text
  }
}

const secrets: readonly string[] = ['secret', 'secrets', 'token', 'app-private-key']
const lists: readonly string[] = [
  ...['org', 'allowed-hosts', 'ignore-advice', 'selected-repositories', 'selected-repository-ids']
]

/** Why the text of an input is unusable. A secret may contain any character, a list may have line breaks. */
function inputProblem(name: string, text: string): string | undefined {
  if (secrets.includes(name)) return hasExpression(text) ? holdsExpression : undefined
  return textProblem(name, lists.includes(name) ? text.replace(/[\r\n\t]/g, ' ') : text)
}

/** The value of a field, with booleans written as in YAML 1.2. */
export function parseInput(shape: Shape, text: string): Parsed<string | boolean | null> {
  const isBoolean = shape.kind === 'boolean' && /^(true|True|TRUE|false|False|FALSE)$/.test(text)
  return parseValue(shape, isBoolean ? text.toLowerCase() === 'true' : text)
}

const units: Record<string, number> = { ms: 1, s: 1000, m: 60_000, h: 3_600_000, d: 86_400_000 }

/** A whole number above 0 and its unit (`30s`), in milliseconds. */
export function parseDuration(text: string): Parsed<number> {
  const value = millisecondsIn(text)
  return value ? { value } : { problem: 'must be a whole number above 0 with ms, s, m, h or d, such as 30s.' }
}

/** A duration that may be zero (`0s`), in milliseconds. */
export function parseInterval(text: string): Parsed<number> {
  const value = millisecondsIn(text)
  if (value !== undefined) return { value }
  return { problem: 'must be a whole number with ms, s, m, h or d, such as 1s.' }
}

function millisecondsIn(text: string): number | undefined {
  const [, number, unit = ''] = /^(\d+)(ms|s|m|h|d)$/.exec(text) ?? []
  const milliseconds = Number(number) * (units[unit] ?? Number.NaN)
  return Number.isSafeInteger(milliseconds) ? milliseconds : undefined
}

/** `never`, `always`, or the age after which a secret is rewritten. */
export function parseRewrite(text: string): Parsed<Policy['rewriteSecrets']> {
  if (text === 'never' || text === 'always') return { value: text }
  const olderThan = millisecondsIn(text)
  if (olderThan) return { value: { olderThan } }
  const hint = didYouMean(nearest(text, ['never', 'always']))
  return { problem: `must be never, always, or an age such as 30d.${hint}` }
}

export function parseCount(text: string): Parsed<number> {
  const value = /^\d+$/.test(text) ? Number(text) : Number.NaN
  return Number.isSafeInteger(value) ? { value } : { problem: 'must be a whole number such as 1.' }
}

/** Entries separated by commas or line breaks, or a JSON array. Only `[]` is empty: a list that is empty by accident is a problem. */
export function parseList(text: string): Parsed<string[]> {
  const entries = text.startsWith('[') ? jsonList(text) : text.split(/[,\n]/)
  if (!entries) return { problem: 'must be a JSON array of strings and numbers if it begins with [.' }
  const value = [...new Set(entries.map(entry => entry.trim()).filter(entry => entry !== ''))]
  if (value.length > 0 || /^\[\s*\]$/.test(text)) return { value }
  return { problem: 'must be a list with at least one entry, or [] for none.' }
}

function jsonList(text: string): string[] | undefined {
  const entries: unknown = tryTo(() => JSON.parse(text))
  const isPlain =
    Array.isArray(entries) && entries.every(entry => ['string', 'number'].includes(typeof entry))
  return isPlain ? entries.map(String) : undefined
}

export function parseIds(text: string): Parsed<number[]> {
  const list = parseList(text)
  if ('problem' in list) return list
  if (list.value.every(isRepositoryId)) return { value: list.value.map(Number) }
  return { problem: 'must be a list of repository ids, which are whole numbers such as 1296269.' }
}

/** A list of hosts, such as `npm.acme.example`, `npm.acme.example:8443` and `*.acme.example`. */
export function parseHosts(text: string): Parsed<string[]> {
  const list = parseList(text)
  if ('problem' in list) return list
  if (!list.value.every(entry => /^(\*\.)?[\w.-]+(:\d+)?$/.test(entry)))
    return {
      problem:
        'must be a list of hosts such as npm.acme.example or *.acme.example, without https:// or a path.'
    }
  const [problem] = list.value.flatMap(entry => addressProblem(`https://${entry.replace('*.', '')}`) ?? [])
  return problem ? { problem: `${problem}.` } : { value: list.value.map(entry => entry.toLowerCase()) }
}
