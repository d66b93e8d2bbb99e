/** One request, and what it is for. */
export interface Call {
  /** `GET /orgs/{org}/private-registries`, as GitHub writes it. */
  route: string
  parameters: Record<string, string | number>
  /**
   * The body. It travels in `data`, because Octokit would take its member `url` for the address of the request:
   * https://github.com/octokit/auth-app.js/issues/584
   */
  data?: object
  /** Whether it may be sent any number of times although it is a POST or a DELETE: nothing that lasts comes of it. */
  repeats?: boolean
  /** Where the permission for it is granted. */
  grantedAt?: string
  /** How many writes have to follow within the time limit; without time for them it is not begun. */
  followers?: number
  /** A verb and its object, for sentences: `read the public key of acme`. */
  doing: string
  /** What a 404 speaks of. */
  concerns: 'organization' | 'registry' | 'repositories' | 'app' | 'installation'
  org: string
}

/** An answer that says yes. */
export interface Answer {
  status: number
  headers: Record<string, string | number | undefined>
  data: unknown
}

/** As which method a call may be repeated. */
export function methodOf({ route, repeats }: Call): string {
  return repeats ? 'GET' : (route.split(' ', 1)[0] ?? '')
}

/** Whether a call writes something that lasts. */
export function isWrite({ route, repeats = false }: Call): boolean {
  return !route.startsWith('GET ') && !repeats
}
