import { execFileSync } from 'node:child_process'
import { join } from 'node:path'

/** Where a figure comes from: the day, and the commit that was measured. */
export interface Origin {
  date: string
  commit: string
}

/** Where a figure comes from that is taken now. */
export function originNow(): Origin {
  const given = ['rev-parse', '--short=12', 'HEAD']
  const commit = execFileSync('git', given, { cwd: join(import.meta.dirname, '..'), encoding: 'utf8' }).trim()
  return { date: new Date().toISOString().slice(0, 10), commit }
}
