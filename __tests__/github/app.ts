import { generateKeyPairSync, type KeyObject } from 'node:crypto'
import type { Permissions } from './tokens.ts'

/** How a test describes a GitHub App. */
export interface GivenApp {
  readonly id?: number
  readonly clientId?: string
  /** Its private key; by default one that all Apps of this process share. */
  readonly key?: KeyObject
  /** Whose it is; an enterprise's, if nothing is said. */
  readonly owner?: AppOwner
}

export type AppOwner = 'enterprise' | 'organization' | 'user'

/** A GitHub App, and where it is installed. */
export interface App {
  readonly id: number
  readonly clientId: string
  readonly slug: string
  owner: AppOwner
  readonly key: KeyObject
  /** The private key as GitHub hands it out, which is PKCS#1. */
  readonly pem: string
  readonly installations: Installation[]
  /** Installs it in an organization, or for a person; by default with all that private registries need. */
  install(login: string, given?: GivenInstallation): Installation
}

/** How a test describes an installation. */
export interface GivenInstallation {
  readonly permissions?: Permissions
  readonly suspended?: boolean
  readonly type?: 'Organization' | 'User'
  readonly selection?: 'all' | 'selected'
}

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

/** Makes an App that is installed nowhere. */
export function makeApp(
  number: number,
  { id = 4000 + number, clientId, key, owner = 'enterprise' }: GivenApp
): App {
  const ownKey = key ?? sharedKey()
  const installations: Installation[] = []
  return {
    id,
    clientId: clientId ?? `Iv23liLOCAL${id}`,
    slug: `registries-${id}`,
    owner,
    key: ownKey,
    pem: ownKey.export({ type: 'pkcs1', format: 'pem' }).toString(),
    installations,
    install(login, given = {}) {
      const installation: Installation = {
        id: id * 10_000 + installations.length + 1,
        login,
        type: 'Organization',
        permissions: { organization_private_registries: 'write', metadata: 'read' },
        suspended: false,
        selection: 'all',
        ...given
      }
      installations.push(installation)
      return installation
    }
  }
}

/** A new private key; to make one takes a while. */
export function makeAppKey(): KeyObject {
  return generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey
}

let shared: KeyObject | undefined

function sharedKey(): KeyObject {
  shared ??= makeAppKey()
  return shared
}
