import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { defaultToken } from '../../__tests__/local-github/tokens.ts'
import type { Step } from '../../__tests__/runner/step.ts'
import { entryOf, existing } from '../../__tests__/scenarios/many.ts'
import { delay, type Server, type Servers } from './local.ts'
import type { Work } from './process.ts'
import type { Setting } from './server.ts'

/** A kind of process to measure, and the kind to compare it with. */
export interface Case {
  readonly what: string
  readonly against: string
  /** Undefined where a program that it takes is not installed. */
  readonly work: Work | undefined
}

/** A process that does nothing. */
export const empty = {
  what: '`node -e 0`',
  against: '`node -e 0`',
  work: { program: [process.execPath, '-e', '0'] }
} satisfies Case

/** The entries of the manifest of the cases. */
export const entries = [entryOf(1)]

const { registry_type, url } = existing(1)
const target = { 'registry-type': registry_type, url, visibility: 'all' }
const named = { name: 'NPM_REGISTRY_SECRET' }
const entraId = '00000000-0000-4000-8000-000000000000'
const manifest = { manifest: 'registries.yml' }

/** What the steps are given. Each has an organization of its own, with one registry unless it creates it. */
const steps = {
  list: { operation: 'list', org: 'list' },
  get: { operation: 'get', org: 'get', ...named },
  delete: { operation: 'delete', org: 'delete', ...named },
  create: { operation: 'create', org: 'create', ...target, secret: 'made-up-secret' },
  'create, OpenID Connect': {
    ...{ operation: 'create', org: 'create-oidc', ...target },
    ...{ 'auth-type': 'oidc_azure', 'tenant-id': entraId, 'client-id': entraId }
  },
  update: { operation: 'update', org: 'update', ...named, username: 'other' },
  plan: { operation: 'plan', org: 'plan', ...manifest },
  apply: { operation: 'apply', org: 'apply', ...manifest }
}

/** The redactor alone, at what no answer of GitHub should ever be. */
const redaction = { program: [process.execPath, '--no-warnings', join(import.meta.dirname, 'redaction.ts')] }

type Name = keyof typeof steps

/** The organizations that the servers have to have. */
export const organizations: Setting['organizations'] = Object.values(steps).map(({ operation, org }) => ({
  login: org,
  registries: operation === 'create' ? 0 : 1
}))

/** A step that asks a server. */
export function stepAt({ url, env, workspace }: Server, name: Name): Step {
  return {
    with: { ...steps[name], token: defaultToken, 'github-api-url': url },
    env: { NPM_TOKEN: 'made-up-secret', ...env },
    workspace
  }
}

/** A server, and what the names of its cases end in. */
interface Noted extends Server {
  readonly note: string
}

/** Every kind of process that is measured. */
export function casesAt(servers: Servers): Case[] {
  const plain = { ...servers.plain, note: '' }
  const slow = { ...servers.slow, note: `, ${delay} ms a request` }
  const tls = servers.tls && { ...servers.tls, note: ', TLS' }
  return [
    stepCase(plain, 'list'),
    stepCase(plain, 'get'),
    stepCase(plain, 'delete'),
    stepCase(plain, 'create'),
    stepCase(plain, 'create, OpenID Connect'),
    stepCase(plain, 'update'),
    stepCase(plain, 'plan'),
    stepCase(plain, 'apply'),
    bareCase(plain, 1),
    bareCase(plain, 2),
    ghCase(plain),
    { what: 'redacting 16 MiB with 1,000 secrets', against: empty.what, work: redaction },
    ...(tls ? [stepCase(tls, 'list'), stepCase(tls, 'create'), bareCase(tls, 1), bareCase(tls, 2)] : []),
    stepCase(slow, 'create', 2),
    stepCase(slow, 'plan', 1),
    stepCase(slow, 'apply', 1),
    bareCase(slow, 1),
    bareCase(slow, 2)
  ]
}

/** A step, compared with so many bare requests to the same server, or with a process that does nothing. */
function stepCase(server: Noted, name: Name, requests?: 1 | 2): Case {
  const against = requests ? bareCase(server, requests).what : empty.what
  return { what: name + server.note, against, work: { step: stepAt(server, name) } }
}

function bareCase({ url, note, env }: Noted, requests: 1 | 2): Case {
  const addresses = [listOf(url), `${url}/orgs/list/private-registries/public-key`].slice(0, requests)
  return {
    what: `${requests === 1 ? 'one bare request' : 'two bare requests'}${note}`,
    against: empty.what,
    work: {
      program: [process.execPath, join(import.meta.dirname, 'bare.cjs'), ...addresses],
      env: { TOKEN: defaultToken, ...env }
    }
  }
}

function ghCase({ url }: Server): Case {
  const headers = {
    ...{ accept: 'application/vnd.github+json', 'x-github-api-version': '2022-11-28' },
    authorization: `Bearer ${defaultToken}`
  }
  const given = Object.entries(headers).flatMap(header => ['--header', header.join(': ')])
  const installed = spawnSync('gh', ['--version']).status === 0
  return {
    what: '`gh api`, the list',
    against: empty.what,
    work: installed
      ? { program: ['gh', 'api', ...given, listOf(url)], env: { GH_TOKEN: defaultToken } }
      : undefined
  }
}

function listOf(url: string): string {
  return `${url}/orgs/list/private-registries?per_page=100`
}
