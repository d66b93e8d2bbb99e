import { posix } from 'node:path'
import { inputs as table } from '../../../src/inputs/table.ts'
import { authTypeNames, registryTypes, visibilities } from '../../../src/registries/registry.ts'
import { operations } from '../../../src/request.ts'
import { manifestPath } from './case.ts'

type Test = (text: string) => boolean

const among =
  (choices: readonly string[]): Test =>
  text =>
    choices.includes(text)
const matching =
  (pattern: RegExp): Test =>
  text =>
    pattern.test(text)
const boolean = matching(/^([tT]rue|TRUE|[fF]alse|FALSE)$/)

/** INTERFACE.md, read a second time: what an input may be. One that is not here may be any text. */
const rules: Readonly<Record<string, Test>> = {
  operation: among(operations),
  token: matching(/^[!-~]+$/),
  org: text => entriesOf(text)?.every(matching(/^[a-z0-9][\w-]*$/i)) === true,
  'github-api-url': text => isAddress(text) && !/[?#]|^https:\/\/github\.com\/?$/.test(text),
  timeout: text => milliseconds(text) > 0,
  'request-timeout': text => milliseconds(text) > 0,
  'write-interval': text => milliseconds(text) >= 0,
  'rewrite-secrets': text => text === 'never' || text === 'always' || milliseconds(text) > 0,
  prune: boolean,
  'allow-recreate': boolean,
  'dry-run': boolean,
  'replaces-base': boolean,
  'max-deletions': text => /^\d+$/.test(text) && Number.isSafeInteger(Number(text)),
  'allowed-hosts': text => entriesOf(text)?.every(matching(/^(\*\.)?[\w.-]+(:\d+)?$/)) === true,
  'registry-type': among(registryTypes),
  visibility: among(visibilities),
  'auth-type': among(authTypeNames),
  url: isAddress,
  name: matching(/^[\w.-]+$/),
  'selected-repository-ids': text =>
    entriesOf(text)?.every(id => /^\d+$/.test(id) && Number(id) > 0 && Number.isSafeInteger(Number(id))) ===
    true,
  'selected-repositories': text => entriesOf(text)?.every(matching(/^([\w-]+\/)?[\w.*-]+$/)) === true,
  manifest: text => posix.normalize(text) === manifestPath,
  secrets: isNamedTexts
}

const emptyLists = ['selected-repositories', 'selected-repository-ids', 'allowed-hosts']

/** Whether a text is certainly no value of an input; what it may be besides depends on the others. */
export function isWrong(name: string, text: string): boolean {
  const given = text.trim()
  if (given === '') return ['operation', 'token', 'org'].includes(name)
  // The list of nothing is one, but an organization is needed.
  if (/^\[\s*\]$/.test(given) && emptyLists.includes(name)) return false
  return rules[name]?.(given) === false
}

/** The inputs that an operation reads. */
export function inputsOf(operation: string | undefined): string[] {
  return Object.keys(table).filter(name => table[name]?.operations.some(one => one === operation))
}

function milliseconds(text: string): number {
  const [, number, unit = ''] = /^(\d+)(ms|s|m|h|d)$/.exec(text) ?? []
  const length = Number(number) * ({ ms: 1, s: 1e3, m: 6e4, h: 36e5, d: 864e5 }[unit] ?? Number.NaN)
  return Number.isSafeInteger(length) ? length : Number.NaN
}

function isAddress(text: string): boolean {
  const url = URL.parse(text)
  return url !== null && /^https?:$/.test(url.protocol) && url.username + url.password === ''
}

function entriesOf(text: string): string[] | undefined {
  if (text === '[]') return undefined
  const split = (list: string) => list.split(/[,\n]/)
  const entries = text.startsWith('[') ? jsonOf(text) : split(text)
  if (!Array.isArray(entries) || !entries.every(one => ['string', 'number'].includes(typeof one)))
    return undefined
  const plain = entries.map(one => String(one).trim()).filter(one => one !== '')
  return plain.length > 0 ? plain : undefined
}

function isNamedTexts(text: string): boolean {
  const value = jsonOf(text)
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return false
  return Object.values(value).every(one => typeof one === 'string')
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
