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
