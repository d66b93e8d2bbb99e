import type { Installation } from './app.ts'
import { notFound, Refusal } from './exchange.ts'
import { isSameName } from './world.ts'

/** What a token may do, by what it is. */
export interface TokenRights {
  /** `workflow` is the token of a workflow's own job, which has no permissions in an organization. */
  readonly kind: 'fine-grained' | 'app' | 'workflow'
  readonly permissions?: Permissions
  /** The only organizations whose private things it may see. */
  readonly orgs?: readonly string[]
  /** Not yet authorized for single sign-on; the address where that is done. */
  readonly sso?: string
  /** As GitHub writes it: `2026-12-31 00:00:00 UTC`. */
  readonly expires?: string
  /** The installation of an App that it is of. */
  readonly installation?: Installation
}

/** Permissions of a fine-grained token or an App. */
export interface Permissions {
  readonly organization_private_registries?: 'read' | 'write'
  readonly metadata?: 'read'
}

/** What an endpoint asks for, in the words of `X-Accepted-GitHub-Permissions`. */
export type Need =
  | ''
  | 'metadata=read'
  | 'organization_private_registries=read'
  | 'organization_private_registries=write'

/** A token that may do everything; every server knows it. */
export const defaultToken = 'github_pat_LOCAL_made_up_for_the_local_GitHub'

/** The rights of the default token. */
export const defaultRights: TokenRights = {
  kind: 'fine-grained',
  permissions: { organization_private_registries: 'write', metadata: 'read' }
}

/** The rights that come with an `Authorization` header, or the refusal. */
export function rightsOf(
  authorization: string | undefined,
  tokens: ReadonlyMap<string, TokenRights>,
  now: number
): TokenRights {
  const documentation = 'https://docs.github.com/rest'
  if (authorization === undefined) throw new Refusal(401, 'Requires authentication', { documentation })
  const rights = tokens.get(tokenIn(authorization))
  const isOver = rights?.expires !== undefined && Date.parse(rights.expires) <= now
  if (!rights || isOver) throw new Refusal(401, 'Bad credentials', { documentation })
  return rights
}

/** The token in an `Authorization` header. */
export function tokenIn(authorization: string): string {
  return /^(?:bearer|token) +(\S+)$/i.exec(authorization)?.[1] ?? ''
}

const noSignOn =
  'Resource protected by organization SAML enforcement. You must grant your Personal Access token access to this organization.'

/** Throws the refusal if these rights do not cover what an endpoint asks for. */
export function requireRight(rights: TokenRights, need: Need, login: string): void {
  if (rights.sso !== undefined)
    throw new Refusal(403, noSignOn, {
      headers: { 'x-github-sso': `required; url=${rights.sso}` },
      documentation:
        'https://docs.github.com/articles/authenticating-to-a-github-organization-with-saml-single-sign-on/'
    })
  // Organizations can be seen by everyone.
  if (!need.startsWith('organization_private_registries')) return
  if (rights.kind !== 'workflow' && !covers(rights, login)) throw notFound()
  const granted = rights.permissions?.organization_private_registries
  if (granted === 'write' || (granted === 'read' && need.endsWith('=read'))) return
  const who = rights.kind === 'fine-grained' ? 'personal access token' : 'integration'
  throw new Refusal(403, `Resource not accessible by ${who}`)
}

/** Whether a token sees the repositories of an organization, all of which are private. */
export function seesRepositories(rights: TokenRights, login: string): boolean {
  // Every fine-grained token has it, whether it was asked for or not.
  const isGranted = rights.kind === 'fine-grained' || rights.permissions?.metadata === 'read'
  return isGranted && covers(rights, login)
}

/** The headers in which GitHub tells when a token ends and what would have been needed. */
export function rightsHeaders(rights: TokenRights | undefined, need: Need = ''): Record<string, string> {
  return {
    ...(rights?.expires && { 'github-authentication-token-expiration': rights.expires }),
    ...(rights && need && { 'x-accepted-github-permissions': need })
  }
}

function covers({ orgs }: TokenRights, login: string): boolean {
  return orgs?.some(org => isSameName(org, login)) ?? true
}
