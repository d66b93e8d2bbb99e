import { hasExpression, holdsExpression } from './address.ts'
import { impliedAuthTypes } from './check.ts'
import {
  entryKeys,
  type Member,
  type Part,
  perRegistryKeys,
  type Refuse,
  readValue
} from './manifest-keys.ts'
import { addressOf } from './match.ts'
import { nearest, type Place } from './problem.ts'
import { parseChoice, type RegistrySpec } from './registry.ts'
import type { Wanted } from './wanted.ts'

type Mapping = Extract<Part, { kind: 'mapping' }>

const rootKeys = ['defaults', 'registries']

/** The keys of an entry or of the defaults. A key whose value was rejected has a place, but no value. */
interface Keys {
  name?: string
  orgs?: string[]
  ignored: readonly [string, Place][]
  spec: RegistrySpec
  places: Record<string, Place>
}

const none: Keys = { ignored: [], spec: {}, places: {} }

/** Reads the wanted registries of a manifest, as far as they are readable. */
export function readEntries(root: Part, refuse: Refuse): Wanted[] {
  const isEmpty = root.kind === 'scalar' && root.value === null
  const rule = `${isEmpty ? 'The file is empty. ' : ''}The manifest must be a mapping with the key 'registries'.`
  if (root.kind !== 'mapping') {
    refuseOther(root, { called: 'The manifest', rule }, refuse)
    return []
  }
  if (isDependabot(root)) return readDependabot(root, refuse)
  const members = membersOf(root, rootKeys, refuse)
  const defaults = readDefaults(members.get('defaults')?.value, refuse)
  const list = members.get('registries')?.value
  if (!list) refuse(root.place, `'registries' is missing; add a list of registries, or [] for none.`)
  return list ? readList(list, defaults, refuse) : []
}

function readList(list: Part, defaults: Keys, refuse: Refuse): Wanted[] {
  if (list.kind !== 'list') {
    const rule = `'registries' must be a list of registries, or [] for none.`
    refuseOther(list, { called: `'registries'`, rule }, refuse)
    return []
  }
  const entries = list.items.flatMap(item => {
    if (item.kind === 'mapping') return [readEntry(item, defaults, refuse)]
    const rule = 'A registry must be a mapping with keys such as registry_type and url.'
    refuseOther(item, { called: 'This registry', rule }, refuse)
    return []
  })
  refuseDuplicates(entries, refuse)
  return entries
}

function isDependabot({ members }: Mapping): boolean {
  const registries = members.find(({ key }) => key === 'registries')?.value
  if (members.some(({ key }) => key === 'updates')) return true
  if (registries?.kind !== 'mapping') return false
  return [
    members,
    ...registries.members.map(({ value }) => (value.kind === 'mapping' ? value.members : []))
  ].some(keys => keys.some(({ key }) => key === 'version' || key === 'type'))
}

/** Rejects a dependabot.yml and says what its keys are called in a manifest. */
function readDependabot({ place, members }: Mapping, refuse: Refuse): Wanted[] {
  refuse(
    place,
    `This is a dependabot.yml. The manifest is a separate file, in which 'registries' is a list, such as - registry_type: npm_registry.`
  )
  const registries = members.find(({ key }) => key === 'registries')?.value
  if (registries?.kind !== 'mapping') return []
  const entries = registries.members.flatMap(({ value }) =>
    value.kind === 'mapping' ? [readEntry(value, none, refuse)] : []
  )
  for (const { spec, places } of entries) {
    const [implied, other] = 'auth_type' in places ? [] : impliedAuthTypes(spec)
    if (implied && !other) refuse(places[''], `'auth_type' is missing; add auth_type: ${implied}.`)
  }
  return entries
}

function readDefaults(part: Part | undefined, refuse: Refuse): Keys {
  if (part?.kind === 'mapping') {
    const members = membersOf(part, [...entryKeys.keys()], refuse)
    for (const { key, place } of perRegistryKeys.flatMap(name => members.get(name) ?? []))
      refuse(place, `'${key}' applies to one registry; put it there, not in 'defaults'.`)
    for (const name of perRegistryKeys) members.delete(name)
    return readKeys(members, refuse)
  }
  const rule = `'defaults' must be a mapping of keys to values.`
  if (part) refuseOther(part, { called: `'defaults'`, rule }, refuse)
  return none
}

/** Refuses a part of another kind than it must be. An expression would be of that kind, if it were evaluated. */
function refuseOther(part: Part, { called, rule }: { called: string; rule: string }, refuse: Refuse): void {
  if (part.kind !== 'unread') refuse(part.place, isExpression(part) ? `${called} ${holdsExpression}.` : rule)
}

function readEntry(mapping: Mapping, defaults: Keys, refuse: Refuse) {
  const { name, spec, ...own } = readKeys(membersOf(mapping, [...entryKeys.keys()], refuse), refuse)
  const places = { ...defaults.places, ...own.places, '': mapping.place }
  const missing = ['registry_type', 'url'].filter(key => !(key in places))
  if (!('name' in places) && missing.length > 0)
    refuse(
      mapping.place,
      `This registry has ${missing.map(key => `no '${key}'`).join(' and ')}; add 'registry_type' and 'url', or 'name'.`
    )
  const orgs = 'orgs' in own.places ? own.orgs : defaults.orgs
  const ignored = [...defaults.ignored, ...own.ignored]
  return {
    ...(name !== undefined && { name }),
    ...{ spec, defaults: defaults.spec, places },
    ...(orgs && { orgs }),
    ...(ignored.length > 0 && { ignored: new Map(ignored) })
  }
}

/** The values are in the order of the table of keys, not in that of the manifest. */
function readKeys(members: ReadonlyMap<string, Member>, refuse: Refuse): Keys {
  const values: Record<string, unknown> = {}
  const places: Record<string, Place> = {}
  for (const key of entryKeys.keys()) {
    const member = members.get(key)
    const value = member && readValue(key, member.value, refuse)
    if (member) places[key] = member.place
    if (value !== undefined) values[key] = value
  }
  const {
    name,
    orgs,
    ignore_advice = [],
    ...spec
  } = values as RegistrySpec & Pick<Wanted, 'name'> & { orgs?: string[]; ignore_advice?: string[] }
  const ignored = ignore_advice.map((advice): [string, Place] => [advice, places['ignore_advice'] as Place])
  return { ...(name !== undefined && { name }), ...(orgs && { orgs }), ignored, spec, places }
}

/** Names for a secret in dependabot.yml and similar actions. */
const secretWords = ['secret', 'password', 'token', 'key', 'value']

const synonyms = new Map([
  ['type', 'registry_type'],
  ['org', 'orgs'],
  ['owner', 'orgs'],
  ['organization', 'orgs'],
  ['organizations', 'orgs'],
  ['repositories', 'selected_repositories']
])

/** The members of a mapping by their known names; a hyphen counts as an underscore. */
function membersOf({ members }: Mapping, known: readonly string[], refuse: Refuse): Map<string, Member> {
  const found = new Map<string, Member>()
  const lines = new Map<string, number>()
  for (const member of members) {
    const { key, place, value } = member
    if (key === undefined) {
      refuse(place, `A key must be text.${expressionIn(value)}`)
      continue
    }
    const name = key.replaceAll('-', '_')
    const line = lines.get(name)
    lines.set(name, line ?? place.line)
    if (known.includes(name) && line === undefined) {
      found.set(name, member)
      continue
    }
    refuse(place, `${keyProblem(key, value, known, line)}${expressionIn(value)}`)
    const intended = synonyms.get(name)
    // The key is given under another name, so it is not reported as missing.
    if (intended && known.includes(intended) && !found.has(intended))
      found.set(intended, { ...member, value: { kind: 'unread', place } })
  }
  return found
}

function expressionIn(part: Part): string {
  return isExpression(part) ? ' Its value is an expression, which is not evaluated here.' : ''
}

function isExpression(part: Part): boolean {
  return part.kind === 'scalar' && typeof part.value === 'string' && hasExpression(part.value)
}

/** A key may be a misplaced value, so the message repeats it only if it looks like a key. */
function keyProblem(key: string, value: Part, known: readonly string[], line: number | undefined): string {
  if (key === '<<') return `Merge keys are not allowed; write the keys out, or put them in 'defaults'.`
  const isKeyLike = /^[a-z][a-z_-]{0,29}$/i.test(key)
  const called = isKeyLike ? `The key '${key}'` : 'This key'
  const name = key.replaceAll('-', '_').toLowerCase()
  if (secretWords.includes(name)) {
    const remedy = name === 'password' ? `, and auth_type: username_password` : ''
    return `'${name}' must not be in a manifest; use 'secret_env' with the name of the variable that holds it${remedy}.`
  }
  if (line !== undefined) return `${called} is already on line ${line}; remove one of them.`
  const isOfRegistry = entryKeys.has(name)
  if ((isOfRegistry || rootKeys.includes(name)) && !known.includes(name))
    return `${called} belongs ${isOfRegistry ? 'to a registry' : 'at the top level'}; the indentation is wrong here.`
  const synonym = synonyms.get(name) ?? ''
  const intended = [synonym, isKeyLike && nearest(name, known)].find(word => word && known.includes(word))
  const hint = intended ? `; did you mean '${intended}'?` : '.'
  return `${isKeyLike ? `Unknown key '${key}'` : 'This key is unknown'}${hint}${suggestedChoice(synonym, value)}`
}

/** The intended value of a key that takes one of a few words. It is one of our words, so it may be printed. */
function suggestedChoice(key: string, value: Part): string {
  const shape = entryKeys.get(key)
  if (shape?.kind !== 'choice' || value.kind !== 'scalar') return ''
  const text = String(value.value)
  const parsed = parseChoice(text, shape.choices)
  const choice = 'value' in parsed ? parsed.value : nearest(text, shape.choices)
  return choice === undefined ? '' : ` Write ${key}: ${choice}.`
}

function refuseDuplicates(entries: readonly ReturnType<typeof readEntry>[], refuse: Refuse): void {
  const holders = new Map<string, Map<string, Place>>()
  for (const entry of entries) {
    const identity = identityOf(entry)
    if (identity === undefined) continue
    const alike = holders.get(identity) ?? new Map<string, Place>()
    holders.set(identity, alike)
    const { name, orgs, places } = entry
    const where = orgs?.map(org => org.toLowerCase()) ?? ['*']
    const [other] = orgs ? ['*', ...where].flatMap(org => alike.get(org) ?? []) : alike.values()
    const pin = name === undefined ? `pin each by its 'name', ` : ''
    const text = `This is the same registry as the entry on line ${other?.line}; remove one of them, ${pin}or give them different 'orgs'.`
    if (other) refuse(places[''], text)
    else for (const org of where) alike.set(org, places[''])
  }
}

/** Undefined if the entry does not say which registry it is for, or in which organizations. */
function identityOf({ name, spec, defaults, orgs, places }: ReturnType<typeof readEntry>) {
  if ('orgs' in places && !orgs) return undefined
  if ('name' in places) return name?.toLowerCase()
  const type = spec.registry_type ?? defaults.registry_type
  return type && spec.url && addressOf(type, spec.url)
}
