import { type FieldName, fieldNames, type Registry, type RegistrySpec } from './registry.ts'

/** A field whose wanted value GitHub does not show. */
export interface Difference {
  field: FieldName
  wanted: unknown
  shown: unknown
}

/** An address in the form in which two are compared: scheme and host in lower case, without default port and one trailing slash. */
export function canonicalUrl(url: string): string {
  return (URL.parse(url)?.href ?? url).replace(/\/$/, '')
}

/** The registries of this type at this address. Those that the server shows without an address never match. */
export function findByAddress(registries: readonly Registry[], type: string, url: string): Registry[] {
  const address = canonicalUrl(url)
  return registries.filter(
    registry =>
      registry.registry_type === type &&
      typeof registry.url === 'string' &&
      canonicalUrl(registry.url) === address
  )
}

/** Registries of this type that the server shows without an address, so that nobody can tell which they are. */
export function findUnaddressed(registries: readonly Registry[], type: string): Registry[] {
  return registries.filter(registry => registry.registry_type === type && !registry.url)
}

/** The fields that are wanted and shown, but with different values. */
export function differences(spec: RegistrySpec, registry: Registry): Difference[] {
  return fieldNames
    .filter(field => spec[field] !== undefined && registry[field] !== undefined)
    .filter(field => !sameValue(field, spec[field], registry[field]))
    .map(field => ({ field, wanted: spec[field], shown: registry[field] }))
}

function sameValue(field: FieldName, wanted: unknown, shown: unknown): boolean {
  if (field === 'url')
    return typeof shown === 'string' && canonicalUrl(String(wanted)) === canonicalUrl(shown)
  return wanted === shown
}
