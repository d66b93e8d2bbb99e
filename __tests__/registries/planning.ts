import type { Plan, Planned } from '../../src/registries/change.ts'
import type { Policy } from '../../src/registries/plan.ts'
import { textOf } from '../../src/registries/problem.ts'
import type { Registry, RegistrySpec } from '../../src/registries/registry.ts'
import type { Wanted } from '../../src/registries/wanted.ts'

/** The moment of every plan, and of what the properties run. */
export const now = Date.parse('2026-03-01T12:00:00Z')

/** The address of the registry that most tests plan for. */
export const url = 'https://npm.acme.example'

/** A registry as GitHub shows it today. */
export const npm: Registry = {
  name: 'NPM',
  registry_type: 'npm_registry',
  url,
  auth_type: 'token',
  username: null,
  replaces_base: false,
  visibility: 'all',
  updated_at: '2026-02-01T12:00:00Z'
}

/** The same, without a secret. */
export const azure: Registry = {
  ...npm,
  ...{ name: 'AZURE', url: 'https://azure.acme.example', auth_type: 'oidc_azure' },
  ...{ tenant_id: 't', client_id: 'c' }
}

/** What the registry is recognised by. */
export const address = { registry_type: 'npm_registry', url } as const

/** An apply that allows little and writes no secret that is there. */
export const careful: Policy = {
  rewriteSecrets: 'never',
  needsSecret: false,
  prune: false,
  maxDeletions: 1,
  allowRecreate: false,
  allowedHosts: undefined
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

/** A plan in few words: each change with what it writes, or with its problems and what they stop. */
export function inWords({ changes, problems, ...plan }: Plan) {
  const said = {
    problems,
    warnings: [...plan.warnings, ...changes.flatMap(({ warnings = [] }) => warnings)],
    notices: changes.flatMap(({ notices = [] }) => notices)
  }
  const texts = Object.entries(said).filter(([, sentences]) => sentences.length > 0)
  return {
    changes: changes.map(changeInWords),
    drift: changes.some(({ drift }) => drift),
    ...Object.fromEntries(texts.map(([name, sentences]) => [name, sentences.map(textOf)]))
  }
}

function changeInWords({ change, problems, stops }: Planned): string {
  const { action, before, spec } = change
  if (problems.length > 0) return `${action} stops ${stops}: ${problems.map(textOf).join(' ')}`
  const who = before ? ` ${before.name}` : ''
  return `${action}${who}${Object.keys(spec).length > 0 ? ` ${JSON.stringify(spec)}` : ''}`
}
