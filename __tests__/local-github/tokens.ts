import type { Installation } from './app.ts'
import { notFound, Refusal } from './exchange.ts'
import { isSameName } from './world.ts'

/** What a token may do, by what it is. */
export type TokenRights = (
  | { kind: 'classic'; scopes: readonly string[] }
  | { kind: 'fine-grained' | 'app'; permissions: Permissions }
  | { kind: 'workflow' }
) & {
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

/** Throws the refusal if these rights do not cover what an endpoint asks for. */
export function requireRight(rights: TokenRights, need: Need, login: string): void {
  if (rights.sso !== undefined)
    throw new Refusal(
      403,
      'Resource protected by organization SAML enforcement. You must grant your Personal Access token access to this organization.',
      {
        headers: { 'x-github-sso': `required; url=${rights.sso}` },
        documentation:
          'https://docs.github.com/articles/authenticating-to-a-github-organization-with-saml-single-sign-on/'
      }
    )
  // Organizations and public repositories can be seen by everyone.
  if (!isForRegistries(need)) return
  if (rights.kind !== 'workflow' && !covers(rights, login)) throw notFound()
  if (rights.kind === 'classic') {
    if (rights.scopes.includes('admin:org')) return
    // Without any scope for organizations the registries do not seem to exist; with a lesser one they are refused.
    if (!rights.scopes.some(scope => scope.endsWith(':org'))) throw notFound()
    throw new Refusal(403, 'You must be an org admin to use this endpoint.')
  }
  const granted = rights.kind === 'workflow' ? undefined : rights.permissions.organization_private_registries
  if (granted === 'write' || (granted === 'read' && need.endsWith('=read'))) return
  const who = rights.kind === 'fine-grained' ? 'personal access token' : 'integration'
  throw new Refusal(403, `Resource not accessible by ${who}`)
}

/** Whether a token sees the private repositories of an organization. */
export function seesPrivateRepositories(rights: TokenRights, login: string): boolean {
  if (!covers(rights, login) || rights.kind === 'workflow') return false
  if (rights.kind === 'classic') return rights.scopes.includes('repo')
  // Every fine-grained token has it, whether it was asked for or not.
  return rights.kind === 'fine-grained' || rights.permissions.metadata === 'read'
}

/** The headers in which GitHub tells what a token has and what would have been needed. */
export function rightsHeaders(asked: { rights?: TokenRights; need?: Need }): Record<string, string> {
  const { rights, need = '' } = asked
  if (!rights) return {}
  const end: Record<string, string> = rights.expires
    ? { 'github-authentication-token-expiration': rights.expires }
    : {}
  if (rights.kind !== 'classic') return need === '' ? end : { ...end, 'x-accepted-github-permissions': need }
  const accepted = isForRegistries(need) ? 'admin:org' : ''
  return { ...end, 'x-oauth-scopes': rights.scopes.join(', '), 'x-accepted-oauth-scopes': accepted }
}

function isForRegistries(need: Need): boolean {
  return need.startsWith('organization_private_registries')
}

function covers({ orgs }: TokenRights, login: string): boolean {
  return orgs?.some(org => isSameName(org, login)) ?? true
}
