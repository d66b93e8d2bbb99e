import type { Outcome } from './registries/change.ts'
import type { Registry, RegistrySpec } from './registries/registry.ts'

/** Everything the action can do. */
export const operations = ['list', 'get', 'get-public-key', 'create', 'update', 'delete'] as const

/** The name of an operation. */
export type Operation = (typeof operations)[number]

/** The operations that change an organization. */
export const writes: readonly Operation[] = ['create', 'update', 'delete']

/** Where GitHub is and how to reach it. Times are in milliseconds. */
export interface Reach {
  apiUrl: string
  token: string
  requestTimeout: number
  timeout: number
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
)

/** The request for one operation. */
export type RequestFor<O extends Operation> = Extract<Request, { operation: O }>

/** A request to change an organization. */
export type ChangeRequest = RequestFor<'create' | 'update' | 'delete'>

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

/** What came of a request. The step fails if there are problems; each is a full sentence. */
export type Result = { problems: string[] } & (
  | { operation: 'list'; lists: Listed[] }
  | { operation: 'get'; found?: Found }
  | { operation: 'get-public-key'; org: string; key?: { key_id: string; key: string } }
  | ChangeResult
  | { operation: 'none' }
)

/** What came of a request to change an organization. */
export interface ChangeResult {
  operation: 'create' | 'update' | 'delete'
  problems: string[]
  dryRun: boolean
  /** Whether something was written, may have been, or in a dry run would be. */
  changed: boolean
  outcomes: Outcome[]
  found?: Found
}
