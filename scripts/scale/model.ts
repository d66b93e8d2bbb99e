/** What is done in each of the organizations. */
export interface Task {
  readonly name: string
  /** How many registries are written. */
  readonly writes: number
  /** Whether there are secrets, which take the organization's key. */
  readonly readsKey: boolean
  /** Whether the organization is listed once more after its writes. */
  readonly looksAgain: boolean
}

/** How the work is spread. */
export interface Spread {
  readonly batchSize: number
  readonly maxParallel: number
}

/** How many organizations, and how many registries each has. */
export const size = { organizations: 2000, registries: 3 }

/** The tasks that are reckoned. */
export const tasks: readonly Task[] = [
  { name: 'the first apply', writes: size.registries, readsKey: true, looksAgain: true },
  { name: 'an apply that changes nothing', writes: 0, readsKey: true, looksAgain: false },
  { name: 'a plan', writes: 0, readsKey: false, looksAgain: false },
  { name: 'a rotation', writes: size.registries, readsKey: true, looksAgain: false }
]

/** The defaults of the reusable workflow. */
export const usual: Spread = { batchSize: 50, maxParallel: 20 }

/** What is assumed, in seconds, and how many requests one job has under way. */
export const assumed = { start: 20, request: 0.25, writeInterval: 1, atOnce: 50 }

/** GitHub's limits, whomever they count. */
export const limits = {
  requestsAnHour: 5000,
  atOnce: 100,
  pointsAMinute: 900,
  contentAMinute: 80,
  contentAnHour: 500,
  jobsOfMatrix: 256
}

/** What one organization costs: requests of the App itself, requests of the installation, and points of all. */
export function costOf({ writes, readsKey, looksAgain }: Task): {
  byApp: number
  byInstallation: number
  points: number
} {
  const reads = 1 + Number(readsKey) + (writes > 0 && looksAgain ? 1 : 0)
  const revocations = 1
  // A read is one point, anything else five: so is the making of a token.
  return {
    byApp: 2,
    byInstallation: reads + writes + revocations,
    points: 1 + 5 + reads + 5 * (writes + revocations)
  }
}
