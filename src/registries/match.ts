import { withScheme } from './address.ts'
import type { Sentence } from './problem.ts'
import {
  authTypeNamed,
  authTypesOf,
  describe,
  type FieldName,
  fieldNames,
  fields,
  fieldsFor,
  insteadOf,
  isValueOf,
  type Registry,
  type RegistrySpec
} from './registry.ts'
import { placeOf, sentenceAbout, specFor, type Wanted } from './wanted.ts'

/** A field whose wanted value GitHub does not show. */
export interface Difference {
  field: FieldName | 'selected_repository_ids'
  wanted: unknown
  shown: unknown
}

/** An address in the form in which two are compared: scheme and host in lower case, without default port and one trailing slash. */
export function canonicalUrl(url: string): string {
  const whole = withScheme(url)
  return (URL.parse(whole)?.href ?? whole).replace(/\/$/, '')
}

/** Type and address as one text, the same for all that mean the same registry. */
export function addressOf(type: string, url: string): string {
  return `${type} ${canonicalUrl(url)}`
}

/** The registries of this type at this address. Those that the server shows without an address never match. */
export function findByAddress(registries: readonly Registry[], type: string, url: string): Registry[] {
  const address = addressOf(type, url)
  return registries.filter(
    registry =>
      typeof registry.url === 'string' && addressOf(registry.registry_type, registry.url) === address
  )
}

/** The registries of this type at this address as it is without its path, which nobody has shown GitHub to keep. */
export function findWithoutPath(registries: readonly Registry[], type: string, url: string): Registry[] {
  const origin = URL.parse(url)?.origin
  return origin && canonicalUrl(url) !== origin ? findByAddress(registries, type, origin) : []
}

/** Registries of this type that the server shows without an address, so that nobody can tell which they are. */
export function findUnaddressed(registries: readonly Registry[], type: string): Registry[] {
  return registries.filter(registry => registry.registry_type === type && !registry.url)
}

/** Why a registry is not the one that is expected; an address that the server does not show is not judged. */
export function mismatches(
  registry: Registry,
  expected: Pick<RegistrySpec, 'registry_type' | 'url'>
): { field: 'registry_type' | 'url'; text: string }[] {
  const { name, registry_type: type, url } = registry
  const isOther = expected.registry_type !== undefined && expected.registry_type !== type
  const isElsewhere = expected.url !== undefined && url && canonicalUrl(expected.url) !== canonicalUrl(url)
  return [
    ...(isOther
      ? [{ field: 'registry_type' as const, text: `${name} is a ${type}, not a ${expected.registry_type}.` }]
      : []),
    ...(isElsewhere ? [{ field: 'url' as const, text: `${name} is at ${url}, not at ${expected.url}.` }] : [])
  ]
}

/** The fields that are wanted and shown, but with different values. */
export function differences(spec: RegistrySpec, registry: Registry): Difference[] {
  const fieldsApart: Difference[] = fieldNames
    .filter(field => spec[field] !== undefined && isShown(field, registry))
    .filter(field => !sameValue(field, spec[field], registry[field]))
    .map(field => ({ field, wanted: spec[field], shown: registry[field] }))
  return [...fieldsApart, ...selectionApart(spec, registry)]
}

/** Whether GitHub shows every field that a spec writes: neither a secret nor selected repositories are shown. */
export function isAllShown(spec: RegistrySpec, registry: Registry): boolean {
  return Object.keys(spec).every(key => fieldNames.some(field => field === key && isShown(field, registry)))
}

/**
 * Older servers show neither the auth type nor what belongs to it. Where the auth type is shown, a field that belongs
 * to one and is not shown is not set.
 */
function isShown(field: FieldName, registry: Registry): boolean {
  if (registry[field] !== undefined) return true
  return registry.auth_type !== undefined && authTypesOf(field).length > 0
}

/** Only the answer to a create shows the ids, in any order. */
function selectionApart({ selected_repository_ids: wanted }: RegistrySpec, registry: Registry): Difference[] {
  const { selected_repository_ids: shown } = registry
  if (!wanted || !Array.isArray(shown)) return []
  const same = new Set(wanted).symmetricDifference(new Set(shown)).size === 0
  return same ? [] : [{ field: 'selected_repository_ids', wanted, shown }]
}

function sameValue(field: FieldName, wanted: unknown, shown: unknown): boolean {
  if (field === 'url')
    return typeof shown === 'string' && canonicalUrl(String(wanted)) === canonicalUrl(shown)
  // A field that is off or empty may be shown as null, or not at all.
  const empty = fields[field].kind === 'boolean' ? false : ''
  return (wanted ?? empty) === (shown ?? empty)
}

/** The spec with the visible fields that it does not give, as far as its auth type has them. */
export function carriedOver(spec: RegistrySpec, registry: Partial<Registry>): RegistrySpec {
  const own = fieldsFor(authTypeNamed(spec.auth_type ?? registry.auth_type ?? 'token'))
  const shown = fieldNames.filter(
    field => own.includes(field) && spec[field] === undefined && isValueOf(field, registry[field])
  )
  return { ...Object.fromEntries(shown.map(field => [field, registry[field]])), ...spec }
}

/** A registry that is wanted in one organization; its selected repositories are ids by now. */
export interface Entry {
  readonly wanted: Wanted
  /** Why it cannot be done there. */
  readonly problems: readonly Sentence[]
  /** What is wrong with its selected repositories; it matters only if the registry is to be for them. */
  readonly selection?: readonly Sentence[]
}

/** An entry, and the registry that it means, if there is one. */
export interface Recognised extends Entry {
  readonly registry?: Registry
  /** Given if nobody can tell which registry is meant: those that may be, none for a name that does not exist. */
  readonly unclear?: readonly Registry[]
}

/** Finds the registry that each entry means: by name if given, else by type and address. Takes linear time. */
export function recogniseAll(state: {
  org: string
  entries: readonly Entry[]
  registries: readonly Registry[]
}): Recognised[] {
  const index = indexOf(state.registries)
  return withoutRivals(state.entries.map(entry => recognise(entry, index, state.org)))
}

interface Index {
  all: readonly Registry[]
  named: Map<string, Registry>
  /** By type and address. */
  addressed: Map<string, Registry[]>
  /** By type: those that the server shows without an address. */
  unaddressed: Map<string, Registry[]>
}

function indexOf(registries: readonly Registry[]): Index {
  return {
    all: registries,
    named: new Map(registries.map(registry => [registry.name.toUpperCase(), registry])),
    addressed: Map.groupBy(
      registries.filter(({ url }) => url),
      ({ registry_type, url }) => addressOf(registry_type, `${url}`)
    ),
    unaddressed: Map.groupBy(
      registries.filter(({ url }) => !url),
      ({ registry_type }) => registry_type
    )
  }
}

function recognise(entry: Entry, index: Index, org: string): Recognised {
  const { wanted } = entry
  const unclear = (text: string, unclear: readonly Registry[], key = ''): Recognised => ({
    ...entry,
    unclear,
    problems: [...entry.problems, sentenceAbout(wanted, text, key)]
  })
  if (wanted.name !== undefined) {
    const registry = index.named.get(wanted.name.toUpperCase())
    if (registry) return { ...entry, registry }
    const instead = insteadOf(index.all, specFor(wanted, {}).registry_type)
    return unclear(
      `${org} has no private registry ${wanted.name}; a name means one that exists. ${instead}`,
      [],
      'name'
    )
  }
  const { registry_type: type = '', url = '' } = specFor(wanted, {})
  const found = index.addressed.get(addressOf(type, url)) ?? []
  if (found.length > 1)
    return unclear(`${org} has ${found.length} of ${type} at ${url}: ${names(found)}. Give 'name'.`, found)
  const hidden = index.unaddressed.get(type) ?? []
  if (hidden.length > 0)
    return unclear(
      `This server does not show at which address ${names(hidden)} (${type}) of ${org} are, so nobody can tell whether they are ${type} at ${url}. Give 'name'.`,
      [...found, ...hidden]
    )
  const [registry] = found
  return registry ? { ...entry, registry } : entry
}

/** Two entries that mean the same registry are at fault, both. */
function withoutRivals(recognised: readonly Recognised[]): Recognised[] {
  const claims = Map.groupBy(recognised, ({ registry }) => registry?.name)
  return recognised.map(entry => {
    const { registry } = entry
    const rival = registry && claims.get(registry.name)?.find(other => other !== entry)
    return rival ? against(entry, rival, `both mean ${describe(registry)}; remove one of them`) : entry
  })
}

/** A pinned entry that gets the address by which another one is recognised would make twins; both are at fault. */
export function withoutTwins(recognised: readonly Recognised[]): Recognised[] {
  const moved = recognised.filter(isMoved)
  if (moved.length === 0) return [...recognised]
  const movedTo = Map.groupBy(moved, destinationOf)
  const unpinned = Map.groupBy(
    recognised.filter(entry => !isPinned(entry)),
    destinationOf
  )
  return recognised.map(entry => {
    if (isPinned(entry) && !isMoved(entry)) return entry
    const address = destinationOf(entry)
    const [rival] = (isPinned(entry) ? unpinned : movedTo).get(address) ?? []
    const what = `would both be ${address.replace(' ', ' at ')}, and nobody could tell one from the other; give one another url, or remove it`
    return rival ? against(entry, rival, what) : entry
  })
}

function isPinned({ wanted }: Recognised): boolean {
  return wanted.name !== undefined
}

/** Whether an entry gives its registry another type or address. */
function isMoved(entry: Recognised): boolean {
  const { registry } = entry
  if (!isPinned(entry) || registry?.url === undefined) return false
  return destinationOf(entry) !== addressOf(registry.registry_type, registry.url)
}

/** The type and address that the registry of an entry is to have. */
function destinationOf({ wanted, registry }: Recognised): string {
  const { registry_type = registry?.registry_type ?? '', url = registry?.url ?? '' } = specFor(wanted, {})
  return addressOf(registry_type, url)
}

function against(entry: Recognised, rival: Recognised, what: string): Recognised {
  const place = placeOf(rival.wanted)
  const where = place ? `the entry on line ${place.line}` : 'another entry'
  const said = sentenceAbout(entry.wanted, `This entry and ${where} ${what}.`)
  return { ...entry, problems: [...entry.problems, said] }
}

function names(registries: readonly Registry[]): string {
  return registries.map(({ name }) => name).join(', ')
}
