import type { Source } from '../../src/registries/check-values.ts'
import type { RegistrySpec } from '../../src/registries/registry.ts'

/** A source that gave exactly the fields of a spec, spelt as inputs are; `unread` ones were given but not understood. */
export function sourceOf(spec: RegistrySpec, ...unread: string[]): Source {
  return {
    spell: field => field.replaceAll('_', '-'),
    gave: field => spec[field] !== undefined || unread.includes(field),
    say: (_, text) => text
  }
}
