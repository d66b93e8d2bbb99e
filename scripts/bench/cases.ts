import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { defaultToken } from '../../__tests__/local-github/tokens.ts'
import type { Step } from '../../__tests__/runner/step.ts'
import { chainOf, entryOf, existing } from '../../__tests__/scenarios/many.ts'
import { delay, type Server, type Servers, startLocal } from './local.ts'
import type { Work } from './process.ts'
import type { Setting } from './server.ts'

/** A kind of process to measure, and what to compare it with. */
export interface Case {
  readonly what: string
  readonly against: string
  /** The milliseconds that it is compared with, if these are not those of another kind. */
  readonly least?: number
  /** Prepares one run. */
  start(): Promise<{ readonly work: Work; end(): void }>
}

/** A process that does nothing. */
export const empty = caseOf('`node -e 0`', '`node -e 0`', { args: ['-e', '0'] })

/** The entries of the manifest of the cases. */
export const entries = [entryOf(1)]

const { registry_type, url } = existing(1)
const manifest = { manifest: 'registries.yml' }

/** What the steps are given. Each has an organization of its own, with one registry unless it creates it. */
const steps = {
  list: { operation: 'list', org: 'list' },
  create: {
    ...{ operation: 'create', org: 'create', secret: 'made-up-secret' },
    ...{ 'registry-type': registry_type, url, visibility: 'all' }
  },
  apply: { operation: 'apply', org: 'apply', ...manifest }
}

/** The organizations that the servers have to have. */
export const organizations: Setting['organizations'] = Object.values(steps).map(({ operation, org }) => ({
  login: org,
  registries: operation === 'create' ? 0 : 1
}))

/** A server, and what the names of its cases end in. */
interface Noted extends Server {
  readonly note: string
}

/** The kinds of processes that take a moment. */
export function casesAt(servers: Servers): Case[] {
  const plain = { ...servers.plain, note: '' }
  const slow = { ...servers.slow, note: `, ${delay} ms a request` }
  const tls = servers.tls && { ...servers.tls, note: ', TLS' }
  return [
    stepCase(plain, 'list'),
    stepCase(plain, 'create'),
    stepCase(plain, 'apply'),
    ...(tls ? [stepCase(tls, 'create', 2), bareCase(tls, 2)] : []),
    stepCase(slow, 'create', 2),
    stepCase(slow, 'apply', 1),
    bareCase(slow, 1),
    bareCase(slow, 2)
  ]
}

/** The kinds that take seconds. */
export function longCasesAt({ plain }: Servers): Case[] {
  return [manyCase(plain.workspace), redactionCase]
}

/** A step, compared with so many bare requests to the same server, or with a process that does nothing. */
function stepCase({ url, note, env, workspace }: Noted, name: keyof typeof steps, requests?: 1 | 2): Case {
  const step = {
    with: { ...steps[name], token: defaultToken, 'github-api-url': url },
    env: { NPM_TOKEN: 'made-up-secret', ...env },
    workspace
  }
  return caseOf(name + note, requests ? bareName(requests, note) : empty.what, { step })
}

function bareCase({ url, note, env }: Noted, requests: 1 | 2): Case {
  const list = `${url}/orgs/list/private-registries`
  const addresses = [`${list}?per_page=100`, `${list}/public-key`].slice(0, requests)
  return caseOf(bareName(requests, note), empty.what, {
    args: [join(import.meta.dirname, 'bare.cjs'), ...addresses],
    env: { TOKEN: defaultToken, ...env }
  })
}

function bareName(requests: 1 | 2, note: string): string {
  return `${requests === 1 ? 'one bare request' : 'two bare requests'}${note}`
}

function caseOf(what: string, against: string, work: Work): Case {
  return { what, against, start: async () => ({ work, end() {} }) }
}

/** The redactor alone, at what no answer of GitHub should ever be. */
const redactionCase = caseOf('redacting 16 MiB with 1,000 secrets', '`node -e 0`', {
  args: ['--no-warnings', join(import.meta.dirname, 'redaction.ts')],
  timesItself: true
})

const orgs = Array.from({ length: 20 }, (_, number) => `org-${number + 1}`)
/** Registries in each of them. */
const each = 50

/** An App's apply to empty organizations, compared with the requests that have to wait for each other. */
function manyCase(workspace: string): Case {
  const least = chainOf(each) * delay
  return {
    what: `apply, an App creates 1,000 registries in ${orgs.length} organizations, ${delay} ms a request`,
    against: `${chainOf(each)} requests after each other`,
    least,
    async start() {
      const registries = Array.from({ length: each }, (_, index) => entryOf(index + 1))
      writeFileSync(join(workspace, 'many.yml'), JSON.stringify({ registries }, undefined, 1))
      const setting = { organizations: orgs.map(login => ({ login, registries: 0 })), delay }
      const { app, url, end } = await startLocal(setting)
      const step: Step = {
        with: {
          ...{ operation: 'apply', org: '*', 'app-id': String(app.id), 'app-private-key': app.pem },
          ...{ 'github-api-url': url, manifest: 'many.yml', 'write-interval': '0s' }
        },
        env: { NPM_TOKEN: 'made-up-secret' },
        workspace
      }
      return { work: { step, leavesCore: true }, end }
    }
  }
}
