import type { Registry, RegistrySpec } from '../../src/registries/registry.ts'
import type { Wanted } from '../../src/registries/wanted.ts'

/** The address of the registry that most tests plan for. */
export const url = 'https://npm.acme.example'

/** What that registry is recognised by. */
export const address = { registry_type: 'npm_registry', url } as const

/** That registry as GitHub shows it today. */
export const npm: Registry = {
  ...{ name: 'NPM', ...address, auth_type: 'token', username: null, replaces_base: false },
  ...{ visibility: 'all', updated_at: '2026-02-01T12:00:00Z' }
}

/** What is said where the variable of an entry on line 2 has no value, and in a dry run instead. */
export const unset = "m.yml:2: The variable T is not set. Set it in 'env' or in the input 'secrets'."
export const later =
  'm.yml:2: The variable T is not set. That is fine for a dry run; a run that writes needs it.'

/** A place in the manifest. */
export const place = (line: number) => ({ file: 'm.yml', line, column: 5 })

/** An entry of a manifest, on its line. */
export function entry(spec: RegistrySpec, rest: Partial<Wanted> & { line?: number } = {}): Wanted {
  const { line = 2, ...others } = rest
  return { spec, defaults: {}, places: { '': place(line) }, ...others }
}
