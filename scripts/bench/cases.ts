import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { defaultToken } from '../../__tests__/github/tokens.ts'
import type { Step } from '../../__tests__/runner/step.ts'
import { entryOf, existing } from '../../__tests__/scenarios/many.ts'
import type { Work } from './process.ts'
import type { Setting } from './server.ts'

/** A kind of process to measure, and the kind to compare it with. */
export interface Case {
  readonly what: string
  readonly against: string
  readonly work: Work
}

/** Where the servers of the cases are. */
export interface Places {
  readonly plain: string
  readonly slow: string
  /** With the file of the authority that signed its certificate; undefined where there is no openssl. */
  readonly tls: { readonly url: string; readonly authority: string } | undefined
  /** A checkout with the manifest. */
  readonly workspace: string
}

/** What an answer of a slow server takes, in milliseconds. */
export const delay = 50

/** A process that does nothing. */
export const empty: Case = {
  what: '`node -e 0`',
  against: '`node -e 0`',
  work: { program: [process.execPath, '-e', '0'] }
}

/** The entries of the manifest of the cases. */
export const entries = [entryOf(1)]

const { registry_type, url } = existing(1)
const target = { 'registry-type': registry_type, url, visibility: 'all' }
const named = { name: 'NPM_REGISTRY_SECRET' }
const entraId = '00000000-0000-4000-8000-000000000000'
const manifest = { manifest: 'registries.yml' }

/** What the operations are given. Each works on an organization of its name, with one registry unless it creates it. */
const inputs = {
  list: {},
  get: named,
  delete: named,
  create: { ...target, secret: 'made-up-secret' },
  'create-oidc': { ...target, 'auth-type': 'oidc_azure', 'tenant-id': entraId, 'client-id': entraId },
  update: { ...named, username: 'other' },
  plan: manifest,
  apply: manifest
}

type Name = keyof typeof inputs
const names = Object.keys(inputs)

/** The organizations that the servers have to have. */
export const organizations: Setting['organizations'] = names.map(login => ({
  login,
  registries: login.startsWith('create') ? 0 : 1
}))

/** A step with one of the operations. */
export function stepOf(name: Name, api: string, { workspace }: Places, env: Step['env'] = {}): Step {
  const [operation = name] = name.split('-')
  return {
    with: { ...inputs[name], operation, org: name, token: defaultToken, 'github-api-url': api },
    env: { NPM_TOKEN: 'made-up-secret', ...env },
    workspace
  }
}

/** Every kind of process that is measured. */
export function casesAt(places: Places): Case[] {
  const { plain, slow, tls } = places
  const [one, two] = ['one bare request', 'two bare requests, one after the other']
  const against = empty.what
  const step = (name: Name, what: string = name): Case => ({
    ...{ what, against },
    work: { step: stepOf(name, plain, places) }
  })
  const slowed = (what: string) => `${what}, ${delay} ms a request`
  const slowly = (name: Name, what: string, bare: string): Case => ({
    ...{ what: slowed(what), against: slowed(bare) },
    work: { step: stepOf(name, slow, places) }
  })
  return [
    ...[step('list'), step('get'), step('delete'), step('create')],
    step('create-oidc', 'create for OpenID Connect, without a secret'),
    ...[
      step('update'),
      step('plan', 'plan, one registry that agrees'),
      step('apply', 'apply, one registry that agrees')
    ],
    ...(tls ? tlsCases(tls, places) : []),
    { what: one, against, work: bare(plain, 1) },
    { what: two, against, work: bare(plain, 2) },
    slowly('create', 'create', two),
    slowly('plan', 'plan, one registry that agrees', one),
    slowly('apply', 'apply, one registry that agrees', one),
    { what: slowed(one), against, work: bare(slow, 1) },
    { what: slowed(two), against, work: bare(slow, 2) },
    ...(hasGh() ? [{ what: '`gh api`, the same list', against, work: gh(plain) }] : [])
  ]
}

/**
 * The authority is named in NODE_EXTRA_CA_CERTS, as the README says; Node then reads its own authorities too, as it does
 * for api.github.com.
 */
function tlsCases({ url, authority }: NonNullable<Places['tls']>, places: Places): Case[] {
  const env = { NODE_EXTRA_CA_CERTS: authority }
  const against = empty.what
  return [
    { what: 'list, TLS', against, work: { step: stepOf('list', url, places, env) } },
    { what: 'create, TLS', against, work: { step: stepOf('create', url, places, env) } },
    { what: 'one bare request, TLS', against, work: bare(url, 1, env) },
    { what: 'two bare requests, one after the other, TLS', against, work: bare(url, 2, env) }
  ]
}

function bare(api: string, count: 1 | 2, env: Readonly<Record<string, string>> = {}): Work {
  const addresses = ['?per_page=100', '/public-key'].map(rest => `${api}/orgs/list/private-registries${rest}`)
  const program = [process.execPath, join(import.meta.dirname, 'bare.cjs'), ...addresses.slice(0, count)]
  return { program, env: { TOKEN: defaultToken, ...env } }
}

function gh(api: string): Work {
  const program = ['gh', 'api', `${api}/orgs/list/private-registries?per_page=100`]
  return { program, env: { GH_TOKEN: defaultToken } }
}

function hasGh(): boolean {
  return spawnSync('gh', ['--version']).status === 0
}
