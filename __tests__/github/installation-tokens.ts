import { createHash } from 'node:crypto'
import type { Installation } from './app.ts'
import { timestamp } from './organization.ts'
import { notFound, Refusal } from './refusal.ts'
import { isObject } from './schemas.ts'
import type { Permissions, TokenRights } from './tokens.ts'
import type { World } from './world.ts'

const life = 60 * 60 * 1000

/** Makes a token of an installation that lives for an hour, and tells of it; or throws the refusal. */
export function makeToken(installation: Installation, body: unknown, world: World): Record<string, unknown> {
  refuseSuspended(installation)
  const permissions = narrowed(installation, isObject(body) ? body['permissions'] : undefined, world)
  const token = `ghs_${createHash('sha256').update(`${installation.id} ${world.tokens.size}`).digest('hex').slice(0, 36)}`
  const expires_at = timestamp(world.now() + life)
  const expires = expires_at.replace('T', ' ').replace('Z', ' UTC')
  const rights: TokenRights = { kind: 'app', permissions, orgs: [installation.login], expires, installation }
  world.tokens.set(token, rights)
  return { token, expires_at, permissions, repository_selection: installation.selection }
}

/** Throws the refusal if a token is of no installation. */
export function requireInstallation({ installation }: TokenRights): void {
  if (!installation) throw new Refusal(403, 'Resource not accessible by personal access token')
}

/** Throws the refusal if an installation is suspended. */
export function refuseSuspended({ suspended }: { readonly suspended: boolean }): void {
  if (!suspended) return
  throw new Refusal(403, 'This installation has been suspended', {
    documentation:
      'https://docs.github.com/rest/reference/apps#create-an-installation-access-token-for-an-app'
  })
}

/** The installation with the id of a path. */
export function installationWith(
  id: string | undefined,
  installations: readonly Installation[]
): Installation {
  const found = installations.find(one => String(one.id) === id)
  if (!found) throw notFound()
  return found
}

function narrowed({ permissions }: Installation, asked: unknown, { habits }: World): Permissions {
  if (!isObject(asked)) return permissions
  if ('organization_private_registries' in asked && !habits.narrowsTokens)
    throw new Refusal(422, 'Invalid request.\n\n"organization_private_registries" is not a permitted key.')
  if (Object.entries(asked).some(([name, level]) => !grants(permissions, name, level)))
    throw new Refusal(422, 'The permissions requested are not granted to this installation.')
  return asked
}

function grants(permissions: Permissions, name: string, level: unknown): boolean {
  const granted = Object.entries(permissions).find(([one]) => one === name)?.[1]
  return granted === level || (granted === 'write' && level === 'read')
}
