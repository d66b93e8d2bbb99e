import type { AdviceSettings, Advised } from './registries/advise.ts'
import type { Outcome } from './registries/change.ts'
import type { Policy } from './registries/plan.ts'
import type { Sentence } from './registries/problem.ts'
import type { Registry, RegistrySpec } from './registries/registry.ts'
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

/** In place of the organizations' names: all in which the App is installed. */
export const everywhere = '*'

/** Where GitHub is and how to reach it. Times are in milliseconds. */
export interface Reach {
  apiUrl: string
  /** A token, or the key of a GitHub App, as PEM in PKCS#8. */
  access: { token: string } | { appId: string; privateKey: string }
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
  | { operation: 'create'; org: string; spec: RegistrySpec; advice: AdviceSettings; dryRun: boolean }
  | {
      operation: 'update'
      org: string
      target: Target
      spec: RegistrySpec
      /** The hosts that may get a new secret, if that is limited. */
      allowedHosts: string[] | undefined
      advice: AdviceSettings
      dryRun: boolean
    }
  | { operation: 'delete'; org: string; target: Target; dryRun: boolean }
  | ({
      orgs: string[]
      wanted: Wanted[]
      /** Whether `wanted` was read from a manifest; else it is the one registry of the inputs. */
      fromManifest: boolean
      advice: AdviceSettings
      dryRun: boolean
    } & (
      | { operation: 'apply' | 'plan'; policy: Policy }
      | { operation: 'rotate'; policy: Pick<Policy, 'rewriteSecrets' | 'allowedHosts'> }
    ))
  | {
      operation: 'export'
      org: string
      /** A manifest: its path inside the workspace, with slashes, and where the workspace is. */
      file: { path: string; workspace: string } | undefined
      dryRun: boolean
    }
)

/** The request for one operation. */
export type RequestFor<O extends Operation> = Extract<Request, { operation: O }>

/** A request to change all registries that are wanted. */
export type ManyRequest = RequestFor<'apply' | 'plan' | 'rotate'>

/** A registry and where it is. */
interface Found {
  org: string
  registry: Registry
}

/** What came of a request. The step fails if there are problems. */
export type Result = {
  problems: readonly Sentence[] /** Organizations that `*` does not cover, and why. */
  leftOut?: string[]
} & (
  | { operation: 'list'; lists: { org: string; registries: Registry[] }[] }
  | { operation: 'get'; found?: Found }
  | { operation: 'get-public-key'; org: string; key?: { key_id: string; key: string } }
  | ChangeResult
  | {
      operation: 'export'
      org: string
      manifest?: string
      /** How many registries the manifest has. */
      count?: number
      file: RequestFor<'export'>['file']
      dryRun: boolean
    }
  | { operation: 'none' }
)

/** What came of a request to change organizations. */
export interface ChangeResult {
  operation: 'create' | 'update' | 'delete' | 'apply' | 'plan' | 'rotate'
  problems: readonly Sentence[]
  dryRun: boolean
  /** Whether something was written, may have been, or in a dry run would be. */
  changed: boolean
  outcomes: Outcome[]
  /** Only of create, update, apply and plan, once the registries are known. */
  advised?: Advised
  /** Only of apply and plan: whether something visible was not as it is wanted; undefined if nobody can tell. */
  drift?: boolean | undefined
  /** Of one registry in one organization. */
  found?: Found
  /** Whether the one registry of the inputs was to be applied in one organization. */
  single?: boolean
}
