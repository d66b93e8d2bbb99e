import { impliedAuthTypes } from './check.ts'
import { entryKeys, keysOfOne } from './manifest-keys.ts'
import { type Mapping, membersOf } from './manifest-members.ts'
import { complainOfTwins, type Placed } from './manifest-twins.ts'
import { type Complain, type Member, type Part, readValue } from './manifest-values.ts'
import type { Place } from './problem.ts'
import type { RegistrySpec } from './registry.ts'
import type { Wanted } from './wanted.ts'

/** What a mapping of registry keys says. A key that was not understood has a place, but no value. */
interface Reading {
  name?: string
  orgs?: string[]
  spec: RegistrySpec
  places: Record<string, Place>
}

/** The registries that a manifest wants. Everything that is wrong with it is complained of at its place. */
export function readManifest(root: Part, complain: Complain): Wanted[] {
  if (root.kind !== 'mapping') {
    const isEmpty = root.kind === 'scalar' && root.value === null
    if (root.kind !== 'unread')
      complain(
        root.place,
        `${isEmpty ? 'The file is empty. ' : ''}The manifest must be a mapping with the key 'registries'.`
      )
    return []
  }
  if (isDependabot(root)) return readDependabot(root, complain)
  const members = membersOf(root, ['defaults', 'registries'], complain)
  const defaults = readDefaults(members.get('defaults')?.value, complain)
  const list = members.get('registries')?.value
  if (!list) complain(root.place, `'registries' is missing; give the list of registries, [] for none.`)
  else if (list.kind === 'list') return readEntries(list.items, defaults, complain)
  else if (list.kind !== 'unread')
    complain(list.place, `'registries' must be a list of registries, [] for none.`)
  return []
}

/** Whether this is the file that configures Dependabot in one repository, or its registries. */
function isDependabot({ members }: Mapping): boolean {
  const registries = members.find(({ key }) => key === 'registries')?.value
  if (members.some(({ key }) => key === 'updates')) return true
  if (registries?.kind !== 'mapping') return false
  return [
    members,
    ...registries.members.map(({ value }) => (value.kind === 'mapping' ? value.members : []))
  ].some(keys => keys.some(({ key }) => key === 'version' || key === 'type'))
}

/** Says what the registries of a dependabot.yml are in a manifest. */
function readDependabot({ place, members }: Mapping, complain: Complain): Wanted[] {
  complain(
    place,
    `This is a dependabot.yml. The manifest is a file of its own, in which 'registries' is a list, such as - registry_type: npm_registry.`
  )
  const registries = members.find(({ key }) => key === 'registries')?.value
  if (registries?.kind !== 'mapping') return []
  const none: Reading = { spec: {}, places: {} }
  const entries = registries.members.flatMap(({ value }) =>
    value.kind === 'mapping' ? [readEntry(value, none, complain)] : []
  )
  for (const { spec, places } of entries) {
    const [meant, other] = 'auth_type' in places ? [] : impliedAuthTypes(spec)
    if (meant && !other) complain(places[''] ?? place, `'auth_type' is missing; add auth_type: ${meant}.`)
  }
  return entries
}

function readDefaults(part: Part | undefined, complain: Complain): Reading {
  if (part?.kind === 'mapping') {
    const members = membersOf(part, [...entryKeys.keys()], complain)
    for (const { key, place } of keysOfOne.flatMap(name => members.get(name) ?? []))
      complain(place, `'${key}' belongs to one registry; give it there, not in 'defaults'.`)
    for (const name of keysOfOne) members.delete(name)
    return readMembers(members, complain)
  }
  if (part && part.kind !== 'unread') complain(part.place, `'defaults' must be a mapping of keys to values.`)
  return { spec: {}, places: {} }
}

function readEntries(parts: readonly Part[], defaults: Reading, complain: Complain): Wanted[] {
  const mappings = parts.filter(part => part.kind === 'mapping')
  for (const { kind, place } of parts)
    if (kind === 'scalar' || kind === 'list')
      complain(place, `A registry must be a mapping of keys such as registry_type and url to values.`)
  const entries = mappings.map(mapping => ({
    place: mapping.place,
    wanted: readEntry(mapping, defaults, complain)
  }))
  complainOfTwins(entries, complain)
  return entries.map(({ wanted }) => wanted)
}

function readEntry(mapping: Mapping, defaults: Reading, complain: Complain): Placed {
  const own = readMembers(membersOf(mapping, [...entryKeys.keys()], complain), complain)
  const places = { ...defaults.places, ...own.places, '': mapping.place }
  const missing = ['registry_type', 'url'].filter(key => !(key in places))
  if (!('name' in places) && missing.length > 0)
    complain(
      mapping.place,
      `This registry has ${missing.map(key => `no '${key}'`).join(' and ')}; it is recognised by 'registry_type' and 'url', or by 'name'.`
    )
  const orgs = 'orgs' in own.places ? own.orgs : defaults.orgs
  return {
    ...(own.name !== undefined && { name: own.name }),
    spec: own.spec,
    defaults: defaults.spec,
    ...(orgs && { orgs }),
    places
  }
}

/** The values come in the order of the table, whatever the order in the manifest is. */
function readMembers(members: ReadonlyMap<string, Member>, complain: Complain): Reading {
  const given = [...entryKeys].flatMap(([name, key]) => {
    const member = members.get(name)
    return member ? [{ name, place: member.place, value: readValue(name, key, member.value, complain) }] : []
  })
  const understood = given.filter(({ value }) => value !== undefined).map(({ name, value }) => [name, value])
  const { name, orgs, ...spec } = Object.fromEntries(understood)
  return {
    ...(name !== undefined && { name }),
    ...(orgs && { orgs }),
    spec,
    places: Object.fromEntries(given.map(({ name, place }) => [name, place]))
  }
}
