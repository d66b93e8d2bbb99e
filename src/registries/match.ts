import { withScheme } from './address.ts'
import type { Sentence } from './problem.ts'
import {
  authTypeNamed,
  authTypesOf,
  describe,
  describeExisting,
  type FieldName,
  fieldNames,
  fields,
  fieldsFor,
  isValueOf,
  type Registry,
  type RegistrySpec
} from './registry.ts'
import { placeOf, sentenceAbout, specFor, type Wanted } from './wanted.ts'

/** A field for which GitHub shows another value than the wanted one. */
export interface Difference {
  field: FieldName | 'selected_repository_ids'
  wanted: unknown
  shown: unknown
}

/** An address in canonical form: scheme and host in lower case, without a default port and one trailing slash. */
export function canonicalUrl(url: string): string {
  const whole = withScheme(url)
  return (URL.parse(whole)?.href ?? whole).replace(/\/$/, '')
}

/** Type and address as one text, equal for all spellings of the same address. */
export function addressOf(type: string, url: string): string {
  return `${type} ${canonicalUrl(url)}`
}

/** The registries that a create may have made. GitHub may not keep the path of an address, and older servers show none. */
export function possiblyCreated(registries: readonly Registry[], type: string, url: string): Registry[] {
  const addresses = [url, URL.parse(url)?.origin ?? url].map(canonicalUrl)
  return registries.filter(
    one => one.registry_type === type && (!one.url || addresses.includes(canonicalUrl(one.url)))
  )
}

/** How a registry differs from the expected type and address. An address that the server does not show is not compared. */
export function mismatches(
  { name, registry_type: type, url }: Registry,
  expected: Pick<RegistrySpec, 'registry_type' | 'url'>
): { field: 'registry_type' | 'url'; text: string }[] {
  const found: ReturnType<typeof mismatches> = []
  if (expected.registry_type !== undefined && expected.registry_type !== type)
    found.push({ field: 'registry_type', text: `${name} is a ${type}, not a ${expected.registry_type}.` })
  if (expected.url !== undefined && url && canonicalUrl(expected.url) !== canonicalUrl(url))
    found.push({ field: 'url', text: `${name} is at ${url}, not at ${expected.url}.` })
  return found
}

export function differences(spec: RegistrySpec, registry: Registry): Difference[] {
  const fieldDifferences: Difference[] = fieldNames
    .filter(field => spec[field] !== undefined && isShown(field, registry))
    .filter(field => !sameValue(field, spec[field], registry[field]))
    .map(field => ({ field, wanted: spec[field], shown: registry[field] }))
  return [...fieldDifferences, ...selectionDifference(spec, registry)]
}

/** Whether GitHub shows every field that a spec writes. It shows neither secrets nor selected repositories. */
export function isAllShown(spec: RegistrySpec, registry: Registry): boolean {
  return Object.keys(spec).every(key => fieldNames.some(field => field === key && isShown(field, registry)))
}

/**
 * Older servers show neither the auth type nor its fields. If the auth type is shown, a field of an auth type that is
 * not shown is not set.
 */
function isShown(field: FieldName, registry: Registry): boolean {
  if (registry[field] !== undefined) return true
  return registry.auth_type !== undefined && authTypesOf(field).length > 0
}

/** GitHub shows the ids only in its answer to a create, in any order. */
function selectionDifference(
  { selected_repository_ids: wanted }: RegistrySpec,
  registry: Registry
): Difference[] {
  const { selected_repository_ids: shown } = registry
  if (!wanted || !Array.isArray(shown)) return []
  const same = new Set(wanted).symmetricDifference(new Set(shown)).size === 0
  return same ? [] : [{ field: 'selected_repository_ids', wanted, shown }]
}

function sameValue(field: FieldName, wanted: unknown, shown: unknown): boolean {
  if (field === 'url')
    return typeof shown === 'string' && canonicalUrl(String(wanted)) === canonicalUrl(shown)
  // GitHub may show a field that is off or empty as null, or not at all.
  const empty = fields[field].kind === 'boolean' ? false : ''
  return (wanted ?? empty) === (shown ?? empty)
}

/** The spec with the visible fields that it does not give and its auth type allows. */
export function carriedOver(spec: RegistrySpec, registry: Partial<Registry>): RegistrySpec {
  const own = fieldsFor(authTypeNamed(spec.auth_type ?? registry.auth_type ?? 'token'))
  const shown = fieldNames.filter(
    field => own.includes(field) && spec[field] === undefined && isValueOf(field, registry[field])
  )
  return { ...Object.fromEntries(shown.map(field => [field, registry[field]])), ...spec }
}

/** A registry that is wanted in one organization, with its selected repositories as ids. */
export interface Entry {
  readonly wanted: Wanted
  readonly problems: readonly Sentence[]
  /** Problems of its selected repositories; they count only if the visibility is `selected`. */
  readonly selection?: readonly Sentence[]
}

/** One organization: what is wanted there, and what exists. */
export interface State {
  readonly org: string
  readonly entries: readonly Entry[]
  readonly registries: readonly Registry[]
}

/** An entry and its registry, if that exists. */
export interface Matched extends Entry {
  readonly registry?: Registry
  /** Given if there is no certain match: the registries that may be the one; none for a name that does not exist. */
  readonly candidates?: readonly Registry[]
}

/** Finds the registry of each entry: by name if given, else by type and address. Takes linear time. */
export function matchAll({ org, entries, registries }: State): Matched[] {
  const index = indexOf(registries)
  return flagDuplicates(entries.map(entry => matchEntry(entry, index, org)))
}

/** Registries by name, by type and address, and by type those that the server shows without an address. */
function indexOf(registries: readonly Registry[]) {
  const [shown, hidden] = [registries.filter(({ url }) => url), registries.filter(({ url }) => !url)]
  return {
    all: registries,
    named: new Map(registries.map(registry => [registry.name.toUpperCase(), registry])),
    addressed: Map.groupBy(shown, ({ registry_type, url }) => addressOf(registry_type, `${url}`)),
    unaddressed: Map.groupBy(hidden, ({ registry_type }) => registry_type)
  }
}

function matchEntry(entry: Entry, index: ReturnType<typeof indexOf>, org: string): Matched {
  const { wanted } = entry
  const uncertain = (text: string, candidates: readonly Registry[], key = ''): Matched => ({
    ...entry,
    candidates,
    problems: [...entry.problems, sentenceAbout(wanted, text, key)]
  })
  if (wanted.name !== undefined) {
    const registry = index.named.get(wanted.name.toUpperCase())
    if (registry) return { ...entry, registry }
    const existing = describeExisting(index.all, specFor(wanted, {}).registry_type)
    return uncertain(
      `${org} has no private registry named ${wanted.name}. ${existing} To create one, remove 'name'; GitHub chooses the name.`,
      [],
      'name'
    )
  }
  const { registry_type: type = '', url = '' } = specFor(wanted, {})
  const found = index.addressed.get(addressOf(type, url)) ?? []
  if (found.length > 1)
    return uncertain(
      `${org} has ${found.length} registries of type ${type} at ${url}: ${names(found)}. Set 'name' to one of them.`,
      found
    )
  const hidden = index.unaddressed.get(type) ?? []
  if (hidden.length > 0)
    return uncertain(
      `This server does not show the URL of ${names(hidden)} (${type} in ${org}), so it is unknown whether ${hidden.length > 1 ? 'one of them' : 'it'} is at ${url}. Set 'name'.`,
      [...found, ...hidden]
    )
  const [registry] = found
  return registry ? { ...entry, registry } : entry
}

function flagDuplicates(matched: readonly Matched[]): Matched[] {
  const byName = Map.groupBy(matched, ({ registry }) => registry?.name)
  return matched.map(entry => {
    const { registry } = entry
    const other = registry && byName.get(registry.name)?.find(one => one !== entry)
    return other ? withConflict(entry, other, `both match ${describe(registry)}; remove one of them`) : entry
  })
}

/** Adds a problem to a pinned entry that moves its registry to the address of another entry, and to that entry. */
export function flagCollisions(matched: readonly Matched[]): Matched[] {
  const movedTo = Map.groupBy(matched.filter(isMoved), destinationOf)
  if (movedTo.size === 0) return [...matched]
  const unpinned = Map.groupBy(
    matched.filter(({ wanted }) => wanted.name === undefined),
    destinationOf
  )
  return matched.map(entry => {
    if (entry.wanted.name !== undefined && !isMoved(entry)) return entry
    const address = destinationOf(entry)
    const [other] = (isMoved(entry) ? unpinned : movedTo).get(address) ?? []
    const what = `would both be ${address.replace(' ', ' at ')}, with nothing to distinguish them; change the 'url' of one, or remove it`
    return other ? withConflict(entry, other, what) : entry
  })
}

function isMoved(entry: Matched): boolean {
  const { wanted, registry } = entry
  if (wanted.name === undefined || registry?.url === undefined) return false
  return destinationOf(entry) !== addressOf(registry.registry_type, registry.url)
}

function destinationOf({ wanted, registry }: Matched): string {
  const { registry_type = registry?.registry_type ?? '', url = registry?.url ?? '' } = specFor(wanted, {})
  return addressOf(registry_type, url)
}

function withConflict(entry: Matched, other: Matched, what: string): Matched {
  const place = placeOf(other.wanted)
  const where = place ? `the entry on line ${place.line}` : 'another entry'
  const problem = sentenceAbout(entry.wanted, `This entry and ${where} ${what}.`)
  return { ...entry, problems: [...entry.problems, problem] }
}

function names(registries: readonly Registry[]): string {
  return registries.map(({ name }) => name).join(', ')
}
