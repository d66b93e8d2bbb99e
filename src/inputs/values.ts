import { nearest } from '../registries/nearest.ts'
import type { Rewrite } from '../registries/plan-entry.ts'
import { choiceNamed } from '../registries/registry.ts'
import { isRepositoryId } from '../registries/selection.ts'

/** A value, or what its text would have to be, and which of its words may be meant. */
export type Parsed<T> = { value: T } | { mustBe: string; meant?: string | undefined }

/** `true` or `false`, written as in YAML 1.2. */
export function parseBoolean(text: string): Parsed<boolean> {
  if (/^(true|True|TRUE)$/.test(text)) return { value: true }
  if (/^(false|False|FALSE)$/.test(text)) return { value: false }
  return { mustBe: 'true or false' }
}

/** One of the choices; a hyphen may stand for an underscore. */
export function parseChoice<T extends string>(text: string, choices: readonly T[]): Parsed<T> {
  const value = choiceNamed(text, choices)
  if (value !== undefined) return { value }
  return { mustBe: `one of ${choices.join(', ')}`, meant: nearest(text, choices) }
}

const units: Record<string, number> = { ms: 1, s: 1000, m: 60_000, h: 3_600_000, d: 86_400_000 }

/** A whole number above 0 and its unit (`30s`), in milliseconds. */
export function parseDuration(text: string): Parsed<number> {
  const value = millisecondsIn(text)
  return value ? { value } : { mustBe: 'a whole number above 0 with ms, s, m, h or d, such as 30s' }
}

/** A duration that may be nothing (`0s`), in milliseconds. */
export function parseInterval(text: string): Parsed<number> {
  const value = millisecondsIn(text)
  return value === undefined ? { mustBe: 'a whole number with ms, s, m, h or d, such as 1s' } : { value }
}

function millisecondsIn(text: string): number | undefined {
  const [, number, unit = ''] = /^(\d+)(ms|s|m|h|d)$/.exec(text) ?? []
  const milliseconds = Number(number) * (units[unit] ?? Number.NaN)
  return Number.isSafeInteger(milliseconds) ? milliseconds : undefined
}

/** `never`, `always`, or the age at which a secret is written anew. */
export function parseRewrite(text: string): Parsed<Rewrite> {
  if (text === 'never' || text === 'always') return { value: text }
  const olderThan = millisecondsIn(text)
  if (olderThan) return { value: { olderThan } }
  return { mustBe: 'never, always, or an age such as 30d', meant: nearest(text, ['never', 'always']) }
}

/** A whole number, 0 or more. */
export function parseCount(text: string): Parsed<number> {
  const value = /^\d+$/.test(text) ? Number(text) : Number.NaN
  return Number.isSafeInteger(value) ? { value } : { mustBe: 'a whole number such as 1' }
}

/**
 * Entries separated by commas or line breaks, or a JSON array of strings and numbers. Without repetitions. Only `[]`
 * is a list of nothing: a list that has become empty by accident is not one.
 */
export function parseList(text: string): Parsed<string[]> {
  const entries = text.startsWith('[') ? jsonList(text) : text.split(/[,\n]/)
  if (!entries) return { mustBe: 'a JSON array of strings and numbers if it begins with [' }
  const value = [...new Set(entries.map(entry => entry.trim()).filter(entry => entry !== ''))]
  if (value.length === 0 && !/^\[\s*\]$/.test(text))
    return { mustBe: 'a list with at least one entry, or [] if nothing is meant' }
  return { value }
}

function jsonList(text: string): string[] | undefined {
  try {
    const entries: unknown = JSON.parse(text)
    const plain =
      Array.isArray(entries) && entries.every(entry => ['string', 'number'].includes(typeof entry))
    return plain ? entries.map(String) : undefined
  } catch {
    return undefined
  }
}

/** A list of repository ids. */
export function parseIds(text: string): Parsed<number[]> {
  const list = parseList(text)
  if ('mustBe' in list) return list
  return list.value.every(isRepositoryId)
    ? { value: list.value.map(Number) }
    : { mustBe: 'a list of repository ids, which are whole numbers such as 1296269' }
}

/** A list of hosts, such as `npm.acme.example`, `npm.acme.example:8443` and `*.acme.example`. */
export function parseHosts(text: string): Parsed<string[]> {
  const list = parseList(text)
  if ('mustBe' in list) return list
  return list.value.every(entry => /^(\*\.)?[\w.-]+(:\d+)?$/.test(entry))
    ? { value: list.value.map(entry => entry.toLowerCase()) }
    : { mustBe: 'a list of hosts such as npm.acme.example or *.acme.example, without https:// and path' }
}
