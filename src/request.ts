import type { Outcome } from './registries/change.ts'
import type { Policy } from './registries/plan.ts'
import type { Sentence } from './registries/problem.ts'
import type { Registry, RegistrySpec } from './registries/registry.ts'
import type { RotationPolicy } from './registries/rotation.ts'
import type { Wanted } from './registries/wanted.ts'

/** Everything the action can do. */
export const operations = [
  'list',
  'get',
  'get-public-key',
  'create',
  'update',
  'delete',
  'apply',
  'plan',
  'rotate',
  'export'
] as const

/** The name of an operation. */
export type Operation = (typeof operations)[number]

/** The operations that change an organization. */
export const writes: readonly Operation[] = ['create', 'update', 'delete', 'apply', 'rotate']

/** The operations that take several organizations. */
export const takingSeveral: readonly Operation[] = ['list', 'apply', 'plan', 'rotate']

/** What proves to GitHub who asks: a token, or the key of a GitHub App, as PEM in PKCS#8. */
export type Access = { token: string } | { appId: string; privateKey: string }

/** In place of the organizations' names: all in which the App is installed. */
export const everywhere = '*'

/** Where GitHub is and how to reach it. Times are in milliseconds. */
export interface Reach {
  apiUrl: string
  access: Access
  requestTimeout: number
  timeout: number
  /** Between the answer to a write and the next write. */
  writeInterval: number
  proxy: Record<string, string>
}

/** How a registry that exists is named: by `name`, with what is to be checked beside it, or by type and address. */
export type Target =
  | { name: string; expected: Pick<RegistrySpec, 'registry_type' | 'url'> }
  | { registry_type: string; url: string }

/** What the user asked for, found good as far as that can be told without GitHub. */
export type Request = { reach: Reach } & (
  | { operation: 'list'; orgs: string[] }
  | { operation: 'get'; org: string; target: Target }
  | { operation: 'get-public-key'; org: string }
  | { operation: 'create'; org: string; spec: RegistrySpec & NewRegistry; dryRun: boolean }
  | {
      operation: 'update'
      org: string
      target: Target
      spec: RegistrySpec
      /** The hosts that may get a new secret, if that is limited. */
      allowedHosts: string[] | undefined
      dryRun: boolean
    }
  | { operation: 'delete'; org: string; target: Target; dryRun: boolean }
  | ({ operation: 'apply' | 'plan' } & Many & { policy: Policy })
  | ({ operation: 'rotate' } & Many & { policy: RotationPolicy })
  | { operation: 'export'; org: string; file: ManifestFile | undefined; dryRun: boolean }
)

/** What is wanted in each of several organizations. */
export interface Many {
  orgs: string[]
  wanted: Wanted[]
  /** Whether it was read from a manifest; else it is the one registry of the inputs. */
  fromManifest: boolean
  dryRun: boolean
}

/** A manifest: its path inside the workspace, with slashes, and where the workspace is. */
export interface ManifestFile {
  path: string
  workspace: string
}

/** The request for one operation. */
export type RequestFor<O extends Operation> = Extract<Request, { operation: O }>

/** A request to change one registry. */
export type ChangeRequest = RequestFor<'create' | 'update' | 'delete'>

/** A request to change all registries that are wanted. */
export type ManyRequest = RequestFor<'apply' | 'plan' | 'rotate'>

/** What no registry can be created without. */
export type NewRegistry = Required<Pick<RegistrySpec, 'registry_type' | 'url' | 'visibility'>>

/** A registry and where it is. */
export interface Found {
  org: string
  registry: Registry
}

/** All registries of an organization that could be read. */
export interface Listed {
  org: string
  registries: Registry[]
}

/** What came of a request. The step fails if there are problems. */
export type Result = {
  problems: readonly Sentence[] /** Organizations that `*` does not cover, and why. */
  leftOut?: string[]
} & (
  | { operation: 'list'; lists: Listed[] }
  | { operation: 'get'; found?: Found }
  | { operation: 'get-public-key'; org: string; key?: { key_id: string; key: string } }
  | ChangeResult
  | {
      operation: 'export'
      org: string
      manifest?: string
      /** How many registries the manifest has. */
      count?: number
      file: ManifestFile | undefined
      dryRun: boolean
    }
  | { operation: 'none' }
)

/** What came of a request to change organizations. */
export interface ChangeResult {
  operation: ChangeRequest['operation'] | ManyRequest['operation']
  problems: readonly Sentence[]
  dryRun: boolean
  /** Whether something was written, may have been, or in a dry run would be. */
  changed: boolean
  outcomes: Outcome[]
  /** Only of apply and plan: whether something visible was not as it is wanted; undefined if nobody can tell. */
  drift?: boolean | undefined
  /** Of one registry in one organization. */
  found?: Found
  /** Whether the one registry of the inputs was to be applied in one organization. */
  single?: boolean
}
