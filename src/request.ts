import type { AdviceSettings, Advised } from './registries/advise.ts'
import type { Outcome } from './registries/change.ts'
import type { Policy } from './registries/plan.ts'
import type { Sentence } from './registries/problem.ts'
import type { Registry, RegistrySpec } from './registries/registry.ts'
import type { Wanted } from './registries/wanted.ts'

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
  'export',
  'verify'
] as const

export type Operation = (typeof operations)[number]

export const writes: readonly Operation[] = ['create', 'update', 'delete', 'apply', 'rotate']

export const multiOrganizationOperations: readonly Operation[] = ['list', 'apply', 'plan', 'rotate', 'export']

/** Stands for all organizations in which the App is installed. */
export const allOrganizations = '*'

/** Identifies an existing registry: by `name`, with values to check, or by type and address. */
export type Target =
  | { name: string; expected: Pick<RegistrySpec, 'registry_type' | 'url'> }
  | { registry_type: string; url: string }

/** What the user asked for, validated as far as possible without GitHub. */
export type Request = {
  /** How to connect to GitHub. Times are in milliseconds. */
  connection: {
    apiUrl: string
    /** A token, or the key of a GitHub App, as PEM in PKCS#8. */
    access: { token: string } | { appId: string; privateKey: string }
    requestTimeout: number
    timeout: number
    /** The pause between the answer to a write and the next write. */
    writeInterval: number
    proxy: Record<string, string>
  }
} & (
  | { operation: 'list'; orgs: string[] }
  | { operation: 'get'; org: string; target: Target }
  | { operation: 'get-public-key'; org: string }
  | { operation: 'create'; org: string; spec: RegistrySpec; advice: AdviceSettings; dryRun: boolean }
  | {
      operation: 'update'
      org: string
      target: Target
      spec: RegistrySpec
      /** The hosts that may get a new secret, if restricted. */
      allowedHosts: string[] | undefined
      advice: AdviceSettings
      dryRun: boolean
    }
  | { operation: 'delete'; org: string; target: Target; dryRun: boolean }
  | ({
      orgs: string[]
      wanted: Wanted[]
      /** Whether `wanted` comes from a manifest; otherwise it is the one registry of the inputs. */
      fromManifest: boolean
      advice: AdviceSettings
      dryRun: boolean
    } /** `planId` is the id of the plan that was approved, or `any`. */ & (
      | { operation: 'apply' | 'plan'; policy: Policy; planId: string }
      | { operation: 'rotate'; policy: Pick<Policy, 'rewriteSecrets' | 'allowedHosts'> }
    ))
  | {
      operation: 'export'
      orgs: string[]
      /** Where to write the manifest: its path inside the workspace, with slashes, and the workspace's path. */
      file: { path: string; workspace: string } | undefined
      dryRun: boolean
    }
  | { operation: 'verify'; wanted: Wanted[]; allowedHosts: string[] | undefined; advice: AdviceSettings }
)

export type GitHubRequest = Exclude<Request, { operation: 'verify' }>

export type RequestFor<O extends Operation> = Extract<Request, { operation: O }>

/** A request about all wanted registries. */
export type ManyRequest = RequestFor<'apply' | 'plan' | 'rotate'>

/** The result of a request. The step fails if there are problems. */
export type Result = {
  problems: readonly Sentence[] /** Organizations that `*` does not cover, and why. */
  leftOut?: string[]
} & (
  | { operation: 'list'; lists: { org: string; registries: Registry[] }[] }
  | { operation: 'get'; found: NonNullable<ChangeResult['found']> }
  | { operation: 'get-public-key'; org: string; key: { key_id: string; key: string } }
  | ChangeResult
  | {
      operation: 'export'
      orgs: string[]
      manifest: string
      /** How many registries it has. */
      count: number
      file: RequestFor<'export'>['file']
      dryRun: boolean
    }
  | { operation: 'verify'; verified: Verdict[]; advised?: Advised }
  | { operation: 'none'; failed?: Operation | undefined }
)

export interface Verdict {
  registry_type: string | null
  url: string | null
  verdict: 'accepted' | 'refused' | 'unclear' | 'skipped'
  /** The status of the answer to the credential, or of the token service that refuses it. */
  status: number | null
  reason: string
}

export interface ChangeResult {
  operation: 'create' | 'update' | 'delete' | 'apply' | 'plan' | 'rotate'
  problems: readonly Sentence[]
  dryRun: boolean
  /** Whether something was written, may have been, or in a dry run would be. */
  changed: boolean
  outcomes: Outcome[]
  /** Only of create, update, apply and plan, once the registries are known. */
  advised?: Advised
  /** Only for apply and plan: whether something visible differed from what is wanted; undefined if unknown. */
  drift?: boolean | undefined
  /** Only for apply and plan: the id of this plan; empty if an organization could not be read. */
  planId?: string
  /** Only for apply and plan with a manifest: the registries that it does not manage, if any. */
  unmanaged?: { org: string; registries: readonly Registry[] }[]
  /** Only for one registry in one organization. */
  found?: { org: string; registry: Registry }
  /** Whether the request was for the one registry of the inputs in one organization. */
  single?: boolean
}
