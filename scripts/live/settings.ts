/** What a run is given. */
export interface Settings {
  readonly org: string
  readonly apiUrl: string
  readonly token: string | undefined
  readonly app: { readonly appId: string; readonly appKey: string } | undefined
  readonly weakToken: string | undefined
  /** Whether to run although the organization has registries of others. */
  readonly beside: boolean
  /** The unknowns to ask, by their ids, and `action` for the action. */
  readonly only: readonly string[]
}

/** Whether the API is on this machine, where there is only a local GitHub. */
export function isLocal(apiUrl: string): boolean {
  return /^(localhost|127\.0\.0\.1|\[::1\])$/.test(new URL(apiUrl).hostname)
}
