import { createHash, createPublicKey, generateKeyPairSync, type KeyObject, verify } from 'node:crypto'
import { isObject } from './description.ts'
import { notFound, Refusal } from './exchange.ts'
import { timestamp } from './organization.ts'
import { type Permissions, tokenIn } from './tokens.ts'
import type { World } from './world.ts'

export type AppOwner = 'enterprise' | 'organization' | 'user'

/** A GitHub App, and where it is installed. */
export type App = ReturnType<typeof makeApp>

/** An App's place in an organization, or with a person. */
export interface Installation {
  readonly id: number
  readonly login: string
  readonly type: 'Organization' | 'User'
  permissions: Permissions
  suspended: boolean
  /** Which repositories it sees. */
  selection: 'all' | 'selected'
}

// To make a key takes a while, so all Apps of a process share one.
let shared: KeyObject | undefined

/** Makes an App that is installed nowhere. */
export function makeApp(id: number, owner: AppOwner) {
  const installations: Installation[] = []
  shared ??= makeAppKey()
  const key = shared
  return {
    ...{ id, clientId: `Iv23liLOCAL${id}`, owner, key, installations },
    /** The private key as GitHub hands it out, which is PKCS#1. */
    pem: key.export({ type: 'pkcs1', format: 'pem' }).toString(),
    /** Installs it in an organization, or for a person; by default with all that private registries need. */
    install(login: string, described: Partial<Omit<Installation, 'id' | 'login'>> = {}): Installation {
      const installation: Installation = {
        ...{ id: id * 10_000 + installations.length + 1, login, type: 'Organization' },
        permissions: { organization_private_registries: 'write', metadata: 'read' },
        ...{ suspended: false, selection: 'all', ...described }
      }
      installations.push(installation)
      return installation
    }
  }
}

/** A new private key. */
export function makeAppKey(): KeyObject {
  return generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey
}

/** The App that an `Authorization` header speaks for, or the refusal. */
export function appOf(authorization: string | undefined, { apps, now }: World): App {
  const [header = '', payload = '', signature = '', ...more] = tokenIn(authorization ?? '').split('.')
  const { alg } = decoded(header)
  const { iss, exp, iat } = decoded(payload)
  if (alg !== 'RS256' || signature === '' || more.length > 0) throw unauthorized(undecoded)
  if (iss === undefined) throw unauthorized(`Missing 'issuer' claim ('iss') in assertion`)
  const app = apps.find(({ id, clientId }) => String(iss) === String(id) || iss === clientId)
  if (!app) throw new Refusal(404, 'Integration not found', { documentation })
  const bytes = Buffer.from(signature, 'base64url')
  if (!verify('RSA-SHA256', Buffer.from(`${header}.${payload}`), createPublicKey(app.key), bytes))
    throw unauthorized(undecoded)
  const wrong = wrongTime(exp, iat, now() / 1000)
  if (wrong) throw unauthorized(wrong)
  return app
}

const documentation = 'https://docs.github.com/rest'
// The messages as they are quoted in https://github.com/octokit/auth-app.js and https://github.com/orgs/community/discussions.
const undecoded = 'A JSON web token could not be decoded'

function unauthorized(message: string): Refusal {
  return new Refusal(401, message, { documentation })
}

function wrongTime(exp: unknown, iat: unknown, now: number): string | undefined {
  const isWhole = (value: unknown): value is number => Number.isInteger(value)
  if (!isWhole(exp) || exp <= now)
    return `'Expiration time' claim ('exp') must be a numeric value representing the future time at which the assertion expires`
  if (exp > now + 600) return `'Expiration time' claim ('exp') is too far in the future`
  if (!isWhole(iat) || iat > now)
    return `'Issued at' claim ('iat') must be an Integer representing the time that the assertion was issued`
  return undefined
}

function decoded(part: string): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(Buffer.from(part, 'base64url').toString())
    if (isObject(value)) return value
  } catch {
    // It is no JSON.
  }
  throw unauthorized(undecoded)
}

/** Makes a token of an installation that lives for an hour, and tells of it; or throws the refusal. */
export function makeToken(app: App, id: string, body: unknown, world: World): Record<string, unknown> {
  const installation = app.installations.find(one => String(one.id) === id)
  if (!installation) throw notFound()
  refuseSuspended(installation)
  const asked = isObject(body) ? body['permissions'] : undefined
  const permissions = narrowed(installation, isObject(asked) ? asked : undefined, world)
  const digest = createHash('sha256').update(`${id} ${world.tokens.size}`).digest('hex')
  const token = `ghs_${digest.slice(0, 36)}`
  const expires_at = timestamp(world.now() + 3_600_000)
  const expires = expires_at.replace('T', ' ').replace('Z', ' UTC')
  world.tokens.set(token, { kind: 'app', permissions, orgs: [installation.login], expires, installation })
  return { token, expires_at, permissions, repository_selection: installation.selection }
}

/** Throws the refusal if an installation is suspended. */
export function refuseSuspended(installation: Installation | undefined): void {
  if (!installation?.suspended) return
  throw new Refusal(403, 'This installation has been suspended', {
    documentation: `${documentation}/reference/apps#create-an-installation-access-token-for-an-app`
  })
}

function narrowed({ permissions }: Installation, asked: Permissions | undefined, world: World): Permissions {
  if (!asked) return permissions
  if ('organization_private_registries' in asked && !world.habits.narrowsTokens)
    throw new Refusal(422, 'Invalid request.\n\n"organization_private_registries" is not a permitted key.')
  const granted = new Map(Object.entries(permissions))
  const grants = ([name, level]: [string, unknown]): boolean =>
    granted.get(name) === level || (granted.get(name) === 'write' && level === 'read')
  if (Object.entries(asked).every(grants)) return asked
  throw new Refusal(422, 'The permissions requested are not granted to this installation.')
}
