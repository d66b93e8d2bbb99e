import { type Answer, type Call, type Connection, givenToken } from '../../src/github/call.ts'
import { type Client, createClient } from '../../src/github/client.ts'
import { type GitHubOptions, type LocalGitHub, startGitHub } from '../local-github/server.ts'
import { defaultToken } from '../local-github/tokens.ts'
import { type FakeClock, fakeClock } from './fake-clock.ts'

/** A client of a local GitHub with the organization acme. */
export interface Connected {
  readonly github: LocalGitHub
  readonly client: Client
  readonly clock: FakeClock
  /** Every line of the client's log; warnings begin with `warning:`. */
  readonly log: string[]
  close(): Promise<void>
}

/** Starts both. */
export async function connect(
  differences: Partial<Connection> = {},
  options: GitHubOptions = {}
): Promise<Connected> {
  const github = await startGitHub(options)
  const clock = fakeClock()
  const log: string[] = []
  const client = clientOf(github.url, { clock, log }, differences)
  const close = () => {
    client.close()
    return github.close()
  }
  return { github, client, clock, log, close }
}

/** A client of the server at an address; the whole run may take ten minutes. */
export function clientOf(
  apiUrl: string,
  { clock, log }: Pick<Connected, 'clock' | 'log'>,
  differences: Partial<Connection> = {}
): Client {
  const connection = {
    apiUrl,
    credential: givenToken(defaultToken),
    proxy: {},
    requestTimeout: 5000,
    writeInterval: 0,
    cancelled: new AbortController().signal,
    deadline: clock.now() + 600_000,
    ...differences
  }
  return createClient(connection, clock, {
    info: line => log.push(line),
    warning: line => log.push(`warning: ${line}`),
    shown: value => value
  })
}

/** An answer as it came. */
export const asIs = (answer: Answer): Answer => answer

const about = { doing: 'try it', concerns: 'organization', org: 'acme' } as const

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
    registry_type: 'git_source',
    url: 'https://git.acme.example',
    visibility: 'all',
    auth_type: 'oidc_gcp',
    workload_identity_provider: 'w'
  }
}
