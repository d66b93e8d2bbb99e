import type { Answer, Call, Connection, Log } from '../../src/github/call.ts'
import { type Client, createClient } from '../../src/github/client.ts'
import { givenToken } from '../../src/github/credential.ts'
import type { Organization } from '../local-github/organization.ts'
import { type GitHubOptions, type LocalGitHub, startGitHub } from '../local-github/server.ts'
import { defaultToken } from '../local-github/tokens.ts'
import { type FakeClock, fakeClock } from './fake-clock.ts'

/** A client of a local GitHub with the organization acme, both new for each test. */
export interface Connected {
  github: LocalGitHub
  acme: Organization
  client: Client
  clock: FakeClock
  /** Every line of the client's log; warnings begin with `warning:`, notices with `notice:`. */
  log: string[]
  run: AbortController
  /** Starts others in their place. */
  restart(differences: Partial<Connection>, options?: GitHubOptions): Promise<void>
}

/** Starts both before each test of a file, and closes them after it; `prepare` comes between. */
export function connected(
  differences: Partial<Connection> = {},
  prepare: (at: Connected) => void = () => {}
): Connected {
  const at = { restart } as Connected

  async function start(own: Partial<Connection>, options?: GitHubOptions): Promise<void> {
    const github = await startGitHub(options)
    const [clock, log, run] = [fakeClock(), [], new AbortController()]
    const client = clientOf(github.url, { clock, log }, { cancelled: run.signal, ...own })
    Object.assign(at, { github, acme: github.addOrganization('acme'), client, clock, log, run })
    prepare(at)
  }
  const close = (): Promise<void> => {
    at.client.close()
    return at.github.close()
  }
  async function restart(own: Partial<Connection>, options?: GitHubOptions): Promise<void> {
    await close()
    await start(own, options)
  }
  beforeEach(() => start(differences))
  afterEach(close)
  return at
}

/** A client of the server at an address; the whole run may take ten minutes. */
export function clientOf(
  apiUrl: string,
  { clock, log, masked }: Pick<Connected, 'clock' | 'log'> & { masked?: string[] },
  differences: Partial<Connection> = {}
): Client {
  const connection = {
    ...{ apiUrl, credential: givenToken(defaultToken), proxy: {}, requestTimeout: 5000, writeInterval: 0 },
    ...{ cancelled: new AbortController().signal, deadline: clock.now() + 600_000, ...differences }
  }
  return createClient(connection, clock, logInto(log, masked))
}

/** A log that keeps its lines, and what it was to mask. */
export function logInto(lines: string[], masked: string[] = []): Log {
  return {
    info: line => void lines.push(line),
    warning: sentence => void lines.push(`warning: ${sentence}`),
    notice: sentence => void lines.push(`notice: ${sentence}`),
    mask: secret => void masked.push(secret),
    hide() {},
    redact: value => value,
    recordWrite() {},
    organization: () => ({ outcome() {}, end() {} })
  }
}

/** Waits until something is so. */
export async function until(fulfilled: () => boolean): Promise<void> {
  while (!fulfilled()) await new Promise(setImmediate)
}

/** Lets time pass on the clock of a client. */
export const pass = ({ clock }: Pick<Connected, 'clock'>, milliseconds: number): Promise<void> =>
  clock.sleep(milliseconds, new AbortController().signal)

/** An answer as it came. */
export const asIs = (answer: Answer): Answer => answer

const about = { task: 'try it', subject: 'organization', org: 'acme' } as const

/** A read of the organization's list. */
export const reading: Call = {
  ...about,
  route: 'GET /orgs/{org}/private-registries',
  parameters: { org: 'acme' }
}

/** A write with a body that has a member `url`. */
export const creating: Call = {
  ...about,
  route: 'POST /orgs/{org}/private-registries',
  parameters: { org: 'acme' },
  data: {
    ...{ registry_type: 'git_source', url: 'https://git.acme.example', visibility: 'all' },
    ...{ auth_type: 'oidc_gcp', workload_identity_provider: 'w' }
  }
}
