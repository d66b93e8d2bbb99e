/** What a client proves to GitHub who asks with. */
export interface Credential {
  /** The token for the next request. Fails with a `Problem` if there can be none. */
  token(): Promise<string>
  /** Told that GitHub has refused a token at a time of its own clock; whether another one is worth an attempt. */
  renew(refused: string, serverTime: number | undefined): boolean
  /** How many milliseconds to wait before a refused token is tried again because it may be too new; none if it is not. */
  settle?(refused: string): number | undefined
  /** Whether the token is known not to see all repositories. Fails as `token` does. */
  seesSome?(): Promise<boolean>
  /** Whether the user gave it, and so has to see to a new one before it ends. */
  readonly given?: boolean
  /** Where the permissions of the token are granted, once that is known. */
  grantedAt?(): string | undefined
}

/** A token that the user gave: there is no other one. */
export function givenToken(token: string): Credential {
  return { given: true, token: async () => token, renew: () => false }
}
