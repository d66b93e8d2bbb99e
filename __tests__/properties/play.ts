import { applyAll } from '../../src/apply.ts'
import { createClient } from '../../src/github/client.ts'
import { givenToken } from '../../src/github/credential.ts'
import { organization } from '../../src/organization.ts'
import type { Policy } from '../../src/registries/plan.ts'
import type { Rewrite } from '../../src/registries/rewrite.ts'
import type { Wanted } from '../../src/registries/wanted.ts'
import type { ChangeResult, Many, ManyRequest } from '../../src/request.ts'
import type { Exchange } from '../github/exchange.ts'
import { type GitHubOptions, type LocalGitHub, startGitHub } from '../github/server.ts'
import { defaultToken } from '../github/tokens.ts'
import { careful, now } from '../registries/planning.ts'
import { fakeClock } from '../wire/fake-clock.ts'

/** What came of one run, and its part of the conversation. */
export interface Played {
  readonly result: ChangeResult
  readonly exchanges: readonly Exchange[]
}

const servers = new Map<string, LocalGitHub>()

afterAll(async () => {
  await Promise.all([...servers.values()].map(github => github.close()))
})

/** The one server of a file with these habits. */
export async function serverWith(options: GitHubOptions): Promise<LocalGitHub> {
  const key = JSON.stringify(options)
  const github = servers.get(key) ?? (await startGitHub({ now: () => now, ...options }))
  servers.set(key, github)
  return github
}

/** Everything that apply and plan are asked for; a run of them that says nothing else reads a manifest. */
export type Asked = Pick<Many, 'orgs'> & { wanted: readonly Wanted[] } & Partial<Policy>

/** Applies, in this process. */
export function apply(github: LocalGitHub, asked: Asked): Promise<Played> {
  return play(github, 'apply', asked)
}

/** Plans, in this process. */
export function plan(github: LocalGitHub, asked: Asked): Promise<Played> {
  return play(github, 'plan', asked)
}

/** Rotates, in this process. */
export function rotate(github: LocalGitHub, asked: Asked & { rewriteSecrets: Rewrite }): Promise<Played> {
  return play(github, 'rotate', asked)
}

async function play(
  github: LocalGitHub,
  operation: ManyRequest['operation'],
  { orgs, wanted, ...differences }: Asked
): Promise<Played> {
  const clock = fakeClock(now)
  const reach = {
    apiUrl: github.url,
    access: { token: defaultToken },
    requestTimeout: 5000,
    timeout: 3_600_000,
    writeInterval: 0,
    proxy: {}
  }
  const deadline = now + reach.timeout
  const cancelled = new AbortController().signal
  const client = createClient(
    { ...reach, credential: givenToken(defaultToken), deadline, cancelled },
    clock,
    { info() {}, warning() {}, shown: value => value }
  )
  const silent = { warning() {}, notice() {}, hide() {}, organization: () => ({ tell() {}, end() {} }) }
  const organizations = new Map(orgs.map(org => [org, organization(client, org, silent)]))
  const at = (org: string) => {
    const found = organizations.get(org)
    if (!found) throw new Error(`Nobody asked for ${org}.`)
    return found
  }
  const request: ManyRequest = {
    ...{ operation, reach, orgs, wanted: [...wanted], fromManifest: true },
    dryRun: operation === 'plan',
    policy: { ...careful, ...differences }
  }
  const before = github.exchanges.length
  try {
    const result = await applyAll(request, { at, clock, deadline, progress: silent })
    return { result, exchanges: github.exchanges.slice(before) }
  } finally {
    client.close()
  }
}

/** The requests that write, as `PATCH NAME`, a create as `POST` alone. */
export function writesIn({ exchanges }: Pick<Played, 'exchanges'>): Exchange[] {
  return exchanges.filter(({ method }) => method !== 'GET')
}

/** The last part of a path: the registry of a PATCH or a DELETE. */
export function nameIn({ path }: Exchange): string {
  return path.split('/').at(-1) ?? ''
}
