import type { Answer, Call } from './call.ts'
import type { Client } from './client.ts'
import { members, misread, RequestFailed, refusedWith } from './failure.ts'
import { listAll } from './pages.ts'

/** An App's place in an organization. */
export interface Installation {
  id: number
  org: string
  suspended: boolean
  /** Whether it is known not to see all repositories of the organization. */
  seesSome: boolean
  /** Where the organization's owners see and change it. */
  page: string
}

/** A token of an installation, and for how long it is good, in milliseconds. */
export interface InstallationToken {
  token: string
  life: number
  /** Whether it is known not to see all repositories. */
  seesSome: boolean
}

/** What of its permissions a token is to have. */
export type Permissions = Readonly<Record<string, 'read' | 'write'>>

/** The endpoints of a GitHub App that lead to tokens. Every function fails with `RequestFailed`. */
export interface Installations {
  /** Whether the App belongs to an enterprise: one that does cannot be installed outside of it. */
  isEnterprises(): Promise<boolean>
  /** Every organization the App is installed in; what is installed for a person is left out. */
  list(): Promise<Installation[]>
  find(org: string): Promise<Installation>
  /** A new token; with all of the App's permissions if the server does not narrow them so. */
  mint(
    installation: Installation,
    permissions: Permissions
  ): Promise<InstallationToken & { narrowed: boolean }>
}

/** The installations of the App that a client asks for. */
export function installations(client: Client): Installations {
  return {
    isEnterprises() {
      const call: Call = { ...about, route: 'GET /app', doing: 'read whose the App is' }
      return client.request(call, ({ data }) => {
        const { id, owner } = members(data)
        if (typeof id !== 'number') throw misread('it is no App with an id')
        const { slug, login } = members(owner)
        return typeof slug === 'string' && login === undefined
      })
    },
    async list() {
      const call = { ...about, route: 'GET /app/installations', doing: `list the App's installations` }
      const found = await listAll(client, call, { plural: 'installations', read: readListed })
      return found.filter(one => one !== undefined)
    },
    find(org) {
      const call: Call = {
        ...about,
        route: 'GET /orgs/{org}/installation',
        parameters: { org },
        doing: `find the App in ${org}`,
        concerns: 'installation',
        org
      }
      return client.request(call, ({ data }) => {
        const installation = installationIn(data)
        if (!installation) throw misread('it is no installation with an id, in an organization')
        return { ...installation, org }
      })
    },
    async mint({ id, org, page }, permissions) {
      const call = (data?: object): Call => ({
        ...about,
        route: 'POST /app/installations/{installation_id}/access_tokens',
        parameters: { installation_id: id },
        ...(data && { data }),
        repeats: true,
        doing: `make a token of the App for ${org}`,
        concerns: 'installation',
        org,
        grantedAt: page
      })
      try {
        return { ...(await client.request(call({ permissions }), readToken)), narrowed: true }
      } catch (error) {
        // A permission that the server does not know, or that is not granted, is found out by using the token.
        if (!(error instanceof RequestFailed) || refusedWith(error) !== 422) throw error
        return { ...(await client.request(call(), readToken)), narrowed: false }
      }
    }
  }
}

/** GitHub's tokens for Apps end after an hour. */
const usualLife = 60 * 60_000

const about = { parameters: {}, concerns: 'app', org: '' } as const

function readListed(one: unknown): [number, Installation | undefined] {
  const { id } = members(one)
  if (typeof id !== 'number') throw misread('the list holds an installation without an id')
  return [id, installationIn(one)]
}

/** An installation in an organization, if it is one. */
function installationIn(data: unknown): Installation | undefined {
  const { id, account, suspended_at, html_url, target_type } = members(data)
  const { login } = members(account)
  if (typeof id !== 'number' || typeof login !== 'string' || target_type !== 'Organization') return undefined
  const suspended = typeof suspended_at === 'string'
  const page = typeof html_url === 'string' ? html_url : ''
  return { id, org: login, suspended, seesSome: seesSome(data), page }
}

function seesSome(data: unknown): boolean {
  const { repository_selection } = members(data)
  return typeof repository_selection === 'string' && repository_selection !== 'all'
}

/** Its end counts from the server's clock, and this one may be off. */
function readToken({ data, headers }: Answer): InstallationToken {
  const { token, expires_at } = members(data)
  if (typeof token !== 'string' || token === '') throw misread('it is no token')
  const life = Date.parse(String(expires_at)) - Date.parse(String(headers['date']))
  return { token, life: life > 0 ? life : usualLife, seesSome: seesSome(data) }
}
