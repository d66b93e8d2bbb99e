// The GitHub of the benchmark, in a process of its own: reads a line with a Setting, prints a line with a Place, and
// serves until its input ends.
import { createServer } from 'node:http'
import { createServer as createTlsServer } from 'node:https'
import type { AddressInfo } from 'node:net'
import { createInterface } from 'node:readline'
import { type LocalGitHub, startGitHub } from '../../__tests__/local-github/server.ts'
import { existing } from '../../__tests__/scenarios/many.ts'
import { remembering } from './remembering.ts'

/** What a server is to be like. */
export interface Setting {
  readonly organizations: readonly { readonly login: string; readonly registries: number }[]
  /** Answers from memory what it was asked before, at no cost and without carrying it out again. */
  readonly remembers?: boolean
  /** Milliseconds before every answer. */
  readonly delay?: number
  readonly tls?: { readonly key: string; readonly cert: string }
}

/** Where it is, and an App that is installed in every organization. */
export interface Place {
  readonly url: string
  readonly app: { readonly id: number; readonly pem: string }
}

async function serve(setting: Setting): Promise<Place> {
  const { organizations, remembers = false, delay = 0 } = setting
  const github = await startGitHub(remembers ? {} : { delay })
  const { id, pem, install } = github.addApp()
  for (const { login, registries } of organizations) {
    const organization = github.addOrganization(login, { repositories: ['web', 'api-one'] })
    for (let number = 1; number <= registries; number++) organization.addRegistry(existing(number))
    install(login)
  }
  return { url: remembers ? await inFrontOf(github, setting) : github.url, app: { id, pem } }
}

async function inFrontOf(github: LocalGitHub, { delay = 0, tls }: Setting): Promise<string> {
  const server = tls ? createTlsServer(tls) : createServer()
  server.on('request', remembering(github, delay))
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  return `${tls ? 'https' : 'http'}://127.0.0.1:${port}`
}

createInterface(process.stdin)
  .once('line', async line => console.log(JSON.stringify(await serve(JSON.parse(line)))))
  .once('close', () => process.exit())
