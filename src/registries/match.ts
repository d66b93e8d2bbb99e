import { withScheme } from './address.ts'
import {
  authTypesOf,
  type FieldName,
  fieldNames,
  fields,
  type Registry,
  type RegistrySpec
} from './registry.ts'

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
